"""Find the scenario (情景) that a command names, and the pack it is played on."""

from __future__ import annotations

from importlib.resources.abc import Traversable
from pathlib import Path

from jiuji_docs.definitions.catalog import Catalog, Rooms
from jiuji_docs.definitions.pack_directory import catalog_of, catalog_with, pack_of_scenario
from jiuji_docs.definitions.scenarios import load_scenario, scenarios_in
from jiuji_docs.domain.errors import DefinitionError, NotFound
from jiuji_docs.domain.scenario import Scenario


def named_scenario(name: str, pack: str = "", own: Path | None = None) -> tuple[Scenario, Catalog]:
    """Return the scenario and a catalog that holds its pack.

    *name* is a file, or the name of a scenario of *pack* (an id, also of the office's *own* folder, or
    a directory); without *pack* a shipped one, also written ``pack/scenario``. A file is played on
    *pack*, else on the pack whose directory it lies in, else on the shipped one it names. NotFound or
    DefinitionError otherwise.
    """
    path = Path(name)
    if path.is_file():
        chosen = load_scenario(path)
        return chosen, _holding(chosen, _catalog(pack, pack_of_scenario(path), own))
    if name.endswith(".toml"):
        raise NotFound(f"没有这个情景文件：{name}")
    if not pack and "/" in name:
        pack, _, name = name.rpartition("/")
    catalog, rooms = _searched(pack, own)
    for item in (item for room in rooms for item in scenarios_in(room)):
        if item.id == name:
            return item, _holding(item, catalog)
    raise NotFound(f"没有这个情景：{name}")


def _catalog(pack: str, beside: Path | None, own: Path | None) -> Catalog:
    if pack:
        return catalog_with(pack, own)[0]
    if beside is None or _is_shipped(beside):
        return Catalog.shipped()
    return catalog_of(beside)


def _is_shipped(room: Path) -> bool:
    return Path(str(Rooms.shipped().workflows / room.name)).resolve() == room


def _searched(pack: str, own: Path | None) -> tuple[Catalog, list[Traversable]]:
    """Return the catalog and the pack directories to look in for a scenario by name."""
    if pack:
        catalog, _id, room = catalog_with(pack, own)
        return catalog, [room]
    shipped = Catalog.shipped()
    return shipped, [shipped.rooms.workflows / name for name in shipped.packs]


def _holding(scenario: Scenario, catalog: Catalog) -> Catalog:
    if scenario.pack not in catalog.packs:
        there = "、".join(catalog.packs)
        message = f"情景属于“{scenario.pack}”，这里是“{there}”"
        raise DefinitionError(f"{scenario.id}.toml.pack", message)
    return catalog
