"""Open a case (受理) or a register's item (登记): lock the person, judge repeats, give it its number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jiuji_docs.domain.errors import NotFound, NotInState
from jiuji_docs.domain.forms.known import known
from jiuji_docs.domain.workflow.facts import Facts
from jiuji_docs.domain.workflow.register_numbers import RELIEF, RegisterSeries
from jiuji_docs.services import facts
from jiuji_docs.services.effects import amount_of
from jiuji_docs.services.funds.bans import see_ban, use_ban_exception
from jiuji_docs.services.funds.reserve_draws import see_books
from jiuji_docs.services.packs_in_force import check_in_force
from jiuji_docs.services.papers import local_date
from jiuji_docs.services.places import is_register, place_of, receiver_of
from jiuji_docs.services.scope import in_scope

if TYPE_CHECKING:
    from jiuji_docs.services.desk import Desk
    from jiuji_docs.services.progress import Progress

#: The key of a person nobody has written down yet.
NOBODY = 0
#: What stands for the person of an item that names nobody.
NAMELESS = "未具名"


def facts_under_lock(progress: Progress) -> Facts:
    """Lock the person in need and return the facts for judging the opening step."""
    check_in_force(progress)
    place_of(progress)
    receiver_of(progress)
    subject = _subject(progress)
    return _facts(progress, _person(progress, subject))


def facts_at_sight(progress: Progress) -> Facts:
    """Return the same facts without locking or writing anything, for a dry run (试办)."""
    check_in_force(progress)
    place_of(progress)
    receiver_of(progress)
    known_here = progress.desk.cases.people([str(_subject(progress).get("person_id") or "")])
    person = known_here[0] if known_here else NOBODY
    return _facts(progress, person)


def _facts(progress: Progress, person: int) -> Facts:
    parent = progress.command.parent
    if parent and not in_scope(progress.desk.cases.get(parent), progress.actor):
        raise NotFound(parent)
    seen = facts.of_opening(
        progress.desk, progress.transition, person, progress.entering, progress.now, parent
    )
    see_books(progress, seen)
    see_ban(progress, seen, person)
    return seen


def open_case(progress: Progress) -> None:
    """Write the case row and use up a county exception if one let it through."""
    desk, transition = progress.desk, progress.transition
    subject = _subject(progress)
    place = place_of(progress)
    parent = lock_parent(progress) if progress.command.parent else None
    person = _person(progress, subject)
    values = known(progress.entering.items())
    exception = facts.exception_at_hand(desk, transition, values)
    progress.case = desk.cases.open(
        number=_next_number(progress, place.unit),
        pack=progress.pack.id,
        pack_checksum=progress.pack.checksum,
        workflow_checksum=progress.pack.workflow.checksum,
        route=transition.routes[0],
        state=progress.taken.target,
        version=0,
        town_id=place.unit,
        village_id=place.village,
        receiver_id=receiver_of(progress),
        register=is_register(progress),
        person_id=person,
        cause=str(subject.get("cause") or ""),
        occurred_on=subject.get("occurred_on"),
        amount=amount_of(progress),
        accepted_at=progress.occurred_at,
    )
    if parent is not None:
        _link(progress, parent)
    use_ban_exception(progress, progress.case.person_id, values)
    if exception is not None:
        desk.cases.use_repeat_exception(exception.id, progress.case.id)


def lock_parent(progress: Progress) -> Any:
    """Return the case a sub-case is opened from, locked; it must be the actor's.

    A relief case is opened from an open case that is itself not opened from one; a register's item
    (回访、转办) from any.
    """
    number = progress.command.parent
    parent = progress.desk.cases.lock(number)
    if not in_scope(parent, progress.actor):
        raise NotFound(number)
    if not is_register(progress) and (bar := relief_bar(progress.desk, parent)):
        raise NotInState(*bar)
    return parent


def relief_bar(desk: Desk, parent: Any) -> tuple[str, str] | None:
    """Return code and sentence of why no relief case is opened from *parent*; None where one may be."""
    if parent.closed:
        return "case_closed", f"{parent.number} 已办结，不能再从它开立救助事项；登记簿事项可以开立"
    if not parent.register and desk.case_links.parent(parent.id) is not None:
        return "sub_case", f"{parent.number} 是子事项，不能再从它开立救助事项；登记簿事项可以开立"
    return None


def _link(progress: Progress, parent: Any) -> None:
    """Link the new case with the one it was opened from, both ways, and tell the ledger."""
    desk = progress.desk
    desk.case_links.add(parent.id, progress.case.id, progress.actor.account, progress.now)
    desk.ledger.append(
        "sub_case", progress.actor.account, case=parent.number, child=progress.case.number
    )


def _subject(progress: Progress) -> dict[str, Any]:
    values = known(progress.entering.items())
    return {name: values.get(path) for name, path in progress.transition.subject.items()}


def _person(progress: Progress, subject: dict[str, Any]) -> int:
    """Return the key of the person, locked; an item without one of its own is about its parent's."""
    cases, number = progress.desk.cases, progress.command.parent
    name = subject.get("person_name")
    if number and is_register(progress) and not subject.get("person_id"):
        person = int(cases.get(number).person_id)
        if name in (None, "", cases.person(person).name):
            return person
    return int(cases.lock_person(_person_key(progress, subject), _name(subject)).id)


def _person_key(progress: Progress, subject: dict[str, Any]) -> str:
    """Return the ID number, or a key of its own for a person whose identity is not known yet."""
    return str(subject.get("person_id") or f"unknown:{progress.command.key}")


def _name(subject: dict[str, Any]) -> str:
    return str(subject.get("person_name") or NAMELESS)


def _next_number(progress: Progress, town: str) -> str:
    """Return the next number of a town's cases, or of the register that the opening unit keeps."""
    year, words = local_date(progress.now).year, progress.pack.workflow.number_words
    if is_register(progress):
        route, unit_id = progress.transition.routes[0], progress.actor.unit
        serial = progress.desk.numbers.next(f"{route}:{unit_id}", year)
        word = words.get(route, "")
    else:
        route, unit_id = "", town
        serial = progress.desk.numbers.next(f"case:{town}", year)
        word = words.get(RELIEF, "")
    unit = progress.desk.accounts.unit(unit_id)
    series = RegisterSeries(route, unit.id, unit.code, word)
    number = series.number(year, serial)
    # Two units may have been given one 代字: the second's number is by its unit's id.
    taken = progress.desk.cases.has_number(number)
    return series.plain(year, serial) if taken else number
