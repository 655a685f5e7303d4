"""The published tables give what their documents say, to the fen, at every boundary."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from jiuji_docs.definitions.read_amounts import amount_table, shipped_amounts
from jiuji_docs.domain.amounts.reckoning import reckon, refuses
from jiuji_docs.domain.amounts.table import Reckoned
from jiuji_docs.domain.errors import FormInvalid

#: Monthly standards that were published elsewhere: 兰山区 2021, 淄博 2023.
S, ZIBO = "753.00", "924.00"
POOR = {"kind": "expenditure", "class": "low_income", "standard": S}
OTHER = {"kind": "expenditure", "class": "other", "standard": S}
FAMILY = {"standard": S, "persons": 2}


def of(table: str, **facts: Any) -> Reckoned:
    return reckon(amount_table(table), facts)


def yuan(low: str | None, high: str | None) -> tuple[Decimal | None, Decimal | None]:
    return (None if low is None else Decimal(low)), (None if high is None else Decimal(high))


@pytest.mark.parametrize(
    ("table", "facts", "low", "high"),
    [
        ("weisi-2024", {**POOR, "self_paid": "15000"}, "3012.00", "4518.00"),
        ("weisi-2024", {**POOR, "self_paid": "25000"}, "4518.00", "7530.00"),
        ("weisi-2024", {**OTHER, "self_paid": "36000"}, "3012.00", "4518.00"),
        ("weisi-2024", {**OTHER, "self_paid": "40000.01"}, "4518.00", "7530.00"),
        ("weisi-2024", {**POOR, "self_paid": "20000"}, "3012.00", "4518.00"),
        ("weisi-2024", {**POOR, "self_paid": "20000", "boundary": "upper"}, "4518.00", "7530.00"),
        (
            "weisi-2024",
            {"kind": "emergency", "class": "other", "severity": "serious", "standard": S},
            "1506.00",
            "6024.00",
        ),
        ("formula-months", {**POOR, "persons": 3}, "4518.00", "11295.00"),
        ("formula-months", {**OTHER, "persons": 2}, None, "6024.00"),
        ("formula-months", {**OTHER, "persons": 2, "self_paid": "50000"}, None, "6024.00"),
        ("formula-months", {**OTHER, "persons": 2, "self_paid": "62000"}, "10000.00", "10000.00"),
        ("formula-months", {**OTHER, "persons": 2, "self_paid": "130000"}, "13000.00", "13000.00"),
        ("formula-months", {**OTHER, "persons": 2, "self_paid": "600000"}, "50000.00", "50000.00"),
        (
            "gansu-2021",
            {"kind": "expenditure", "standard": S, "persons": 4, "months": 6},
            "18072.00",
            "18072.00",
        ),
        ("gansu-2021", {"kind": "emergency", "severity": "light"}, None, "800.00"),
        ("longhua", {"standard": S, "persons": 3}, "4518.00", "27108.00"),
        ("qingyang-2023", {"kind": "emergency", "standard": S}, "1506.00", "7530.00"),
        (
            "by-days",
            {**FAMILY, "category": "illness", "days_in_month": 30, "spent": "90000"},
            None,
            "6024.00",
        ),
        ("hanjiang-2020", {"severity": "serious"}, None, "8000.00"),
        ("shanghai-29", FAMILY, None, "4518.00"),
        ("national-2026-fast", {"standard": ZIBO, "persons": 3, "basis": "case"}, None, "924.00"),
        ("liupanshui-2022", {"target": "individual", "approver": "town"}, "700.00", "2500.00"),
        ("liupanshui-2022", {"target": "household", "approver": "town"}, None, "1500.00"),
        ("liupanshui-2022", {"target": "household", "approver": "county"}, None, "5000.00"),
        ("liupanshui-2022", {"target": "household", "approver": "city"}, None, "8000.00"),
        ("jinshe", {"persons": 2}, None, "4000.00"),
    ],
)
def test_a_published_example_comes_out_to_the_fen(
    table: str, facts: dict[str, Any], low: str | None, high: str | None
) -> None:
    found = of(table, **facts)
    assert (found.least, found.most) == yuan(low, high)
    assert found.lines[-1].text


def test_below_the_lowest_tier_no_row_applies_and_that_is_the_answer() -> None:
    found = of("weisi-2024", **OTHER, self_paid="19999")
    assert (found.rule, found.most) == ("", None)
    assert "没有相符的档次" in found.lines[-1].text
    assert refuses(found, Decimal(1)) == "没有相符的档次"


@pytest.mark.parametrize(
    ("table", "facts", "then"),
    [
        ("gansu-2021", {"kind": "emergency", "severity": "major"}, "一事一议"),
        ("hanjiang-2020", {"severity": "grave"}, "支出型"),
        ("wuxi", {"times": 2}, "本年不再救助"),
    ],
)
def test_some_rows_send_the_matter_elsewhere(table: str, facts: dict[str, Any], then: str) -> None:
    found = of(table, **facts)
    assert found.most is None
    assert then in found.then
    assert then in refuses(found, Decimal("0.01"))


@pytest.mark.parametrize(
    ("table", "facts", "right", "wrong"),
    [
        ("gansu-2021", {"kind": "emergency", "severity": "light"}, "800.00", "800.01"),
        ("hanjiang-2020", {"severity": "serious"}, "8000.00", "8000.01"),
        ("national-2026-fast", {"standard": ZIBO, "persons": 1, "basis": "case"}, "924", "924.01"),
        ("liupanshui-2022", {"target": "household", "approver": "town"}, "1500", "1500.01"),
        ("qingyang-2023", {"kind": "emergency", "standard": S}, "1506.00", "1505.99"),
    ],
)
def test_one_fen_beyond_a_bound_is_refused(
    table: str, facts: dict[str, Any], right: str, wrong: str
) -> None:
    found = of(table, **facts)
    assert refuses(found, Decimal(right)) == ""
    assert refuses(found, Decimal(wrong))


def test_three_people_in_longhua_are_beyond_what_a_street_decides() -> None:
    street = 2 * Decimal(S)
    three = of("longhua", standard=S, persons=3).least
    one = of("longhua", standard=S, persons=1).least
    assert three is not None
    assert three > street
    assert one == street


def test_several_governments_together_give_no_more_than_was_spent() -> None:
    facts = {
        **FAMILY,
        "category": "accident",
        "days_in_month": 30,
        "spent": "8000",
        "given": "5000",
    }
    found = of("by-days", **facts)
    assert found.most == Decimal("3000.00")
    used_up = of("by-days", **{**facts, "given": "8000"})
    assert used_up.refused == "累计不超过实际支出已用完"
    assert refuses(used_up, Decimal(1)) == used_up.refused


def test_what_a_document_leaves_open_is_asked_for_not_assumed() -> None:
    with pytest.raises(FormInvalid) as caught:
        of("by-days", **FAMILY, category="illness", spent="1")
    assert "本单位规定" in caught.value.errors["days_in_month"][0]
    with pytest.raises(FormInvalid) as caught:
        of("national-2026-fast", standard=ZIBO, persons=1)
    assert "basis" in caught.value.errors


def test_the_explanation_names_the_facts_and_the_clause() -> None:
    texts = [f"{line.text}{line.clause}" for line in of("shanghai-29", **FAMILY).lines]
    assert texts == [
        "依据：上海市社会救助条例的临时救助标准（上海市社会救助条例）",
        "适用：每人每月不超过标准，每次不超过三个月第二十九条",
        "上限：低保月标准 753.00 × 人数 2 × 3 = 4,518.00 元第二十九条",
        "可在 4,518.00 元以内确定，并写明理由",
    ]


def test_every_shipped_table_has_a_note_of_its_source() -> None:
    tables = shipped_amounts()
    assert len(tables) >= 10
    assert all(table.source and table.title for table in tables.values())
