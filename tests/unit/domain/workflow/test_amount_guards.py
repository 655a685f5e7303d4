"""Amounts are held against the table an office chose: every published example to the fen, every way out."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiuji_docs.definitions.read_amounts import shipped_amounts
from jiuji_docs.domain.amounts.reckoning import reckon, refuses
from jiuji_docs.domain.errors import FormInvalid
from jiuji_docs.domain.workflow import amount_guards
from jiuji_docs.domain.workflow.guards import bound, judge
from jiuji_docs.domain.workflow.policy import Pack
from jiuji_docs.domain.workflow.verdict import GuardResult
from tests.common.adapted import adapted
from tests.common.relief import actor, facts, pack

AUDITOR = actor("town.auditor")
FEN = Decimal("0.01")
LANSHAN, ZIBO = "753.00", "924.00"


@cache
def choosing(table: str, standard: str = LANSHAN) -> Pack:
    """Return 朝阳县's pack where the office goes by *table*."""
    return pack({"amount_table": table, "subsistence_standard": standard})


def judged(
    rules: Pack,
    entered: Mapping[str, Any],
    amount: object,
    *,
    step: str = "audit",
    reason: str = "",
) -> GuardResult:
    condition = next(
        one for one in rules.workflow.transitions[step].guards if one.name == "amount_by_table"
    )
    form, _, name = condition.parameters["amount"].partition(".")
    reasons, _, where = condition.parameters["reason"].partition(".")
    said = {form: {name: amount}}
    said[reasons] = {**said.get(reasons, {}), where: reason}
    known = {f"amount_table_facts.{key}": value for key, value in entered.items()}
    case = facts("reviewed", known=known, entering=said)
    assert bound(condition, rules)(case, AUDITOR) == judge(condition, case, AUDITOR, rules)
    return judge(condition, case, AUDITOR, rules)


POOR = {"kind": "expenditure", "class": "low_income"}
OTHER = {"kind": "expenditure", "class": "other"}

#: Table, facts beside the standard, least and most, as published (§4 of the domain notes, T1 to T10).
VECTORS: list[tuple[str, dict[str, Any], str | None, str]] = [
    ("weisi-2024", {**POOR, "self_paid": "15000"}, "3012.00", "4518.00"),
    ("weisi-2024", {**POOR, "self_paid": "25000"}, "4518.00", "7530.00"),
    ("weisi-2024", {**OTHER, "self_paid": "36000"}, "3012.00", "4518.00"),
    ("weisi-2024", {**POOR, "self_paid": "20000"}, "3012.00", "4518.00"),
    (
        "weisi-2024",
        {"kind": "emergency", "class": "other", "severity": "serious"},
        "1506.00",
        "6024.00",
    ),
    ("formula-months", {**POOR, "persons": 3}, "4518.00", "11295.00"),
    ("formula-months", {**OTHER, "persons": 2}, None, "6024.00"),
    ("formula-months", {**OTHER, "persons": 2, "self_paid": "50000"}, None, "6024.00"),
    ("formula-months", {**OTHER, "persons": 2, "self_paid": "62000"}, "10000.00", "10000.00"),
    ("formula-months", {**OTHER, "persons": 2, "self_paid": "130000"}, "13000.00", "13000.00"),
    ("formula-months", {**OTHER, "persons": 2, "self_paid": "600000"}, "50000.00", "50000.00"),
    ("gansu-2021", {"kind": "expenditure", "persons": 4, "months": 6}, "18072.00", "18072.00"),
    ("gansu-2021", {"kind": "emergency", "severity": "light"}, None, "800.00"),
    ("longhua", {"persons": 3}, "4518.00", "27108.00"),
    ("longhua", {"persons": 1}, "1506.00", "9036.00"),
    ("qingyang-2023", {"kind": "emergency"}, "1506.00", "7530.00"),
    ("by-days", {"category": "illness", "days_in_month": 30, "persons": 2, "spent": "90000"}, None, "6024.00"),
    ("hanjiang-2020", {"severity": "serious"}, None, "8000.00"),
    ("shanghai-29", {"persons": 2}, None, "4518.00"),
    ("liupanshui-2022", {"target": "individual", "approver": "town"}, "700.00", "2500.00"),
    ("liupanshui-2022", {"target": "household", "approver": "town"}, None, "1500.00"),
    ("liupanshui-2022", {"target": "household", "approver": "county"}, None, "5000.00"),
    ("liupanshui-2022", {"target": "household", "approver": "city"}, None, "8000.00"),
    ("jinshe", {"persons": 2}, None, "4000.00"),
]  # fmt: skip


@pytest.mark.parametrize(("table", "entered", "least", "most"), VECTORS)
def test_a_published_example_holds_to_the_fen(
    table: str, entered: dict[str, Any], least: str | None, most: str
) -> None:
    rules, top = choosing(table), Decimal(most)
    assert judged(rules, entered, top, reason="按困难程度核").ok
    over = judged(rules, entered, top + FEN, reason="按困难程度核")
    assert (over.code, "超过上限" in over.why) == ("amount_beyond_table", True)
    if least is not None:
        assert judged(rules, entered, Decimal(least), reason="按困难程度核").ok
        under = judged(rules, entered, Decimal(least) - FEN, reason="按困难程度核")
        assert under.code == "amount_beyond_table"


