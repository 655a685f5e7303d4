"""A step explains itself in Chinese, with settings and clauses."""

from __future__ import annotations

from jiuji_docs.domain.workflow.explain import NO_CLAUSE, explain_condition, explain_step
from jiuji_docs.domain.workflow.verdict import shown
from tests.common.relief import pack


def test_a_condition_shows_its_setting_and_its_place() -> None:
    step = pack().workflow.transitions["approve_town"]
    texts = [explain_condition(pack(), item) for item in step.guards]
    assert "金额在限额以内（乡镇审批限额 500.00 元，朝民发〔2021〕15号 四（三）二）" in texts
    assert any("现金发放限额 未规定" in text for text in texts)


def test_a_condition_without_a_clause_is_owned_by_the_product() -> None:
    (condition,) = pack().workflow.transitions["investigate"].guards
    assert NO_CLAUSE in explain_condition(pack(), condition)


def test_every_step_explains_roles_way_and_basis() -> None:
    for step in pack().workflow.transitions.values():
        heads = [line.partition("：")[0] for line in explain_step(pack(), step)]
        assert {"办理岗位", "流转", "依据"} <= set(heads)


def test_an_offices_setting_shows_as_its_own() -> None:
    own = pack({"publicity_days": 3, "cash_ceiling": "1000.00", "near_relative_register": True})
    parameters = own.policy.parameters
    assert shown(parameters["publicity_days"]) == "3（本单位规定）"
    assert shown(parameters["cash_ceiling"]) == "1000.00 元（本单位规定）"
    assert shown(parameters["near_relative_register"]) == "是（本单位规定）"
    assert shown(parameters["hotline"]) == "未规定"
    assert shown(parameters["town_ceiling"]) == "500.00 元"
