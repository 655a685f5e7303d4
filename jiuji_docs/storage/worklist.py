"""List cases: what waits for a desk, and what somebody searches for (待办与查询)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select, union, union_all

from jiuji_docs.domain.errors import NotFound
from jiuji_docs.domain.workflow.register_numbers import as_written
from jiuji_docs.storage.mine import NOTHING, Mine
from jiuji_docs.storage.repository import AnyRow, Repository
from jiuji_docs.storage.scope import Scope
from jiuji_docs.storage.tables import BRANCH_STANDING, CASE, PERSON
from jiuji_docs.storage.worklist_page import COLUMNS, Shape, page

#: Checksums of packs by the state at which their cases are left out.
Barred = Mapping[str, Collection[str]]
#: Digits of the largest key.
_LONGEST_KEY = 18


class CaseLists(Repository):
    """Pages of cases. Rows hold every column of ``case`` plus person_name."""

    def worklist(
        self,
        states: Collection[str],
        town_id: str | None,
        village_id: str | None = None,
        *,
        branch_states: Collection[str] = (),
        barred: Barred | None = None,
        mine: Mine = NOTHING,
        after: str = "",
        limit: int = 50,
    ) -> list[AnyRow]:
        """Return open cases in *states*, nearest deadline first, those without one last.

        *branch_states* are states of parallel branches; a case in one of them is listed too, and so is
        what *mine* names. *barred* names, by state, the editions of which a case at that state is left
        out. ``after`` is the id of the last case on the page before, as text; empty for the first page.
        """
        standing, beside = sorted(set(states)), sorted(set(branch_states))
        town, village = self._scope.town_id or town_id, self._scope.village_id or village_id
        if (
            not (standing or beside or mine)
            or town_id not in (None, town)
            or village_id not in (None, village)
        ):
            return []
        last = self._place(after) if after else None
        behind = "" if last is None else "undated" if last.due_at is None else "dated"
        values = {f"state_{number}": state for number, state in enumerate(standing)}
        values |= {f"branch_{number}": state for number, state in enumerate(beside)}
        out = {
            name: sorted(barred[state])
            for name, state in values.items()
            if barred and barred.get(state)
        }
        shape = Shape(
            len(standing),
            town is not None,
            village is not None,
            behind,
            len(beside),
            tuple((name, len(checksums)) for name, checksums in out.items()),
            len(mine.owned),
            len(mine.received),
        )
        for name, checksums in out.items():
            values |= {f"{name}_barred_{at}": checksum for at, checksum in enumerate(checksums)}
        values |= {f"owned_{number}": state for number, state in enumerate(mine.owned)}
        values |= {f"received_{number}": state for number, state in enumerate(mine.received)}
        given = {"town": town, "village": village, "unit": mine.unit, "most": limit}
        known = {"last_id": last.id, "last_due": last.due_at} if last is not None else {}
        return self._read(page(shape), **values, **given, **known)

    def count(
        self,
        states: Collection[str],
        town_id: str | None,
        village_id: str | None = None,
        *,
        branch_states: Collection[str] = (),
        barred: Barred | None = None,
        mine: Mine = NOTHING,
    ) -> int:
        """Return how many open cases ``worklist`` would list."""
        what = CASE.c.id if mine else func.count(CASE.c.id)
        statement = _in_states(select(what), states, branch_states, barred or {})
        limited = self._limit(statement, town_id, village_id)
        if mine:
            ways = [limited, *(_open_in(kind, mine) for kind in ("owned", "received"))]
            found = union(*(select(way.subquery()) for way in ways)).subquery()
            limited = select(func.count()).select_from(found)
        return int(self._session.execute(limited).scalar_one())

    def search(
        self,
        text: str,
        town_id: str | None,
        village_id: str | None = None,
        *,
        unit: str = "",
        after: str = "",
        limit: int = 50,
    ) -> list[AnyRow]:
        """Return cases by number, beginning of a name, or whole ID number; newest first.

        Empty *text* lists all relief cases. Items sent to *unit* are found too. ``after`` is the id of
        the last case on the page before.
        """
        statement = select(*COLUMNS).join(PERSON)
        found = self._found_by(text) if text else CASE.c.register == false()
        statement = statement.where(found)
        if after:
            statement = statement.where(CASE.c.id < _key(after))
        ordered = statement.order_by(CASE.c.id.desc()).limit(limit)
        rows = self._all(self._limit(ordered, town_id, village_id))
        if not (text and unit):
            return rows
        sent = self._all(ordered.where(CASE.c.receiver_id == unit))
        both = {row.id: row for row in (*rows, *sent)}
        return [both[key] for key in sorted(both, reverse=True)][:limit]

    def _limit(
        self, statement: Select[Any], town_id: str | None, village_id: str | None
    ) -> Select[Any]:
        """Apply both the reader's scope and what this call asks for."""
        return Scope(town_id, village_id).limit(self._scope.limit(statement))

    def _place(self, after: str) -> AnyRow:
        """Return where the last case of the page before stands: id and due_at."""
        key = _key(after)
        row = self._one_or_none(select(CASE.c.id, CASE.c.due_at).where(CASE.c.id == key))
        if row is None:
            raise NotFound(after)
        return row

    def _found_by(self, text: str) -> ColumnElement[bool]:
        """Return the condition: case numbers and ID numbers have digits, names have none."""
        if not any(character.isdigit() for character in text):
            return self._begins_with(PERSON.c.name, text)
        number = as_written(text)
        by_number = select(CASE.c.id).where(CASE.c.number == number)
        by_id_number = select(CASE.c.id).join(PERSON).where(PERSON.c.id_number == text.upper())
        return CASE.c.id.in_(union_all(by_number, by_id_number))

    def _begins_with(self, column: ColumnElement[str], text: str) -> ColumnElement[bool]:
        """Return a prefix condition that each database answers from its index."""
        if self._dialect == "postgresql":
            return column.startswith(text, autoescape=True)
        return and_(column >= text, column < text + "\U0010ffff")


