"""A fresh demo county shows the auditor no unsigned approvals, and no day work at night."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select

from jiuji_docs.domain.calendar import BEIJING
from jiuji_docs.services.audit.service import AuditService
from jiuji_docs.services.demo_cases import play_demo_cases
from jiuji_docs.services.demo_days import CLOSES, OPENS
from jiuji_docs.services.house import House
from jiuji_docs.storage.tables import STEP


def test_a_fresh_demo_is_in_order_before_anything_is_printed(house: House) -> None:
    for _ in range(2):
        play_demo_cases(house, lambda _line: None)

    with house.desk(write=False) as desk:
        year = desk.now().astimezone(BEIJING).year
        report = AuditService(desk).report(year, desk.actor("county.inspector"))
        steps = desk.work.session.execute(select(STEP.c.transition, STEP.c.recorded_at)).all()
        waiting = desk.jobs.waiting()
    assert waiting
    assert not [line for line in report.lines if line.check == "unsigned_approvals"]
    assert {step.transition for step in steps if _at_night(step.recorded_at)} == {"relieve"}


def _at_night(moment: dt.datetime) -> bool:
    return not OPENS <= moment.astimezone(BEIJING).time() <= CLOSES
