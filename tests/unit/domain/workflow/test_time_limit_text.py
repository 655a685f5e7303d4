"""People read what was decided about a time limit, and nothing that was not."""

from __future__ import annotations

from dataclasses import replace

from jiuji_docs.domain.workflow.time_limit_text import limit_lines
from tests.common.relief import pack

FLOW = pack().workflow
UNSET = FLOW.time_limits["decision"]


def test_what_nobody_decided_is_only_unset() -> None:
    assert limit_lines(FLOW, UNSET) == ("未规定",)


def test_everything_decided_is_said() -> None:
    limit = replace(
        UNSET,
        budget="5wd",
        remind=("1wd", "4h"),
        on_miss="escalate",
        escalate_to="county.approver",
        repeat="1wd",
        suspended_by=("convene",),
        resumed_by=("approve_deliberation", "refuse_deliberation"),
    )
    assert limit_lines(FLOW, limit) == (
        "5 个工作日",
        "到期前 1 个工作日、4 小时提醒",
        "逾期提醒责任岗位，并上报上级岗位“县局审批人”",
        "逾期后每 1 个工作日催办一次",
        "“提请一事一议”至“一事一议批准、一事一议不予救助”中止计时",
    )


def test_calendar_days_say_whose_reading_moves_the_last_one() -> None:
    assert limit_lines(FLOW, replace(UNSET, budget="3d")) == (
        "3 日",
        "最后一日逢休息顺延（民法典第二百零三条，系统的读法）",
    )
    firm = replace(UNSET, budget="3d", roll_last_day=False)
    assert limit_lines(FLOW, firm) == ("3 日", "最后一日逢休息不顺延")
