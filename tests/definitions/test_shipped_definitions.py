"""Every shipped definition loads, checks clean, and is documented."""

from __future__ import annotations

from pathlib import Path

import pytest

from jiuji_docs.definitions.checks import check
from jiuji_docs.definitions.coverage import coverage
from jiuji_docs.definitions.elements import citations
from jiuji_docs.definitions.finding import Finding
from jiuji_docs.definitions.scenarios import shipped_scenarios
from jiuji_docs.definitions.vocabulary_page import page
from jiuji_docs.domain.workflow.policy import UNSET
from tests.common.relief import catalog

ROOT = Path(__file__).resolve().parents[2]
FORMS = sorted(path.stem for path in (ROOT / "forms").glob("*.toml") if path.stem != "enumerations")
PACKS = sorted(path.parent.name for path in (ROOT / "workflows").glob("*/policy.toml"))

#: What 朝民发〔2021〕15号 leaves open; each must stay 未规定 in the shipped pack.
LEFT_OPEN = {
    "publicity_days",
    "review_quorum",
    "cash_ceiling",
    "direct_relief_ceiling",
    "city_referral_amount",
    "reserve_fund",
    "hotline",
}


def test_every_file_is_in_the_catalog() -> None:
    assert FORMS
    assert sorted(catalog().packs) == PACKS
    for pack in catalog().packs.values():
        assert sorted(pack.forms) == FORMS


def test_nothing_is_wrong_with_them() -> None:
    found: tuple[Finding, ...] = check(catalog())
    assert [str(item) for item in found] == []


def test_the_page_documents_every_key_the_parser_knows() -> None:
    documented = (ROOT / "docs" / "concepts" / "definition-files.md").read_text("utf-8")
    assert documented == page(), "python -m jiuji_docs.definitions.vocabulary_page > …"


@pytest.mark.parametrize("pack_id", PACKS)
def test_every_clause_is_carried_or_reasoned(pack_id: str) -> None:
    pack = catalog().pack(pack_id)
    rows = coverage(pack, shipped_scenarios(pack_id))
    assert len(rows) == len(pack.policy.clauses)
    assert [row.clause.id for row in rows if not row.is_answered] == []


@pytest.mark.parametrize("pack_id", PACKS)
def test_every_clause_that_is_cited_is_listed(pack_id: str) -> None:
    pack = catalog().pack(pack_id)
    own = {
        clause for clause, element in citations(pack) if clause and not element.startswith("form:")
    }
    assert own <= set(pack.policy.clauses)


def test_the_document_is_covered_from_its_preamble_to_its_last_clause() -> None:
    listed = set(catalog().pack("chaoyang-2021").policy.clauses)
    causes = {f"CY-3.{number}" for number in range(1, 9)}
    rest = {"CY-0", "CY-1", "CY-2b", "CY-3", "CY-4.1a", "CY-4.1b", "CY-4.1c", "CY-4.2a"}
    last = {"CY-4.3.1a", "CY-4.3.1b", "CY-4.3.2", "CY-4.3.3", "CY-5.1", "CY-5.2", "CY-5.3"}
    assert causes | rest | last <= listed


def test_what_the_document_does_not_say_is_unset() -> None:
    pack = catalog().pack("chaoyang-2021")
    assert {name for name in LEFT_OPEN if pack.policy.value(name) == UNSET} == LEFT_OPEN
    assert {limit.budget for limit in pack.workflow.time_limits.values()} == {UNSET}
    assert pack.policy.in_force_to is None


def test_the_number_is_written_with_the_brackets_of_the_standard() -> None:
    policy = catalog().pack("chaoyang-2021").policy
    assert policy.document_number == "朝民发〔2021〕15号"
    assert "【】" in policy.note


#: The document that each pack puts into its own words.
SEEDS = {
    "lijin-2017": "000",
    "chengan-2015": "001",
    "jiangsu-2016": "002",
    "chaoyang-2021": "003",
    "jining-2021": "004",
}


@pytest.mark.seeds
@pytest.mark.parametrize("pack_id", [name for name in SEEDS if name in PACKS])
def test_no_sentence_of_the_policy_is_copied(pack_id: str) -> None:
    """Compare every text of the pack with the document, fourteen characters at a time."""
    seeds = sorted((ROOT.parent / "shared" / "seeds").glob(f"{SEEDS[pack_id]}*.txt"))
    if not seeds:
        pytest.skip("政策原文不在旁边")
    source = "".join(seeds[0].read_text("utf-8").split())
    policy = catalog().pack(pack_id).policy
    titles = {policy.title}
    texts = [clause.summary for clause in policy.clauses.values()]
    texts += [title for group in policy.enumerations.values() for title in group.values()]
    texts += [item.note + item.title for item in policy.parameters.values()]
    copied = [
        text[at : at + 14]
        for text in texts
        for at in range(max(0, len(text) - 13))
        if text[at : at + 14] in source and text not in titles
    ]
    assert copied == []
