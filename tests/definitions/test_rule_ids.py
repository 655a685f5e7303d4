"""Every rule of the policy documents is a clause of its pack, and the packs' proof is complete."""

from __future__ import annotations

import pytest

from jiuji_docs.cli.__main__ import main
from tests.common.relief import catalog
from tests.common.rule_ids import RULE_IDS

HERE = [name for name in RULE_IDS if name in catalog().packs]


def test_there_are_eighty_six_rules() -> None:
    assert sum(len(set(rules)) for rules in RULE_IDS.values()) == 86


@pytest.mark.parametrize("pack_id", HERE)
def test_every_rule_of_the_document_is_a_clause_of_its_pack(pack_id: str) -> None:
    listed = catalog().pack(pack_id).policy.clauses
    assert [rule for rule in RULE_IDS[pack_id] if rule not in listed] == []
    assert {rule for rule in RULE_IDS[pack_id] if listed[rule].document} == set()


def test_every_clause_of_every_pack_is_carried_and_shown(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["pack", "coverage", "--all"]) == 0
    out = capsys.readouterr().out
    assert [line.split("　")[0] for line in out.splitlines()[:-1]] == sorted(catalog().packs)
    assert out.splitlines()[-1].startswith(f"合计　{len(catalog().packs)} 个政策包　")
