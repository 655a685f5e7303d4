"""The page of rules says what the code judges, and no rule id means two things."""

from __future__ import annotations

from pathlib import Path

from jiuji_docs.conformance.page_rules import PAGE_RULES
from jiuji_docs.conformance.reading_rules import READING_RULES
from jiuji_docs.conformance.rules_page import page
from jiuji_docs.conformance.word_rules import WORD_RULES
from jiuji_docs.domain.conformance.model_rules import MODEL_RULES


def test_the_page_of_rules_is_the_code_s(root: Path) -> None:
    assert (root / "docs/analysis/conformance-rules.md").read_text("utf-8") == page()


def test_a_rule_id_means_one_thing() -> None:
    ids = [*READING_RULES, *MODEL_RULES, *PAGE_RULES, *WORD_RULES]
    assert len(ids) == len(set(ids))


def test_the_nineteen_rules_of_writing_are_all_there() -> None:
    assert {f"L-{number:02}" for number in range(1, 20)} <= set(MODEL_RULES)
