"""Whatever the facts, an amount is to the fen, within its bounds, and explained; or refused in Chinese."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiuji_docs.definitions.read_amounts import shipped_amounts
from jiuji_docs.domain.amounts.reckoning import reckon, refuses
from jiuji_docs.domain.amounts.table import AmountTable, FactRule
from jiuji_docs.domain.errors import FormInvalid


def fact(rule: FactRule) -> st.SearchStrategy[Any]:
    if rule.kind == "choice":
        return st.sampled_from(sorted(rule.choices))
    if rule.kind == "integer":
        return st.integers(rule.least, rule.most)
    return st.integers(0, 100_000_000).map(lambda fen: f"{Decimal(fen) / 100:.2f}")


@st.composite
def matters(draw: st.DrawFn) -> tuple[AmountTable, dict[str, Any]]:
    table = draw(st.sampled_from(list(shipped_amounts().values())))
    return table, {rule.id: draw(fact(rule)) for rule in table.facts.values()}


@given(matters())
def test_an_amount_is_to_the_fen_and_its_bounds_are_in_order(
    matter: tuple[AmountTable, dict[str, Any]],
) -> None:
    table, facts = matter
    found = reckon(table, facts)
    assert found.lines[0].text.startswith("依据")
    if found.most is None:
        assert found.then or found.refused or not found.rule
        return
    assert found.most == found.most.quantize(Decimal("0.01")) >= 0
    assert found.least is None or found.least <= found.most
    assert refuses(found, found.most) == ""
    assert refuses(found, found.most + Decimal("0.01"))


@given(matters())
def test_the_same_facts_give_the_same_answer(matter: tuple[AmountTable, dict[str, Any]]) -> None:
    assert reckon(*matter) == reckon(*matter)


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("standard", "abc", "金额"),
        ("standard", 753.0, "金额"),
        ("standard", "-1", "负数"),
        ("standard", "1e5", "金额"),
        ("persons", 0, "1 至 30"),
        ("persons", 31, "1 至 30"),
        ("persons", True, "整数"),
        ("persons", "2", "整数"),
        ("nobody", 1, "没有这个要素"),
    ],
)
def test_a_wrong_fact_is_refused_at_its_place(name: str, value: Any, says: str) -> None:
    facts = {"standard": "753.00", "persons": 2, name: value}
    with pytest.raises(FormInvalid) as caught:
        reckon(shipped_amounts()["shanghai-29"], facts)
    assert says in caught.value.errors[name][0]
