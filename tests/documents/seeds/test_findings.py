"""Hold what is found in the five seeds against what the comparison with the standard lists."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from jiuji_docs.domain.documents.elements import Heading, Roster
from jiuji_docs.domain.documents.frozen import freeze
from jiuji_docs.domain.documents.import_kept import printed
from jiuji_docs.domain.documents.import_text import Imported

from .conftest import SEEDS
from .expected import LISTED, unexplained

pytestmark = pytest.mark.seeds
GOLDEN = Path(__file__).parent


def golden(seed: str) -> Any:
    return json.loads((GOLDEN / f"{seed}.json").read_text("utf-8"))


@pytest.mark.parametrize("seed", SEEDS)
def test_every_listed_defect_is_found_as_often_as_it_is_listed(
    imported: dict[str, Imported], seed: str
) -> None:
    found = imported[seed].findings
    counts = {one.statement: sum(map(one.says, found)) for one in LISTED[seed]}
    assert counts == {one.statement: one.count for one in LISTED[seed]}


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_is_found_that_is_not_listed(imported: dict[str, Imported], seed: str) -> None:
    assert unexplained(seed, imported[seed].findings) == []


@pytest.mark.parametrize("seed", SEEDS)
def test_findings_and_document_are_the_frozen_ones(
    imported: dict[str, Imported], seed: str
) -> None:
    one = imported[seed]
    assert golden(seed)["findings"] == [asdict(finding) for finding in one.findings]
    # The seeds' words stay in their files; the frozen form keeps shape, ends and lengths.
    assert golden(seed)["shape"] == shape(freeze(one.document))


def shape(value: Any) -> Any:
    """Return plain data with every long text replaced by its ends and its length."""
    if isinstance(value, dict):
        return {name: shape(one) for name, one in value.items()}
    if isinstance(value, list):
        return [shape(one) for one in value]
    if isinstance(value, str) and len(value) > 40:
        return f"{value[:8]}…{value[-8:]} ({len(value)})"
    return value


def test_000_is_complete(imported: dict[str, Imported]) -> None:
    assert not [one for one in imported["000"].findings if one.kind != "repaired"]


def test_001_has_no_half_width_comma_left_of_its_118(
    imported: dict[str, Imported], seed_texts: dict[str, str]
) -> None:
    assert seed_texts["001"].count(",") == 118
    assert "," not in "".join(printed(imported["001"].document))


def test_003_has_three_numbers_mended(imported: dict[str, Imported]) -> None:
    told = [one.message for one in imported["003"].findings if one.rule == "L-01"]
    assert sum(int(re.findall(r"（(\d+) 处）", one)[0]) for one in told) == 3


def test_000_and_004_issue_a_plan_behind_their_date(imported: dict[str, Imported]) -> None:
    for seed, title in {
        "000": "利津县“救急难”工作实施方案",
        "004": "关于在全市建立即时救助机制打造“济时救”工作品牌的实施方案",
    }.items():
        issued = imported[seed].document.issued
        assert issued is not None
        assert issued.title == (title,)
        levels = [one.level for one in issued.blocks if isinstance(one, Heading)]
        assert set(levels) == ({1, 2} if seed == "000" else {1, 2, 3})


def test_000_has_a_roster_of_19_with_17_members(imported: dict[str, Imported]) -> None:
    issued = imported["000"].document.issued
    assert issued is not None
    (roster, *_) = issued.attachments[0].blocks
    assert isinstance(roster, Roster)
    roles = [one.role for one in roster.entries]
    assert [role for role in roles if role] == ["组长", "副组长", "成员"]
    assert len(roles) - roles.index("成员") == 17
