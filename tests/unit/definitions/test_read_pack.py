"""A pack's files become policy and workflow; what is wrong is refused at its place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from jiuji_docs.domain.errors import DefinitionError
from jiuji_docs.domain.workflow.definition import START, STAY
from tests.common.mutants import Mutant
from tests.common.relief import pack


def test_reserved_words_stand_for_what_has_no_state() -> None:
    steps = pack().workflow.transitions
    assert steps["accept"].source == (START,)
    assert steps["sign_handler_first"].target == STAY


def test_bounds_that_name_a_setting_take_its_value() -> None:
    town, county = pack().workflow.tables["tier"].rows
    assert (town.over, town.at_most) == (None, Decimal("500.00"))
    assert (county.over, county.at_most) == (Decimal("500.00"), None)


def test_a_policy_knows_its_clauses_places() -> None:
    policy = pack().policy
    assert policy.place("CY-4.3.2") == "朝民发〔2021〕15号 四（三）二"
    assert policy.place("SJ-11") == "社会救助暂行办法 第十一条"
    assert policy.place("X") == ""


def test_an_end_of_force_may_be_a_date() -> None:
    mutant = Mutant()
    mutant.policy["in_force_to"] = dt.date(2030, 12, 31)
    assert mutant.findings() == ()


def change(table: dict[str, Any], **values: Any) -> None:
    table.update(values)


WRONG: dict[str, tuple[Callable[[Mutant], object], str]] = {
    "same state": (
        lambda m: m.workflow["state"].append(dict(m.workflow["state"][0])),
        r"workflow\.toml\.state\[accepted\]: 编号“accepted”重复",
    ),
    "same step": (
        lambda m: m.workflow["transition"].append(m.step("audit")),
        r"transition\[audit\]: 编号“audit”重复",
    ),
    "same clause": (
        lambda m: m.policy["clause"].append(m.clause("CY-1")),
        r"policy\.toml\.clause\[CY-1\]: 编号“CY-1”重复",
    ),
    "reserved": (lambda m: change(m.workflow["state"][0], id="start"), "保留字"),
    "no way": (lambda m: m.step("deliver").pop("to"), "to、table、returns 须写且只写一个"),
    "two ways": (lambda m: change(m.step("audit"), to="paid"), "须写且只写一个"),
    "no guard": (
        lambda m: change(m.step("audit")["guards"][0], name="exec"),
        r"transition\[audit\]\.guards: 没有名为“exec”的条件",
    ),
    "guard key": (
        lambda m: change(m.step("audit")["guards"][-1], expr="1"),
        "条件 publicity_done 没有参数“expr”",
    ),
    "bound": (
        lambda m: change(m.table("tier")["rows"][0], at_most="a lot"),
        r"table\[tier\]: “a lot”不是金额",
    ),
    "bound that is no money": (
        lambda m: change(m.table("tier")["rows"][0], at_most="hotline"),
        "“hotline”不是金额，也不是金额参数",
    ),
    "budget": (
        lambda m: change(m.limit("review"), budget="5 days"),
        r"time_limit\[review\]: 应为时限",
    ),
    "kind": (
        lambda m: change(m.parameter("hotline"), kind="number"),
        r"parameter\[hotline\]: 没有“number”这种取值",
    ),
    "value": (
        lambda m: change(m.parameter("town_ceiling"), value="500"),
        r"parameter\[town_ceiling\]: 应为金额",
    ),
    "origin": (
        lambda m: change(m.parameter("hotline"), origin="rumour"),
        "不认识的来源“rumour”",
    ),
    "end of force": (lambda m: change(m.policy, in_force_to="soon"), "in_force_to: 应为日期"),
    "unknown key": (lambda m: change(m.step("audit"), when="x > 1"), "不认识的键“when”"),
    "other directory": (lambda m: change(m.policy, id="other"), "id 应与目录名相同"),
}


@pytest.mark.parametrize("mistake", WRONG)
def test_a_wrong_file_is_refused_at_its_place(mistake: str) -> None:
    make, says = WRONG[mistake]
    mutant = Mutant()
    make(mutant)
    with pytest.raises(DefinitionError, match=says):
        mutant.findings()