@pytest.mark.parametrize(
    ("amount", "grade", "basis", "persons", "refused"),
    [
        ("924.00", "quick", "case", 3, ""),
        ("924.01", "quick", "case", 3, "amount_beyond_table"),
        ("2772.00", "quick", "person", 3, ""),
        ("2772.01", "quick", "person", 3, "amount_beyond_table"),
        ("900.00", "quick", "person", None, "amount_facts_missing"),
        ("924.01", "24h", "case", 3, ""),
        (None, "quick", "case", 3, ""),
        ("99999.00", "quick", "", 3, ""),
    ],
)
def test_quick_relief_goes_by_its_own_table(
    amount: str | None, grade: str, basis: str, persons: int | None, refused: str
) -> None:
    decided = {"subsistence_standard": ZIBO, "quick_amount_table": "national-2026-fast"}
    rules = adapted(["quick_relief"], decided | ({"quick_basis": basis} if basis else {}))
    condition = next(
        one for one in rules.workflow.transitions["relieve"].guards if one.name == "amount_by_table"
    )
    entering: dict[str, Any] = {"emergency_relief": {"amount": amount, "urgency": grade}}
    if persons is not None:
        entering["quick_amount_table_facts"] = {"persons": persons}
    case = facts("", "emergency", entering=entering)
    result = judge(condition, case, AUDITOR, rules)
    assert result.code == refused
    if not basis:
        assert any("未规定" in note for note in result.notes)


def test_a_choice_inside_a_range_asks_for_its_reason_and_a_fixed_sum_does_not() -> None:
    rules = choosing("formula-months")
    range_ = judged(rules, {**POOR, "persons": 3}, "6000.00")
    assert (range_.code, "须写明理由" in range_.why) == ("amount_without_reason", True)
    assert judged(rules, {**OTHER, "persons": 2, "self_paid": "130000"}, "13000.00").ok


def test_no_row_is_an_answer_and_asks_for_a_reason() -> None:
    rules, entered = choosing("weisi-2024"), {**OTHER, "self_paid": "19999"}
    bare = judged(rules, entered, "900.00", reason="  ")
    assert bare.code == "amount_without_reason"
    assert "没有相符的档次" in bare.why
    assert "19,999.00 元" in bare.why
    assert judged(rules, entered, "900.00", reason="火灾损失重").ok


def test_what_was_paid_already_is_only_to_be_reasoned() -> None:
    rules, entered = choosing("gansu-2021"), {"kind": "emergency", "severity": "light"}
    assert judged(rules, entered, "800.01", step="register").code == "amount_without_reason"
    assert judged(rules, entered, "800.01", step="register", reason="两人受伤").ok


def test_a_row_that_gives_nothing_is_not_overcome_by_a_reason() -> None:
    third = judged(choosing("wuxi"), {"times": 2}, "500.00", reason="家庭困难")
    assert (third.code, "本年不再救助" in third.why) == ("amount_beyond_table", True)
    second = judged(choosing("wuxi"), {"times": 1}, "500.00", reason="家庭困难")
    assert second.ok


def test_whoever_decides_gives_the_reason_in_the_opinion() -> None:
    rules, entered = choosing("formula-months"), {**POOR, "persons": 3}
    assert judged(rules, entered, "6000.00", step="approve_county", reason="同意").ok
    over = judged(rules, entered, "11295.01", step="approve_county", reason="同意")
    assert over.code == "amount_beyond_table"


@pytest.mark.parametrize("step", ["approve_town", "approve_county"])
def test_a_row_left_to_a_meeting_is_decided_by_one_where_there_is_one(step: str) -> None:
    known = {"amount_table_facts.kind": "emergency", "amount_table_facts.severity": "major"}
    case = facts("awaiting_county", known=known)
    with_meeting = amount_guards.not_left_to_meeting(case, AUDITOR, choosing("gansu-2021"))
    assert (with_meeting.code, "会议" in with_meeting.why) == ("amount_by_meeting", True)
    alone = adapted(["town_tier"], {"amount_table": "gansu-2021"})
    assert amount_guards.not_left_to_meeting(case, AUDITOR, alone).ok
    assert "not_left_to_meeting" in {g.name for g in pack().workflow.transitions[step].guards}


def test_facts_nobody_entered_are_asked_for_and_a_standard_nobody_set_blocks_nothing() -> None:
    missing = judged(choosing("jinshe"), {}, "100.00")
    assert (missing.code, "人数" in missing.why) == ("amount_facts_missing", True)
    unset = judged(pack({"amount_table": "shanghai-29"}), {"persons": 2}, "99999.00")
    assert (unset.ok, unset.notes) == (True, ("低保标准（元/月）：未规定",))
    nothing = judged(pack(), {}, "99999.00")
    assert (nothing.ok, nothing.notes) == (True, ("救助标准：未规定",))


def test_goods_alone_are_held_against_no_table() -> None:
    assert judged(choosing("jinshe"), {"persons": 2}, None).ok


@given(st.sampled_from(VECTORS), st.decimals("0.01", "60000.00", places=2))
def test_the_condition_says_what_the_table_says(
    vector: tuple[str, dict[str, Any], str | None, str], amount: Decimal
) -> None:
    table, entered, _, _ = vector
    definition = shipped_amounts()[table]
    given_facts = dict(entered)
    if "standard" in definition.facts:
        given_facts["standard"] = LANSHAN
    try:
        wanted = not refuses(reckon(definition, given_facts), amount)
    except FormInvalid:
        pytest.fail("a published example is complete")
    assert judged(choosing(table), entered, amount, reason="按困难程度核").ok is wanted
