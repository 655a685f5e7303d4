"""Time limits start and end with steps, and a late step is late."""

from __future__ import annotations

import datetime as dt

from jiuji_docs.definitions.calendar import load_day_table
from jiuji_docs.domain.calendar import BEIJING
from jiuji_docs.domain.workflow.deadlines import ended_by, is_late, reckon, started_by
from tests.common.relief import pack


def test_steps_start_and_end_time_limits() -> None:
    flow = pack().workflow
    assert [limit.id for limit in started_by(flow, "relieve")] == ["debts"]
    assert [limit.id for limit in ended_by(flow, "confirm_county")] == ["debts"]
    assert [limit.id for limit in ended_by(flow, "investigate")] == ["investigation"]
    assert [limit.id for limit in started_by(flow, "investigate")] == ["review"]
    assert started_by(flow, "archive") == ()


def test_a_limit_nobody_set_never_falls_due() -> None:
    (limit,) = started_by(pack().workflow, "relieve")
    start = dt.datetime(2024, 2, 10, 22, 40, tzinfo=BEIJING)
    assert reckon(limit, start, load_day_table()) is None
    assert not is_late(None, start)


def test_an_offices_limit_is_reckoned_on_working_days() -> None:
    (limit,) = started_by(pack({"debts": "5wd"}).workflow, "relieve")
    start = dt.datetime(2024, 2, 10, 22, 40, tzinfo=BEIJING)
    due = reckon(limit, start, load_day_table())
    assert due is not None
    assert due.at.astimezone(BEIJING).date() == dt.date(2024, 2, 22)
    assert not is_late(due.at, due.at)
    assert is_late(due.at, due.at + dt.timedelta(seconds=1))
