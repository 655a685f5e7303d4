"""Packs that lie anywhere: an office's own beside the shipped ones, and the pack a scenario lies in."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from jiuji_docs.definitions.catalog import Catalog
from jiuji_docs.definitions.named_scenario import named_scenario
from jiuji_docs.definitions.new_pack import new_pack
from jiuji_docs.definitions.pack_directory import (
    catalog_with,
    catalog_with_own,
    pack_of_scenario,
)
from jiuji_docs.definitions.pack_outline import outline
from jiuji_docs.domain.errors import DefinitionError, NotFound

WORDS = {"title": "莲河县临时救助办法", "issuer": "莲河县民政局", "number": "莲民发〔2025〕3号"}


@pytest.fixture
def room(tmp_path: Path) -> Path:
    """Lay one pack into an office's folder."""
    for name, text in new_pack(outline("lianhe-2025", WORDS, None, "relief", [])).items():
        path = tmp_path / "lianhe-2025" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path


def test_an_office_has_its_own_packs_beside_the_shipped_ones(room: Path) -> None:
    (room / "notes").mkdir()
    own = catalog_with_own(room)

    assert set(own.packs) - set(Catalog.shipped().packs) == {"lianhe-2025"}
    assert own.pack("lianhe-2025").policy.in_force_from == dt.date(2025, 1, 1)
    assert own.with_office("lianhe-2025", {"hotline": "12345"}).policy.value("hotline") == "12345"


def test_a_pack_of_the_office_is_named_by_its_id_and_its_scenarios_with_it(room: Path) -> None:
    catalog, pack, place = catalog_with("lianhe-2025", room)
    scenario, other = named_scenario("lianhe-2025/start", own=room)

    assert (set(catalog.packs), pack, place) == ({pack}, "lianhe-2025", room / "lianhe-2025")
    assert (scenario.pack, set(other.packs)) == ("lianhe-2025", {"lianhe-2025"})
    with pytest.raises(NotFound, match="没有政策包"):
        catalog_with("lianhe-2026", room)


@pytest.mark.parametrize("folder", [None, Path("/nowhere/packs")])
def test_without_a_folder_there_are_the_shipped_ones(folder: Path | None) -> None:
    assert set(catalog_with_own(folder).packs) == set(Catalog.shipped().packs)


def test_a_pack_that_takes_a_shipped_name_is_refused(room: Path) -> None:
    (room / "lianhe-2025").rename(room / "chaoyang-2021")
    with pytest.raises(DefinitionError, match="与随附的同名"):
        catalog_with_own(room)


def test_a_pack_that_cannot_be_read_is_refused_with_its_place(room: Path) -> None:
    (room / "lianhe-2025" / "policy.toml").write_text('id = "lianhe-2025"\n', "utf-8")
    with pytest.raises(DefinitionError, match=r"lianhe-2025/policy\.toml"):
        catalog_with_own(room)


def test_a_scenario_knows_the_pack_it_lies_in(room: Path) -> None:
    start = room / "lianhe-2025" / "scenarios" / "start.toml"
    assert pack_of_scenario(start) == (room / "lianhe-2025").resolve()
    assert pack_of_scenario(room / "start.toml") is None


@pytest.fixture
def own_table(room: Path) -> Path:
    """Lay an amount table of the office beside its packs."""
    shipped = Catalog.shipped().rooms.workflows / "amounts" / "jinshe.toml"
    path = room / "amounts" / "lianhe.toml"
    path.parent.mkdir()
    path.write_text(shipped.read_text("utf-8").replace('"jinshe"', '"lianhe"'), "utf-8")
    return room


def test_an_office_s_own_amount_table_may_be_chosen_by_any_pack(own_table: Path) -> None:
    own = catalog_with_own(own_table)
    for name in ("lianhe-2025", "chaoyang-2021"):
        chosen = own.with_office(name, {"amount_table": "lianhe"})
        assert [use.table.id for use in chosen.amounts] == ["lianhe"]
    alone, _, _ = catalog_with(str(own_table / "lianhe-2025"))
    assert "lianhe" in alone.shelf.amounts


def test_a_table_of_a_shipped_name_or_another_id_is_refused(own_table: Path) -> None:
    (own_table / "amounts" / "lianhe.toml").rename(own_table / "amounts" / "other.toml")
    own = catalog_with_own(own_table)
    with pytest.raises(DefinitionError, match="id 应与文件名相同"):
        own.with_office("lianhe-2025", {"amount_table": "other"})
    (own_table / "amounts" / "other.toml").rename(own_table / "amounts" / "wuxi.toml")
    with pytest.raises(DefinitionError, match="与随附的救助标准表同名"):
        catalog_with_own(own_table)
