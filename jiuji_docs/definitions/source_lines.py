"""Find the line of a definition file that a finding is about (行号)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import cache
from importlib.resources.abc import Traversable
from pathlib import Path

from jiuji_docs.definitions.catalog import Rooms
from jiuji_docs.definitions.loader import load_file
from jiuji_docs.domain.errors import DefinitionError

#: ``transition[accept].guards`` → section, id and what follows.
_PLACE = re.compile(
    r"^(?:workflow\.|policy\.|form\.)?(?P<section>[a-z_]+)(?:\[(?P<id>[^\]]+)\])?"
    r"(?:\.(?P<key>[a-z_]+))?"
)
_HEADER = re.compile(
    r"^\s*\[\[?\s*(?:workflow\.|policy\.)?(?P<section>[a-z_]+)(?P<below>[a-z_.]*)\s*\]"
)
_ID = re.compile(r"^\s*(?:id|name)\s*=\s*[\"'](?P<id>[^\"']+)[\"']")

#: Begins the place of one post; its id has a point in it.
ROLES = "roles."
#: A file as findings name it, and the file.
Named = tuple[str, Traversable]


class Sources:
    """The files findings are about: those under the named paths first, then the shipped ones."""

    def __init__(self, paths: Sequence[Path] = ()) -> None:
        self._paths = [path.resolve() for path in paths]

    def named(self, file: str, place: str) -> str:
        """Return ``file:line`` where *place* is written, be it in a layer below *file*.

        Just *file* when it is written nowhere, as what is missing altogether is not.
        """
        for name, found in self._files(file):
            with suppress(OSError, UnicodeDecodeError):
                if line := line_of(found.read_text("utf-8"), place):
                    return f"{name}:{line}"
        return file

    def _files(self, file: str) -> Iterator[Named]:
        yield file, self._find(file)
        room, _, name = file.rpartition("/")
        if name in ("policy.toml", "workflow.toml"):
            yield from self._layers(room, name)

    def _find(self, file: str) -> Traversable:
        """Return a file under or beside the named paths, else the shipped one, there or not."""
        for path in self._paths:
            near = (path, path / "workflows", path.parent, path.parent.parent)
            for one in (path, *(room / file for room in near)):
                if one.name == Path(file).name and one.is_file():
                    return one
        rooms, (room, *rest) = Rooms.shipped(), file.split("/")
        special = {"forms": rooms.forms, "templates": rooms.templates}
        return special.get(room, rooms.workflows / room).joinpath(*rest)

    def _layers(self, pack: str, name: str) -> Iterator[Named]:
        """Yield the adaptations a pack chose, the last first, and then its base."""
        policy: dict[str, object] = {}
        with suppress(DefinitionError):
            policy = load_file(self._find(f"{pack}/policy.toml"))
        chosen, base = policy.get("adaptations"), policy.get("base")
        layers = [f"adaptations/{one}.toml" for one in chosen] if isinstance(chosen, list) else []
        layers = [*([f"base/{base}/{name}"] if isinstance(base, str) else []), *layers]
        yield from ((layer, self._find(layer)) for layer in reversed(layers))


@cache
def line_of(text: str, place: str) -> int:
    """Return the 1-based line of *place* in TOML *text*; 0 when it is not written there.

    *place* is what findings say: ``section[id].key``, or a key of the file's top.
    """
    wanted = _PLACE.match(place)
    if wanted is None:
        return 0
    lines = text.splitlines()
    if place.startswith(ROLES):
        return _first(lines, place.removeprefix(ROLES), 0, len(lines))
    if wanted["id"] is None:
        return _first(lines, wanted["section"], 0, len(lines))
    for start, end, name in _entries(lines, wanted["section"]):
        if name == wanted["id"]:
            return _first(lines, wanted["key"] or "", start, end) or start + 1
    return 0


def _entries(lines: Sequence[str], section: str) -> Iterator[tuple[int, int, str]]:
    """Yield first line, end and id of each entry of a section; its own sub-tables belong to it."""
    start, name = -1, ""
    for number, line in enumerate(lines):
        header = _HEADER.match(line)
        if header and not (start >= 0 and header["section"] == section and header["below"]):
            if start >= 0:
                yield start, number, name
            start, name = (number, "") if header["section"] == section else (-1, "")
        elif start >= 0 and not name and (found := _ID.match(line)):
            name = found["id"]
    if start >= 0:
        yield start, len(lines), name


def _first(lines: Sequence[str], key: str, start: int, end: int) -> int:
    """Return the line where *key* is written, as a key or as a table; 0 when it is not."""
    written = re.compile(
        rf"^\s*(?:[\"']?{re.escape(key)}[\"']?\s*=|\[\[?[a-z_.]*\b{re.escape(key)}\s*\])"
    )
    found = (number + 1 for number in range(start, end) if key and written.match(lines[number]))
    return next(found, 0)
