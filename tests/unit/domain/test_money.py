from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiuji_docs.domain.money import capitals, figures, parse_yuan

AMOUNTS = st.decimals(min_value=0, max_value=Decimal("999999999999.99"), places=2)

#: The examples of the rule (domain facts, 大写), each with every form the rule allows.
RULE_EXAMPLES = {
    "1409.50": {"壹仟肆佰零玖元伍角", "壹仟肆佰零玖元伍角整"},
    "6007.14": {"陆仟零柒元壹角肆分"},
    "1680.32": {"壹仟陆佰捌拾元零叁角贰分", "壹仟陆佰捌拾元叁角贰分"},
    "107000.53": {"壹拾万柒仟元零伍角叁分", "壹拾万零柒仟元伍角叁分"},
    "16409.02": {"壹万陆仟肆佰零玖元零贰分"},
    "325.04": {"叁佰贰拾伍元零肆分"},
}


@pytest.mark.parametrize(("figure", "allowed"), RULE_EXAMPLES.items())
def test_capitals_follow_every_example_of_the_rule(figure: str, allowed: set[str]) -> None:
    assert capitals(Decimal(figure)) in allowed


@pytest.mark.parametrize(
    ("figure", "text"),
    [
        ("0", "零元整"),
        ("0.05", "伍分"),
        ("0.50", "伍角整"),
        ("1409.50", "壹仟肆佰零玖元伍角整"),
        ("1680.32", "壹仟陆佰捌拾元零叁角贰分"),
        ("107000.53", "壹拾万柒仟元零伍角叁分"),
        ("10", "壹拾元整"),
        ("500.00", "伍佰元整"),
        ("500.01", "伍佰元零壹分"),
        ("5000.50", "伍仟元零伍角整"),
        ("10005.30", "壹万零伍元叁角整"),
        ("20030", "贰万零叁拾元整"),
        ("1001000.07", "壹佰万壹仟元零柒分"),
        ("110000000", "壹亿壹仟万元整"),
        ("100000001", "壹亿零壹元整"),
        ("100007000", "壹亿零柒仟元整"),
        ("999999999999.99", "玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分"),
    ],
)
def test_capitals_of_one_chosen_form(figure: str, text: str) -> None:
    assert capitals(Decimal(figure)) == text


def read_back(text: str) -> Decimal:
    """Read capitals by their meaning, with nothing taken from the code that wrote them."""
    values = {mark: Decimal(i) for i, mark in enumerate("零壹贰叁肆伍陆柒捌玖")}
    places = {"拾": 10, "佰": 100, "仟": 1000}
    total = section = digit = Decimal(0)
    for mark in text.removesuffix("整"):
        if mark in values:
            digit = values[mark]
        elif mark in places:
            section, digit = section + digit * places[mark], Decimal(0)
        elif mark in ("万", "亿"):
            total += (section + digit) * {"万": 10**4, "亿": 10**8}[mark]
            section = digit = Decimal(0)
        elif mark == "元":
            total, section, digit = total + section + digit, Decimal(0), Decimal(0)
        else:
            total += digit * {"角": Decimal("0.1"), "分": Decimal("0.01")}[mark]
            digit = Decimal(0)
    return total


@given(AMOUNTS)
def test_capitals_read_back_as_the_same_amount(amount: Decimal) -> None:
    assert read_back(capitals(amount)) == amount


@given(AMOUNTS)
def test_capitals_have_no_double_zero_and_end_closed(amount: Decimal) -> None:
    text = capitals(amount)
    assert "零零" not in text
    assert not {"零元零", "零万", "零亿"} & {text[i : i + 3] for i in range(len(text))}
    assert text.endswith(("元整", "角整", "分"))


@given(AMOUNTS)
def test_figures_parse_back_as_the_same_amount(amount: Decimal) -> None:
    assert parse_yuan(figures(amount)) == amount
    assert parse_yuan(f"{amount:f}") == amount


@given(AMOUNTS, AMOUNTS)
def test_different_amounts_never_look_alike(one: Decimal, other: Decimal) -> None:
    assert (capitals(one) == capitals(other)) == (one == other) == (figures(one) == figures(other))


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("500", "500.00"),
        (" 500.5 ", "500.50"),
        ("1,234.50", "1234.50"),
        ("0.01", "0.01"),
        ("0", "0.00"),
    ],
)
def test_a_plain_figure_is_read_to_the_fen(text: str, amount: str) -> None:
    assert str(parse_yuan(text)) == amount


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "请填写金额"),
        ("   ", "请填写金额"),
        ("-1", "负数"),
        ("－1", "负数"),
        ("500.005", "两位小数"),
        ("12,00", "千位分隔"),
        ("1,2345", "千位分隔"),
        ("0,500", "千位分隔"),
        ("1234,567", "千位分隔"),
        ("５００", "半角"),
        ("٥٠٠", "半角"),
        ("1" + "0" * 12, "过大"),
    ],
)
def test_anything_else_is_refused_in_chinese(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        parse_yuan(text)


@pytest.mark.parametrize(
    "text",
    ["1e3", "NaN", "Infinity", "+5", "0x10", "1_000", "007", "5.", ".5", "5元", "1 000", "5\n"],
)
def test_what_is_no_figure_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="金额应为数字"):
        parse_yuan(text)


@given(st.text(max_size=20))
def test_any_text_is_an_amount_or_a_plain_refusal(text: str) -> None:
    try:
        amount = parse_yuan(text)
    except ValueError as error:
        message = str(error)
        amount = Decimal("0.00")
    else:
        message = "金额"
    assert "金额" in message
    assert amount.as_tuple().exponent == -2


@pytest.mark.parametrize("amount", ["-0.01", "0.005", "NaN", "Infinity", "1000000000000"])
def test_an_amount_that_no_paper_may_show_is_refused(amount: str) -> None:
    with pytest.raises(ValueError, match="金额"):
        capitals(Decimal(amount))


def test_figures_never_round() -> None:
    assert figures(Decimal(1234567)) == "1,234,567.00"
    with pytest.raises(ValueError, match="精确到分"):
        figures(Decimal("0.005"))
