"""Each adaptation alone, and any two together, make a pack that passes the lint and comes to its end (调整)."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest

from jiuji_docs.definitions.check_required import makes_up
from jiuji_docs.definitions.rules import check_pack
from jiuji_docs.domain.errors import DefinitionError
from jiuji_docs.domain.workflow.graph import can_end, reached
from jiuji_docs.services.settings import Settings
from tests.common.adapted import adapted, shelf, told
from tests.common.databases import database_url, migrated_postgresql, migrated_sqlite, postgresql
from tests.common.houses import settings

__all__ = [
    "database_url",
    "migrated_postgresql",
    "migrated_sqlite",
    "postgresql",
    "settings",
]

NAMES = sorted(shelf().adaptations)
STORIES = Path(__file__).resolve().parents[1] / "stories"
#: How many pairs are tried.
PAIRS = 40
#: Two that say different things of one matter: a pack chooses one of them.
EXCLUSIVE = {
    frozenset({"village_review", "review_on_objection"}),
    frozenset({"village_review", "optional_review"}),
    frozenset({"review_on_objection", "optional_review"}),
}


@pytest.mark.parametrize("name", ["", *NAMES])
def test_the_base_with_one_adaptation_passes_the_lint_and_ends(name: str) -> None:
    pack = adapted([name] if name else [])
    assert [str(item) for item in check_pack(pack)] == []
    for route in pack.workflow.routes:
        assert reached(pack.workflow, route) & set(pack.workflow.states) <= can_end(
            pack.workflow, route
        )


def _pairs() -> list[tuple[str, str]]:
    """Return pairs drawn by chance, always the same ones until an adaptation is added."""
    every = [pair for pair in combinations(NAMES, 2) if frozenset(pair) not in EXCLUSIVE]
    return random.Random(len(NAMES)).sample(every, min(PAIRS, len(every)))  # noqa: S311 - no secret


def test_all_that_do_not_exclude_each_other_make_one_pack() -> None:
    without = {name for pair in EXCLUSIVE for name in pair} - {"village_review"}
    together = adapted([name for name in NAMES if name not in without])
    assert [str(item) for item in check_pack(together)] == []


def test_a_case_that_would_be_stuck_is_found() -> None:
    pack = adapted(["investigation_inquiry", "publicity"])
    told = pack.workflow.transitions["tell_findings"]
    steps = {**pack.workflow.transitions, told.id: replace(told, source=("reviewed",))}
    wrong = replace(pack, workflow=replace(pack.workflow, transitions=steps))
    (finding,) = makes_up(wrong)
    assert "到了“公示中”，要求先办的“告知调查结果”已无从办理" in finding.message


def test_two_adaptations_go_together_or_contradict_and_are_refused() -> None:
    wrong = {}
    for pair in _pairs():
        try:
            found = [str(item) for item in check_pack(adapted(pair))]
        except DefinitionError as refused:
            found = [] if "冲突" in str(refused) else [str(refused)]
        if found:
            wrong[pair] = found[0]
    assert wrong == {}


@pytest.mark.parametrize("pair", sorted(map(sorted, EXCLUSIVE)))
def test_two_that_say_different_things_of_one_matter_are_refused(pair: list[str]) -> None:
    with pytest.raises(DefinitionError, match=r"冲突|不能合用"):
        adapted(pair)


def test_what_an_adaptation_excludes_is_there() -> None:
    excluded = {name for item in shelf().adaptations.values() for name in item.excludes}
    assert excluded <= set(NAMES)


#: Story → the adaptations it plays on, and what the locality decided.
STORY: dict[str, tuple[list[str], dict[str, object]]] = {
    "first_relief": (["fast_24h", "fast_2h"], {"papers_24h": "5wd"}),
    "quick_relief": (
        ["quick_relief"],
        {
            "subsistence_standard": "924.00",
            "quick_amount_table": "national-2026-fast",
            "quick_basis": "case",
            "quick_limit": "3d",
        },
    ),
    "not_accepted": (["not_accepted"], {}),
    "limited_times": (
        ["calendar_year", "times_per_year"],
        {"repeat_times": 1, "relief_times": 2},
    ),
    "objection": (["publicity_objection"], {"publicity_days": 5, "objection": "5wd"}),
    "received_and_reviewed": (["acceptance_limit", "optional_review"], {"acceptance": "1wd"}),
    "relative_relieved_first": (["near_relatives"], {}),
    "secondary_relief": (
        ["secondary_relief", "recheck_after_relief"],
        {"secondary_ceiling": "8000.00"},
    ),
    "corrections_too_late": (["correction_once"], {"correction_telling": "2wd"}),
    "whole_walk": (
        ["correction_once", "near_relatives", "investigation_inquiry", "review_on_objection"],
        {
            "correction_telling": "2wd",
            "investigation": "5wd",
            "publicity_days": 2,
            "review_majority": "2/3",
        },
    ),
}


@pytest.mark.parametrize("name", sorted(STORY))
def test_a_story_goes_as_the_adaptation_says(name: str, settings: Settings) -> None:
    names, decided = STORY[name]
    assert told(names, decided, settings, STORIES / f"{name}.toml") == []
