"""A time limit says who is reminded and what a miss does; what cannot work is refused at its place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from jiuji_docs.domain.errors import DefinitionError
from jiuji_docs.domain.workflow.time_limit import ON_MISS
from tests.common.mutants import Mutant
from tests.common.relief import catalog, pack

WHOLE: Mapping[str, Any] = {
    "budget": "5wd",
    "remind": ["2wd", "4h"],
    "on_miss": "escalate",
    "escalate_to": "county.approver",
    "repeat": "1wd",
    "suspended_by": ["convene"],
    "resumed_by": ["approve_deliberation"],
    "roll_last_day": False,
}


def _mutant(limit: str = "decision", **values: Any) -> Mutant:
    mutant = Mutant()
    mutant.limit(limit).update(values)
    return mutant


def test_every_key_is_read() -> None:
    mutant = _mutant(**WHOLE)
    assert mutant.findings() == ()
    limit = mutant.pack().workflow.time_limits["decision"]
    for name, value in WHOLE.items():
        assert getattr(limit, name) == (tuple(value) if isinstance(value, list) else value)


def test_a_document_that_says_nothing_leaves_it_at_recording() -> None:
    flow = pack().workflow
    steps = {
        name for name, step in flow.transitions.items() if set(step.routes) - {*flow.registers}
    }
    relief = [limit for limit in flow.time_limits.values() if steps & set(limit.starts)]
    assert len(relief) == 6
    for limit in relief:
        assert (limit.budget, limit.when_missed, limit.remind, limit.repeat) == (
            "unset",
            "record",
            (),
            "",
        )
        assert limit.roll_last_day


def test_nothing_a_miss_does_approves() -> None:
    assert set(ON_MISS) == {"record", "notify", "escalate"}


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"on_miss": "approve"}, r"time_limit\[decision\]: on_miss 不能是“approve”；可用：record"),
        ({"on_miss": "escalate"}, "须写 escalate_to"),
        ({"escalate_to": "town.head"}, "须写 escalate_to.*其他时候不写"),
        ({"budget": "0wd"}, "应为时限"),
        ({"budget": "5wd", "remind": ["0h"]}, "时限应写作"),
        ({"remind": ["unset"]}, "不能是 unset"),
        ({"remind": ["1wd", "1wd"]}, "有相同的间隔"),
        ({"budget": "5wd", "remind": ["5wd"]}, "提前 5 个工作日 提醒不短于时限 5 个工作日"),
        ({"repeat": "unset"}, "不能是 unset"),
        ({"repeat": "daily"}, "时限应写作"),
        ({"repeat": "__import__('os')"}, "时限应写作"),
        ({"approve": True}, "approve"),
    ],
)
def test_what_cannot_work_is_refused(values: Mapping[str, Any], says: str) -> None:
    with pytest.raises(DefinitionError, match=says):
        _mutant(**values).pack()


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"suspended_by": ["convene"]}, "中止了要能恢复"),
        ({"resumed_by": ["convene"]}, "中止了要能恢复"),
        (
            {"suspended_by": ["x"], "resumed_by": ["convene"]},
            "suspended_by 里没有“x”这一步",
        ),
        (
            {"budget": "5wd", "on_miss": "escalate", "escalate_to": "county.king"},
            "escalate_to：没有“county.king”这个岗位",
        ),
    ],
)
def test_the_lint_finds_what_leads_nowhere(values: Mapping[str, Any], says: str) -> None:
    (finding,) = _mutant(**values).findings()
    assert finding.place == "time_limit[decision]"
    assert says in finding.message


def test_an_office_says_what_the_document_left_open() -> None:
    own = {"budget": "5wd", "remind": ["1wd"], "on_miss": "notify"}
    limit = (
        catalog().with_office("chaoyang-2021", {"decision": own}).workflow.time_limits["decision"]
    )
    assert (limit.budget, limit.remind, limit.on_miss, limit.origin) == (
        "5wd",
        ("1wd",),
        "notify",
        "office",
    )


def test_an_office_may_leave_the_budget_as_it_is() -> None:
    found = catalog().with_office("chaoyang-2021", {"decision": {"on_miss": "notify"}})
    limit = found.workflow.time_limits["decision"]
    assert (limit.budget, limit.on_miss) == ("unset", "notify")


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        (
            {"decision": {"starts": ["accept"]}},
            r"office\.chaoyang-2021\.decision: 没有 \['starts'\]",
        ),
        ({"publicity_days": {"budget": "5wd"}}, "这不是时限"),
        ({"decision": {"budget": 5}}, "应为 文字"),
    ],
)
def test_an_office_cannot_say_this(settings: Mapping[str, Any], says: str) -> None:
    with pytest.raises(DefinitionError, match=says):
        catalog().with_office("chaoyang-2021", settings)


GRADE: Mapping[str, Any] = {
    "path": "emergency_relief.urgency",
    "is": "24h",
    "title": "二十四小时内的",
    "budget": "24h",
}


def test_a_grade_has_its_own_budget_and_an_unset_one_leaves_the_limits() -> None:
    unset = {**GRADE, "is": "2h", "budget": "unset"}
    mutant = _mutant("audit", budget="5wd", grades=[GRADE, unset])
    assert mutant.findings() == ()
    limit = mutant.pack().workflow.time_limits["audit"]
    path = "emergency_relief.urgency"
    assert [limit.for_case({path: v}).budget for v in ("24h", "2h", "soon")] == [
        "24h",
        "5wd",
        "5wd",
    ]
    assert limit.for_case({}) is limit


def test_a_grade_may_name_a_parameter() -> None:
    mutant = _mutant(grades=[{**GRADE, "budget": "papers"}])
    mutant.policy["parameter"].append(
        {"id": "papers", "title": "补齐", "kind": "budget", "value": "3wd"}
    )
    (grade,) = mutant.pack().workflow.time_limits["decision"].grades
    assert grade.budget == "3wd"


@pytest.mark.parametrize("budget", ["soon", "town_ceiling", "0wd"])
def test_a_grade_without_a_time_is_refused_at_its_place(budget: str) -> None:
    with pytest.raises(DefinitionError, match="budget 写时限或时限参数的编号") as refused:
        _mutant(grades=[{**GRADE, "budget": budget}]).pack()
    assert "decision" in refused.value.where


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"grades": [{**GRADE, "path": "emergency_relief.pace"}]}, "没有“emergency_relief.pace”"),
        ({"grades": [{**GRADE, "clause": "CY-99"}]}, "没有“CY-99”这一条"),
        ({"since": "emergency_relief.heard_at"}, "没有“emergency_relief.heard_at”"),
        ({"closes": ["convene"]}, "closes 里的“convene”也须写在 ends 里"),
        ({"closes": ["nothing"]}, "closes 里没有“nothing”这一步"),
    ],
)
def test_what_a_limit_reads_and_closes_is_there(values: Mapping[str, Any], said: str) -> None:
    assert any(said in str(item) for item in _mutant(**values).findings())
