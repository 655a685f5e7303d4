"""Keep what a layer names with a question mark only where it is there (如果有的话)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Plain = dict[str, Any]
#: The mark: ``publicised?`` is the state 公示中 where there is publicity, and nothing elsewhere.
MARK = "?"
#: Lists that may be marked: section → key → section whose ids they name.
MARKED: Mapping[str, Mapping[str, str]] = {
    "transition": {
        "from": "state",
        "return_targets": "state",
        "not_same_person_as": "transition",
    },
    "time_limit": dict.fromkeys(
        ("starts", "ends", "suspended_by", "resumed_by", "closes"), "transition"
    ),
}


def only_what_is_there(workflow: Plain) -> Plain:
    """Return the plain workflow with every marked name taken at its word: kept bare, or left out."""
    ids = {
        name: {entry.get("id") for entry in workflow.get(name, ())}
        for name in ("state", "transition")
    }
    changed = {
        section: [_settled(entry, keys, ids) for entry in workflow[section]]
        for section, keys in MARKED.items()
        if section in workflow
    }
    return {**workflow, **changed}


def _settled(entry: Plain, keys: Mapping[str, str], ids: Mapping[str, set[Any]]) -> Plain:
    marked = [key for key in keys if any(name.endswith(MARK) for name in entry.get(key, ()))]
    if not marked:
        return entry
    return {**entry, **{key: _kept(entry[key], ids[keys[key]]) for key in marked}}


def _kept(names: list[str], there_are: set[Any]) -> list[str]:
    bare = [
        name.removesuffix(MARK)
        for name in names
        if not name.endswith(MARK) or name.removesuffix(MARK) in there_are
    ]
    return list(dict.fromkeys(bare))
