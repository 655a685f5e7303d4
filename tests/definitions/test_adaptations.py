"""Each adaptation alone, and any two together, make a pack that passes the lint and comes to its end (调整)."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from jiuji_docs.definitions.rules import check_pack
from jiuji_docs.domain.errors import DefinitionError
from jiuji_docs.domain.workflow.graph import can_end, reached
from jiuji_docs.services.clock import FixedClock
from jiuji_docs.services.house import House
from tests.common.adapted import adapted, shelf, told
from tests.common.databases import database_url, migrated_postgresql, migrated_sqlite, postgresql
from tests.common.houses import clock, house, settings

__all__ = [
    "clock",
    "database_url",
    "house",
    "migrated_postgresql",
    "migrated_sqlite",
    "postgresql",
    "settings",
]

NAMES = sorted(shelf().adaptations)
STORIES = Path(__file__).resolve().parents[1] / "stories"
#: Two that say different things of one matter: a pack chooses one of them.
EXCLUSIVE: set[frozenset[str]] = set()


@pytest.mark.parametrize("name", ["", *NAMES])
def test_the_base_with_one_adaptation_passes_the_lint_and_ends(name: str) -> None:
    pack = adapted([name] if name else [])
    assert [str(item) for item in check_pack(pack)] == []
    for route in pack.workflow.routes:
        assert reached(pack.workflow, route) & set(pack.workflow.states) <= can_end(
            pack.workflow, route
        )


def test_any_two_adaptations_go_together_or_are_refused_as_contradicting() -> None:
    wrong = []
    for pair in combinations(NAMES, 2):
        if frozenset(pair) in EXCLUSIVE:
            with pytest.raises(DefinitionError, match="冲突"):
                adapted(pair)
        elif found := [str(item) for item in check_pack(adapted(pair))]:
            wrong.append((pair, found[0]))
    assert wrong == []


STORY = {
    "first_relief": (["fast_24h", "fast_2h"], {"papers_24h": "5wd"}),
}


@pytest.mark.parametrize("name", sorted(STORY))
def test_a_story_goes_as_the_adaptation_says(name: str, house: House, clock: FixedClock) -> None:
    names, decided = STORY[name]
    assert told(adapted(names, decided), house, clock, STORIES / f"{name}.toml") == []
