"""Say where two adaptations contradict each other (调整之间的冲突)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from jiuji_docs.definitions.layer_nodes import CHANGES
from jiuji_docs.definitions.nodes import Node

Plain = dict[str, Any]
#: What a layer touches: section, entry, key, item as far as it goes, and what it makes of it.
Touched = dict[tuple[str, ...], Any]
#: Marks for what is taken away, taken off a list, or put on it.
_GONE, _LESS, _MORE = object(), object(), object()


def touched(change: Mapping[str, Any], under: Plain, node: Node) -> Touched:
    """Return everything *change* touches when laid over *under*."""
    found: Touched = {}
    for section, ids in change.get("without", {}).items():
        found.update({(section, name): _GONE for name in ids})
    for section, value in change.items():
        if section != "without":
            found.update(_section(section, value, under.get(section), node.keys[section].kind))
    return found


def _section(
    section: str, value: Any, under: Any, kind: str
) -> Iterator[tuple[tuple[str, ...], Any]]:
    family = kind.partition(":")[0]
    if family == "tables":
        there = {entry.get("id") for entry in under or ()}
        for entry in value:
            if entry.get("id") in there:
                yield from _entry(section, entry)
            elif "id" in entry:
                yield (section, entry["id"]), entry
    elif family == "named" or kind == "map":
        yield from (((section, name), item) for name, item in value.items())
    elif kind != "texts":
        yield (section,), value


def _entry(section: str, entry: Plain) -> Iterator[tuple[tuple[str, ...], Any]]:
    name = entry["id"]
    for key, value in entry.items():
        if key not in CHANGES and key != "id":
            yield (section, name, key), value
    yield from (((section, name, key), _GONE) for key in entry.get("drop", ()))
    for guard, clause in entry.get("cites", {}).items():
        yield (section, name, "cites", guard), clause
    for how, mark in (("less", _LESS), ("more", _MORE)):
        for key, items in entry.get(how, {}).items():
            yield from (((section, name, key, repr(item)), mark) for item in items)


def contradiction(first: Touched, second: Touched) -> tuple[str, ...] | None:
    """Return where two layers make different things of the same place, or None.

    A layer that sets or takes away a whole also touches all its parts.
    """
    return _one_way(first, second) or _one_way(second, first)


def _one_way(first: Touched, second: Touched) -> tuple[str, ...] | None:
    for place, value in first.items():
        if place in second and second[place] != value:
            return place
        for length in range(1, len(place)):
            if place[:length] in second:
                return place
    return None