def _in_states(
    statement: Select[Any], states: Collection[str], branch_states: Collection[str], barred: Barred
) -> Select[Any]:
    """Keep the open cases at a state or in a branch, those of barred editions left out."""
    there: list[ColumnElement[bool]] = [CASE.c.state.in_([s for s in states if not barred.get(s)])]
    there += [
        and_(CASE.c.state == state, CASE.c.pack_checksum.not_in(sorted(barred[state])))
        for state in states
        if barred.get(state)
    ]
    there += [
        and_(_beside([state]), CASE.c.pack_checksum.not_in(sorted(barred[state])))
        for state in branch_states
        if barred.get(state)
    ]
    if free := [state for state in branch_states if not barred.get(state)]:
        there.append(_beside(free))
    return statement.where(or_(*there), CASE.c.closed == false())


def _beside(states: Collection[str]) -> ColumnElement[bool]:
    standing = BRANCH_STANDING.c
    beside = select(standing.case_id).where(
        standing.state.in_(states), standing.closed_seq.is_(None)
    )
    return CASE.c.id.in_(beside)


def _open_in(kind: str, mine: Mine) -> Select[Any]:
    """Return the open cases that a unit owns, or that were sent to it, in its states."""
    whose = CASE.c.town_id if kind == "owned" else CASE.c.receiver_id
    states = mine.owned if kind == "owned" else mine.received
    return select(CASE.c.id).where(
        whose == mine.unit, CASE.c.state.in_(states), CASE.c.closed == false()
    )


def _key(cursor: str) -> int:
    """Return the case id a cursor stands for; anything else names no page."""
    if not (cursor.isascii() and cursor.isdigit() and len(cursor) <= _LONGEST_KEY):
        raise NotFound(cursor)
    return int(cursor)
