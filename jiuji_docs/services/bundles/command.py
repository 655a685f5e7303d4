"""Bundle for the command line: print what still waits, then bind (打印全套)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from jiuji_docs.domain.calendar import BEIJING
from jiuji_docs.services.bundles.making import Binder, Bundle, Hear
from jiuji_docs.services.bundles.plan import BundlePlan, BundlePlanner
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.house import House
from jiuji_docs.services.printing_fonts import printing_fonts
from jiuji_docs.services.start import open_press

#: After how many papers the plan is looked at again: the outbox is one queue, older orders come first.
_LOOK = 4


def bundle_for_command(
    house: House,
    target: Path,
    *,
    unit: str,
    day: dt.date | None,
    case: str,
    by: str,
    duplex: bool,
    hear: Hear,
) -> tuple[Bundle, tuple[str, ...]]:
    """Write the bundle of a unit's day or of a case; return what was made and which papers are missing.

    Papers that wait for the press are printed first. *by* names the account whose row scope counts and whose
    reading is logged; without it the office's own command line sees everything, and the ledger says so.
    """

    def plan(desk: Desk) -> BundlePlan:
        reader = desk.actor(by) if by else None
        planner = BundlePlanner(desk)
        if case:
            return planner.of_case(case, reader)
        return planner.of_day(unit, day or desk.now().astimezone(BEIJING).date(), reader)

    with closing(open_press(house)) as press:
        planned = _printed(house, plan, press.run_one, hear)
        fonts, _stand_ins = printing_fonts(house.settings)
        binder = Binder(house.store, fonts, lambda sheet: press.printer.sheet(sheet).pdf)
        house.run(lambda desk: BundlePlanner(desk).note(planned, desk.actor(by) if by else None))
        made = binder.make(planned, target, duplex=duplex, hear=hear)
    missing = tuple(f"{one.number} {words}" for one in planned.cases for words in one.missing)
    return made, missing


def _printed(
    house: House, plan: Callable[[Desk], BundlePlan], print_one: Callable[[], bool], hear: Hear
) -> BundlePlan:
    """Return the plan after the press has done what waits for it; what waits for others may go on waiting."""
    with house.desk(write=False) as desk:
        planned, total = plan(desk), desk.jobs.waiting()
    done = 0
    while planned.waiting and print_one():
        done += 1
        hear("印制", min(done, total), total)
        if done % _LOOK == 0:
            planned = _plan(house, plan)
    return _plan(house, plan) if done else planned


def _plan(house: House, plan: Callable[[Desk], BundlePlan]) -> BundlePlan:
    with house.desk(write=False) as desk:
        return plan(desk)
