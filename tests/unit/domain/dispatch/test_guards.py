"""Each condition of a document's step refuses for its own reason and lets everything else pass (条件)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from jiuji_docs.domain.dispatch.facts import DossierFacts
from jiuji_docs.domain.dispatch.guards import GUARDS
from jiuji_docs.domain.workflow.facts import Actor

KEEPER = Actor(
    account="finance.sealkeeper",
    name="谭守成",
    unit="finance",
    unit_name="示范县财政局",
    level="county",
    roles=frozenset({"doc.sealkeeper"}),
)
PRINCIPAL = replace(KEEPER, roles=frozenset({"doc.issuer", "doc.principal"}))
#: A document about which nothing is to be said.
FINE = DossierFacts(state="seal", own=True, numbered=True, printed=True, sealed=True)
REFUSED: list[tuple[str, dict[str, Any], str, str]] = [
    ("written", {"written": "正文还没有写"}, "not_written", "正文还没有写"),
    ("routing", {"routing": (("请示只写一个主送机关", "条例 15"),)}, "routing", "请示只写一个"),
    ("all_agreed", {"open_units": ("示范县财政局",)}, "not_countersigned", "示范县财政局"),
    ("joint_agreed", {"joint_missing": ("甲", "乙")}, "joint_not_countersigned", "甲、乙"),
    ("joint_agreed", {"joint_changed": ("甲",)}, "changed_after_countersigning", "重新会签：甲"),
    ("own_signs", {"own_signs": False}, "own_not_signing", "署名中没有本单位"),
    ("principal_upward", {"direction": "up"}, "principal_signs", "主要负责人"),
    ("unchanged", {"unchanged": False}, "changed_after_signing", "送签发人复审"),
    ("numbered", {"numbered": False}, "not_numbered", "尚未登记编号"),
    ("printed", {"printed": False}, "not_printed", "没有印成"),
    ("printed", {"pressing": True}, "not_printed", "请稍候"),
    ("joint_sealed", {"joint_unsealed": ("甲",)}, "joint_not_sealed", "尚未用印：甲"),
    ("seal_due", {"has_sealed": True}, "sealed_before", "示范县财政局已经用印"),
    ("unsealed", {"sealed": True}, "sealed", "不能重新印制"),
    ("unsealed", {"sealed": False, "pressing": True}, "pressing", "请稍候"),
    ("sealed", {"sealed": False}, "not_sealed", "没有用印"),
    ("sealed", {"sealed": False, "pressing": True}, "not_sealed", "正在用印"),
]


@pytest.mark.parametrize(("name", "change", "code", "words"), REFUSED)
def test_a_condition_that_does_not_hold_says_why(
    name: str, change: dict[str, Any], code: str, words: str
) -> None:
    refused = GUARDS[name](replace(FINE, **change), KEEPER)
    assert refused is not None
    assert refused.code == code
    assert words in refused.message


@pytest.mark.parametrize("name", sorted(set(GUARDS) - {"unsealed"}))
def test_a_condition_that_holds_says_nothing(name: str) -> None:
    assert GUARDS[name](FINE, KEEPER) is None


def test_what_was_printed_and_not_sealed_may_be_printed_anew() -> None:
    assert GUARDS["unsealed"](replace(FINE, sealed=False), KEEPER) is None


def test_the_principal_signs_upward() -> None:
    assert GUARDS["principal_upward"](replace(FINE, direction="up"), PRINCIPAL) is None


def test_every_condition_is_tested_here() -> None:
    assert {name for name, *_ in REFUSED} == set(GUARDS)
