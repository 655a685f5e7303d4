"""Which steps show what the amount table gives, and what their papers are told."""

from __future__ import annotations

import pytest

from jiuji_docs.services.relief_standard import standard_lines, tells_standard
from tests.common.adapted import adapted
from tests.common.relief import facts, pack

CHOSEN = pack({"amount_table": "jinshe"})
QUICK = {"quick_amount_table": "national-2026-fast", "quick_basis": "case"}


@pytest.mark.parametrize(
    ("step", "told"),
    [
        ("investigate", True),
        ("audit", True),
        ("approve_county", True),
        ("approve_deliberation", True),
        ("register", True),
        ("confirm_county", True),
        ("relieve", False),
        ("accept", False),
        ("archive", False),
    ],
)
def test_a_step_that_asks_for_facts_or_fixes_an_amount_tells_them(step: str, *, told: bool) -> None:
    assert tells_standard(CHOSEN, CHOSEN.workflow.transitions[step]) is told


def test_nothing_is_told_where_nobody_chose_a_table() -> None:
    rules = pack()
    assert not any(tells_standard(rules, step) for step in rules.workflow.transitions.values())
    assert standard_lines(rules, facts("reviewed")) == ()


def test_quick_relief_tells_its_table_when_it_is_given() -> None:
    rules = adapted(["quick_relief"], {**QUICK, "subsistence_standard": "924.00"})
    assert tells_standard(rules, rules.workflow.transitions["relieve"])
    entering = {"emergency_relief": {"urgency": "quick", "amount": "900.00"}}
    lines = standard_lines(rules, facts("", "emergency", entering=entering))
    assert lines[-1] == "可在 924.00 元以内确定"
    other = {"emergency_relief": {"urgency": "24h", "amount": "900.00"}}
    assert standard_lines(rules, facts("", "emergency", entering=other)) == ()
