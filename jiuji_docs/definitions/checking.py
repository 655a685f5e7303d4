"""Check what a path on disk holds: data rooms, one pack, one form, an office's bank files (按路径检查)."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from jiuji_docs.definitions.adaptation import read_adaptation
from jiuji_docs.definitions.assembling import Shelf, with_adaptation
from jiuji_docs.definitions.catalog import Rooms
from jiuji_docs.definitions.check_bank_files import bank_file, bank_files
from jiuji_docs.definitions.checks import check_pack, check_rooms, check_scenarios, unreadable
from jiuji_docs.definitions.finding import ERROR, Finding
from jiuji_docs.definitions.loader import load_file
from jiuji_docs.definitions.pack_directory import PACK_FILES, forms_for, is_pack, shelf_beside
from jiuji_docs.definitions.read_bank_files import ROOM
from jiuji_docs.definitions.read_form import read_enumerations, read_form
from jiuji_docs.definitions.read_pack import PackSources, load_forms, load_pack, read_pack
from jiuji_docs.domain.errors import DefinitionError
from jiuji_docs.domain.workflow.policy import Pack


def check_path(path: Path) -> tuple[Finding, ...]:
    """Return everything wrong at *path*; a path that holds no definition is itself a finding.

    A pack is checked with the forms of its own root when there are any, else with the shipped ones.
    """
    try:
        if path.is_dir():
            return _check_directory(path)
        if path.name in PACK_FILES:
            return _check_pack(path.parent)
        if path.resolve().parent.name == "adaptations":
            return _check_adaptation(path)
        if path.resolve().parent.name == ROOM:
            return tuple(bank_file(path))
        return _check_form(path)
    except DefinitionError as error:
        return (unreadable(error),)


def _check_directory(path: Path) -> tuple[Finding, ...]:
    if is_pack(path):
        return _check_pack(path)
    if (path / "workflows").is_dir() and (path / "forms").is_dir():
        return check_rooms(Rooms.at(path))
    if path.resolve().name == ROOM:
        return tuple(bank_files(path))
    if (path / ROOM).is_dir():
        return tuple(bank_files(path / ROOM))
    return (
        Finding(
            path.name, "目录", ERROR, "这里没有政策包，没有 workflows 和 forms，也没有 bank_files"
        ),
    )


def _check_pack(directory: Path) -> tuple[Finding, ...]:
    room = directory.resolve()
    pack = read_pack(load_pack(room, shelf_beside(room)), load_forms(forms_for(room)))
    return tuple(dict.fromkeys([*check_pack(pack), *check_scenarios(pack, room)]))


def read_packs(paths: Iterable[Path]) -> tuple[Pack, ...]:
    """Return the packs among *paths* that can be read; what cannot is ``check_path``'s to say."""
    found = []
    for path in paths:
        room = (path if path.is_dir() else path.parent).resolve()
        if is_pack(room):
            with suppress(DefinitionError):
                sources = load_pack(room, shelf_beside(room))
                found.append(read_pack(sources, load_forms(forms_for(room))))
    return tuple(found)


def _check_adaptation(path: Path) -> tuple[Finding, ...]:
    """Lay one adaptation with what it needs over every base beside it and check the whole."""
    shelf = shelf_beside(path.resolve().parent)
    own = read_adaptation(load_file(path), path.name)
    shelf = Shelf(shelf.bases, {**shelf.adaptations, own.id: own}, shelf.amounts)
    forms = load_forms(forms_for(path.resolve().parent))
    packs = (
        read_pack(PackSources(base, files["policy"], files["workflow"], shelf.amounts), forms)
        for base, files in ((name, with_adaptation(name, own.id, shelf)) for name in shelf.bases)
    )
    return tuple(dict.fromkeys(item for pack in packs for item in check_pack(pack)))


def _check_form(path: Path) -> tuple[Finding, ...]:
    """Read one form; what it names in other files is checked with its pack."""
    shared = path.resolve().parent / "enumerations.toml"
    room = shared if shared.is_file() else Rooms.shipped().forms / "enumerations.toml"
    enumerations = read_enumerations(load_file(room), "enumerations.toml")
    if path.name != "enumerations.toml":
        policies = _policy_enumerations()
        read_form(load_file(path), path.name, {**policies, **enumerations})
    return ()


def _policy_enumerations() -> dict[str, dict[str, str]]:
    """Return the enumerations of every shipped pack, which a form may take its choices from."""
    rooms = Rooms.shipped().workflows
    packs = [entry for entry in rooms.iterdir() if (entry / PACK_FILES[0]).is_file()]
    loaded = (load_file(entry / PACK_FILES[0]).get("enumerations", {}) for entry in packs)
    return {name: dict(values) for group in loaded for name, values in group.items()}
