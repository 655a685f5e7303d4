"""Check the definitions across files before an office works by them (定义检查)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from importlib.resources.abc import Traversable

from jiuji_docs.definitions import check_dispatch, check_documents
from jiuji_docs.definitions.assembling import Shelf
from jiuji_docs.definitions.catalog import Catalog, Rooms
from jiuji_docs.definitions.check_bank_files import bank_files
from jiuji_docs.definitions.check_scenarios import scenarios_wrong
from jiuji_docs.definitions.finding import ERROR, Finding
from jiuji_docs.definitions.read_bank_files import ROOM
from jiuji_docs.definitions.read_pack import FormSources, load_forms, load_pack, read_pack
from jiuji_docs.definitions.rules import OFFICIAL, UNREADABLE, check_pack
from jiuji_docs.domain.errors import DefinitionError
from jiuji_docs.domain.workflow.policy import Pack

__all__ = ["check", "check_pack", "check_rooms", "check_scenarios", "documents_of", "unreadable"]


def check(catalog: Catalog) -> tuple[Finding, ...]:
    """Return everything wrong in a catalog that could be read; nothing means it is fit for use."""
    found = [item for pack in catalog.packs.values() for item in check_pack(pack)]
    official = [*check_documents.documents(catalog), *check_dispatch.flows(catalog.rooms)]
    more = [replace(item, rule=OFFICIAL.id) for item in official]
    return tuple(dict.fromkeys([*found, *_scenarios(catalog), *more]))


def _scenarios(catalog: Catalog) -> Iterator[Finding]:
    for pack in catalog.packs.values():
        yield from check_scenarios(pack, catalog.rooms.workflows / pack.id)


def check_scenarios(pack: Pack, room: Traversable) -> Iterator[Finding]:
    """Find scenarios that cannot be read, are of another pack, or use a name nothing has."""
    try:
        yield from scenarios_wrong(pack, room, UNREADABLE.id)
    except DefinitionError as error:
        yield unreadable(error)


def documents_of(catalog: Catalog, pack: Pack) -> Iterator[Finding]:
    """Find what is wrong in the official papers of one pack, whose wording stands in *catalog*."""
    for item in check_documents.documents_of(catalog, pack):
        yield replace(item, rule=OFFICIAL.id)


def check_rooms(rooms: Rooms) -> tuple[Finding, ...]:
    """Return everything wrong under three data rooms, also when a file cannot be read at all."""
    try:
        catalog = Catalog.of(rooms)
    except DefinitionError as error:
        return tuple(dict.fromkeys([unreadable(error), *_one_by_one(rooms)]))
    room = rooms.workflows / ROOM
    shipped = bank_files(room, shipped=True) if room.is_dir() else ()
    return (*check(catalog), *shipped)


def _one_by_one(rooms: Rooms) -> Iterator[Finding]:
    """Find what is wrong in each pack by itself: one that cannot be read does not hide the others."""
    with suppress(DefinitionError):
        forms, shelf = load_forms(rooms.forms), Shelf.of(rooms.workflows)
        for entry in sorted(rooms.workflows.iterdir(), key=lambda one: one.name):
            if (entry / "policy.toml").is_file():
                yield from _of_pack(entry, forms, shelf)


def _of_pack(entry: Traversable, forms: FormSources, shelf: Shelf) -> Iterator[Finding]:
    try:
        yield from check_pack(read_pack(load_pack(entry, shelf), forms))
    except DefinitionError as error:
        yield unreadable(error)


def unreadable(error: DefinitionError) -> Finding:
    """Return a file that cannot be read as a finding."""
    file, dot, place = error.where.partition(".toml")
    message = str(error).removeprefix(f"{error.where}: ")
    return Finding(file + dot, place.lstrip(".") or "文件", ERROR, message, UNREADABLE.id)
