"""Build the statement of one page of a worklist so that a database reads it from the index in order."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    bindparam,
    false,
    literal_column,
    or_,
    select,
    union,
    union_all,
)

from jiuji_docs.storage.prepared import Prepared
from jiuji_docs.storage.tables import BRANCH_STANDING, CASE, PERSON

#: What a row of a list of cases holds.
COLUMNS: tuple[Any, ...] = (*CASE.c, PERSON.c.name.label("person_name"))

#: As the index has it, also where every due time is NULL.
_ORDER = (CASE.c.due_at, CASE.c.id)
_LAST_ID = bindparam("last_id", type_=CASE.c.id.type)
_LAST_DUE = bindparam("last_due", type_=CASE.c.due_at.type)


@dataclass(frozen=True, slots=True)
class Shape:
    """What changes the text of the statement: how many states, whose, and behind what.

    ``behind``: "" for the first page, else "dated" or "undated" after the last case of the page
    before. ``branches`` counts the states of parallel branches, ``owned`` and ``received`` those where
    only items of the unit, or sent to it, count. ``barred`` says of how many editions the cases at a
    state are left out, by its bound name. Values are bound as state_0 …, branch_0 …, owned_0 …,
    received_0 …, state_0_barred_0 …, unit, town, village, last_id, last_due and most.
    """

    states: int
    town: bool = False
    village: bool = False
    behind: str = ""
    branches: int = 0
    barred: tuple[tuple[str, int], ...] = ()
    owned: int = 0
    received: int = 0

    @property
    def lanes(self) -> list[str]:
        """Return the names under which the states are bound."""
        counts = {
            "state": self.states,
            "branch": self.branches,
            "owned": self.owned,
            "received": self.received,
        }
        return [f"{kind}_{n}" for kind, count in counts.items() for n in range(count)]


@cache
def page(shape: Shape) -> Prepared:
    """Return the statement: nearest deadline first, those without one last, then by age.

    One condition on several states would make the database sort every open case of the county;
    so each state is read by itself, in the order of the index, and only as far as the page goes.
    """
    lanes = [select(lane.subquery()) for name in shape.lanes for lane in _lanes(shape, name)]
    # A case may stand at a state and in a branch at once, or be owned and seen; it is listed once.
    once = shape.branches or shape.owned or shape.received
    found = (union if once else union_all)(*lanes).subquery()
    order = (found.c.undated, found.c.due_at, found.c.id)
    nearest = select(found).order_by(*order).limit(bindparam("most")).subquery("nearest")
    return Prepared(
        select(*COLUMNS)
        .join(nearest, nearest.c.id == CASE.c.id)
        .join(PERSON, PERSON.c.id == CASE.c.person_id)
        .order_by(nearest.c.undated, nearest.c.due_at, nearest.c.id)
        .limit(bindparam("most"))
    )


def _lanes(shape: Shape, state: str) -> list[Select[Any]]:
    """Return one state's cases with a deadline, then those without, each no longer than the page."""
    undated = _lane(shape, state, 1).where(CASE.c.due_at.is_(None)).order_by(*_ORDER)
    if shape.behind == "undated":
        return [undated.where(CASE.c.id > _LAST_ID)]
    dated = _lane(shape, state, 0).where(CASE.c.due_at.is_not(None))
    if shape.behind == "dated":
        dated = dated.where(_later())
    return [dated.order_by(*_ORDER), undated]


def _lane(shape: Shape, state: str, undated: int) -> Select[Any]:
    mark: ColumnElement[int] = literal_column(str(undated)).label("undated")
    lane = select(CASE.c.id, CASE.c.due_at, mark).where(CASE.c.closed == false())
    if state.startswith("branch"):
        standing = BRANCH_STANDING.c
        lane = lane.join(BRANCH_STANDING, standing.case_id == CASE.c.id).where(
            standing.state == bindparam(state), standing.closed_seq.is_(None)
        )
    else:
        lane = lane.where(CASE.c.state == bindparam(state))
    if barred := dict(shape.barred).get(state, 0):
        names: list[Any] = [bindparam(f"{state}_barred_{number}") for number in range(barred)]
        lane = lane.where(CASE.c.pack_checksum.not_in(names))
    if state.startswith("received"):
        return lane.where(CASE.c.receiver_id == bindparam("unit")).limit(bindparam("most"))
    if state.startswith("owned"):
        return lane.where(CASE.c.town_id == bindparam("unit")).limit(bindparam("most"))
    if shape.town:
        lane = lane.where(CASE.c.town_id == bindparam("town"))
    if shape.village:
        lane = lane.where(CASE.c.village_id == bindparam("village"))
    return lane.limit(bindparam("most"))


def _later() -> ColumnElement[bool]:
    return or_(CASE.c.due_at > _LAST_DUE, and_(CASE.c.due_at == _LAST_DUE, CASE.c.id > _LAST_ID))
