"""Read a pack from a directory that lies anywhere (政策包目录), with what stands beside it or is shipped."""

from __future__ import annotations

from dataclasses import replace
from importlib.resources.abc import Traversable
from pathlib import Path

from jiuji_docs.definitions.assembling import Shelf
from jiuji_docs.definitions.catalog import Catalog, Rooms
from jiuji_docs.definitions.read_pack import load_forms, load_pack
from jiuji_docs.domain.errors import DefinitionError, NotFound

#: Files that make a directory a pack.
PACK_FILES = ("policy.toml", "workflow.toml")


def is_pack(path: Path) -> bool:
    """Say whether *path* is the directory of a pack."""
    return (path / PACK_FILES[0]).is_file()


def shelf_beside(room: Path) -> Shelf:
    """Return the bases, adaptations and tables beside a pack's directory, else the shipped ones.

    Amount tables in ``amounts`` beside the pack are always at hand.
    """
    own = room.resolve().parent
    if (own / "base").is_dir():
        return Shelf.of(own)
    return Shelf.of(Rooms.shipped().workflows).with_tables(own)


def forms_for(room: Path) -> Traversable:
    """Return the room of forms of a pack's own root, else the shipped one."""
    own = room.resolve().parent.parent / "forms"
    return own if (own / "enumerations.toml").is_file() else Rooms.shipped().forms


def catalog_of(room: Path) -> Catalog:
    """Return a catalog that holds this one pack; DefinitionError when it cannot be read."""
    place, shelf = room.resolve(), shelf_beside(room)
    sources = {place.name: load_pack(place, shelf)}
    return Catalog(Rooms.shipped(), sources, load_forms(forms_for(room)), shelf)


def catalog_with_own(room: Path | None) -> Catalog:
    """Return the shipped catalog and the packs in an office's own directory (本单位的政策包).

    A directory that is not there holds none. DefinitionError for a pack that cannot be read, and for
    one that takes the id of a shipped pack.
    """
    shipped = Catalog.shipped()
    if room is None or not room.is_dir():
        return shipped
    rooms = [entry.resolve() for entry in sorted(room.iterdir()) if is_pack(entry)]
    if taken := [entry.name for entry in rooms if entry.name in shipped.sources]:
        raise DefinitionError(taken[0], f"{room} 里的政策包与随附的同名，请另取编号")
    shelf = shipped.shelf.with_tables(room)
    own = {entry.name: load_pack(entry, shelf) for entry in rooms}
    if not own and shelf.amounts.keys() == shipped.shelf.amounts.keys():
        return shipped
    # A shipped pack may go by the office's own table too.
    there = {name: replace(one, amounts=shelf.amounts) for name, one in shipped.sources.items()}
    catalog = replace(shipped, sources={**there, **own}, shelf=shelf)
    catalog.packs  # noqa: B018  # read now, fail now
    return catalog


def catalog_with(name: str, own: Path | None = None) -> tuple[Catalog, str, Traversable]:
    """Return the catalog that holds a pack, the pack's id, and its directory.

    *name* is a shipped id, else the id of a pack in the office's *own* folder, else a directory;
    NotFound when it is none of them.
    """
    shipped = Catalog.shipped()
    if name in shipped.packs:
        return shipped, name, shipped.rooms.workflows / name
    for room in (*([own / name] if own and "/" not in name else []), Path(name)):
        if is_pack(room):
            return catalog_of(room), room.resolve().name, room
    raise NotFound(f"没有政策包“{name}”，也没有这样一个政策包目录")


def pack_of_scenario(path: Path) -> Path | None:
    """Return the pack directory that a scenario file lies in (包/scenarios/文件), if it does."""
    room = path.resolve().parent
    return room.parent if room.name == "scenarios" and is_pack(room.parent) else None
