"""Open a case (受理): lock the person, judge repeats, give the case its number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jiuji_docs.domain.errors import FormInvalid, NotAllowed, NotFound, NotInState
from jiuji_docs.domain.forms.known import known
from jiuji_docs.domain.workflow.facts import Facts
from jiuji_docs.services import facts
from jiuji_docs.services.effects import amount_of
from jiuji_docs.services.packs_in_force import check_in_force
from jiuji_docs.services.papers import local_date
from jiuji_docs.services.scope import in_scope

if TYPE_CHECKING:
    from jiuji_docs.services.progress import Progress

#: The key of a person nobody has written down yet.
NOBODY = 0


def facts_under_lock(progress: Progress) -> Facts:
    """Lock the person in need and return the facts for judging the opening step."""
    check_counter(progress)
    check_in_force(progress)
    subject = _subject(progress)
    person = progress.desk.cases.lock_person(_person_key(progress, subject), subject["person_name"])
    return facts.of_opening(
        progress.desk, progress.transition, person.id, progress.entering, progress.now
    )


def facts_at_sight(progress: Progress) -> Facts:
    """Return the same facts without locking or writing anything, for a dry run (试办)."""
    check_counter(progress)
    check_in_force(progress)
    village_of(progress)
    known_here = progress.desk.cases.people([str(_subject(progress).get("person_id") or "")])
    person = known_here[0] if known_here else NOBODY
    return facts.of_opening(
        progress.desk, progress.transition, person, progress.entering, progress.now
    )


def check_counter(progress: Progress) -> None:
    """Refuse whoever does not sit at a town's counter."""
    if progress.actor.level != "town":
        raise NotAllowed("role", "只有乡镇（街道）窗口可以受理")


def open_case(progress: Progress) -> None:
    """Write the case row and use up a county exception if one let it through."""
    desk, transition = progress.desk, progress.transition
    subject = _subject(progress)
    parent = lock_parent(progress) if progress.command.parent else None
    person = desk.cases.lock_person(_person_key(progress, subject), subject["person_name"])
    values = known(progress.entering.items())
    exception = facts.exception_at_hand(desk, transition, values)
    progress.case = desk.cases.open(
        number=_next_number(progress),
        pack=progress.pack.id,
        pack_checksum=progress.pack.checksum,
        workflow_checksum=progress.pack.workflow.checksum,
        route=transition.routes[0],
        state=progress.taken.target,
        version=0,
        town_id=progress.actor.unit,
        village_id=village_of(progress),
        person_id=person.id,
        cause=str(subject.get("cause") or ""),
        occurred_on=subject.get("occurred_on"),
        amount=amount_of(progress),
        accepted_at=progress.occurred_at,
    )
    if parent is not None:
        _link(progress, parent)
    if exception is not None:
        desk.cases.use_repeat_exception(exception.id, progress.case.id)


def lock_parent(progress: Progress) -> Any:
    """Return the case a sub-case is opened from, locked; it must be the actor's and not closed."""
    number = progress.command.parent
    parent = progress.desk.cases.lock(number)
    if not in_scope(parent, progress.actor):
        raise NotFound(number)
    if parent.closed:
        raise NotInState("case_closed", "上级事项已归档，不能再开立子事项")
    if progress.desk.case_links.parent(parent.id) is not None:
        raise NotInState("sub_case", "子事项不能再开立子事项")
    return parent


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


def _person_key(progress: Progress, subject: dict[str, Any]) -> str:
    """Return the ID number, or a key of its own for a person whose identity is not known yet."""
    return str(subject.get("person_id") or f"unknown:{progress.command.key}")


def _next_number(progress: Progress) -> str:
    unit = progress.actor.unit
    year = local_date(progress.now).year
    serial = progress.desk.numbers.next(f"case:{unit}", year)
    return f"{unit.upper()}-{year}-{serial:04d}"


def village_of(progress: Progress) -> str | None:
    """Return the village's unit id; an unknown village name is an error at its field."""
    name = str(_subject(progress).get("village") or "")
    if not name:
        return None
    for unit in progress.desk.accounts.units(parent_id=progress.actor.unit):
        if name in (unit.id, unit.name):
            return str(unit.id)
    path = progress.transition.subject["village"]
    form, _, field = path.partition(".")
    raise FormInvalid(form, {field: (f"本乡镇没有「{name}」这个村（社区）",)})
