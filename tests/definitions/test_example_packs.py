"""The pack made from a further real document by the guide alone is sound, plays, and leaves no gap."""

from __future__ import annotations

from pathlib import Path

import pytest

from jiuji_docs.definitions.checking import check_path
from jiuji_docs.definitions.coverage import coverage
from jiuji_docs.definitions.pack_directory import catalog_of
from jiuji_docs.definitions.scenarios import scenarios_in
from jiuji_docs.services.play import open_house, play
from jiuji_docs.services.settings import Settings
from tests.common.blank_press import BlankPress

EXAMPLES = Path(__file__).resolve().parents[2] / "docs" / "howto" / "examples"
ROOMS = sorted(path.parent for path in EXAMPLES.glob("*/policy.toml"))
PLAYS = [(room, item.id) for room in ROOMS for item in scenarios_in(room)]


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_an_example_is_clean_and_every_clause_is_shown(room: Path) -> None:
    assert [str(item) for item in check_path(room)] == []
    rows = coverage(catalog_of(room).pack(room.name), scenarios_in(room))
    assert [row.clause.id for row in rows if not (row.is_answered and row.is_proved)] == []


@pytest.mark.parametrize(("room", "name"), PLAYS, ids=lambda value: getattr(value, "name", value))
def test_a_scenario_of_an_example_plays_as_it_says(room: Path, name: str, tmp_path: Path) -> None:
    chosen = next(item for item in scenarios_in(room) if item.id == name)
    settings = Settings(f"sqlite:///{tmp_path / 'p.db'}", tmp_path, tmp_path / "keys", tmp_path)
    house, clock = open_house(chosen, settings, catalog_of(room))
    try:
        assert play(chosen, house, clock, BlankPress(house), lambda _line: None).failures == []
    finally:
        house.close()
