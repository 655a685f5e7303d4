"""Lay one layer's changes over plain data: entries by id, lists with more and less (叠加)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from jiuji_docs.definitions.layer_nodes import CHANGES
from jiuji_docs.definitions.nodes import Node
from jiuji_docs.domain.errors import DefinitionError

Plain = dict[str, Any]
#: Keys by which a new entry finds its place among those there are, and how far from the named one.
PLACES = {"after": 1, "before": 0}


def lay(under: Plain, change: Mapping[str, Any], node: Node, where: str) -> Plain:
    """Return *under* with *change* laid over it; *node* says what each key is.

    What the layer takes away goes first, so that it may put another of the same id in its place.
    Raises DefinitionError naming *where* for what is to be changed or taken away and is not there.
    """
    laid = dict(under)
    for section, ids in change.get("without", {}).items():
        place = f"{where}.without.{section}"
        laid[section] = _without(laid.get(section, []), ids, place)
    for key, value in change.items():
        if key != "without":
            laid[key] = _laid(laid.get(key), value, node.keys[key].kind, f"{where}.{key}")
    return laid


def _without(there: Any, ids: Iterable[str], where: str) -> Any:
    gone = set(ids)
    names = set(there if isinstance(there, dict) else (entry.get("id") for entry in there))
    if absent := sorted(gone - names):
        raise DefinitionError(where, f"底本没有“{absent[0]}”，无从去掉")
    if isinstance(there, dict):
        return {name: value for name, value in there.items() if name not in gone}
    return [entry for entry in there if entry.get("id") not in gone]


def _laid(under: Any, value: Any, kind: str, where: str) -> Any:
    family = kind.partition(":")[0]
    if family == "tables":
        return _lay_entries(under or [], value, where)
    if family == "named" or kind == "map":
        return {**(under or {}), **value}
    if kind == "texts":
        return list(dict.fromkeys((*(under or ()), *value)))
    return value


def _lay_entries(under: list[Plain], entries: list[Plain], where: str) -> list[Plain]:
    laid = list(under)
    for entry in entries:
        name = entry.get("id")
        at = next((i for i, item in enumerate(laid) if name and item.get("id") == name), None)
        if at is not None:
            laid[at] = change_entry(laid[at], entry, f"{where}[{name}]")
        elif how := sorted(set(entry) & set(CHANGES) - set(PLACES)):
            raise DefinitionError(f"{where}[{name}]", f"底本没有“{name}”，不能写 {how[0]}")
        else:
            laid.insert(_place(laid, entry, f"{where}[{name}]"), _without_place(entry))
    return laid


def _place(laid: list[Plain], entry: Plain, where: str) -> int:
    """Return where a new entry goes: after or before the one it names, else at the end."""
    for key, offset in PLACES.items():
        if key in entry:
            at = [i for i, item in enumerate(laid) if item.get("id") == entry[key]]
            if not at:
                raise DefinitionError(f"{where}.{key}", f"底本没有“{entry[key]}”")
            return at[0] + offset
    return len(laid)


def _without_place(entry: Plain) -> Plain:
    return {key: value for key, value in entry.items() if key not in PLACES}


def change_entry(under: Plain, change: Plain, where: str) -> Plain:
    """Return one entry changed: given keys replace; ``drop``, ``less``, ``more``, ``cites`` act on the rest."""
    laid = {key: value for key, value in under.items() if key not in change.get("drop", ())}
    laid.update({key: value for key, value in change.items() if key not in CHANGES})
    for key, items in change.get("less", {}).items():
        laid[key] = _less(laid.get(key), items, f"{where}.less.{key}")
    for key, items in change.get("more", {}).items():
        laid[key] = _more(laid.get(key, []), items, f"{where}.more.{key}")
    if "cites" in change:
        laid["guards"] = _cited(laid.get("guards", []), change["cites"], f"{where}.cites")
    return laid


def _cited(guards: list[Plain], cites: Mapping[str, str], where: str) -> list[Plain]:
    """Return conditions that cite other clauses: a locality's own document instead of the base's."""
    if absent := sorted(set(cites) - {item["name"] for item in guards}):
        raise DefinitionError(where, f"底本没有“{absent[0]}”这个条件")
    return [
        {**item, "clause": cites[item["name"]]} if item["name"] in cites else item
        for item in guards
    ]


def _less(there: Any, items: Any, where: str) -> list[Any]:
    if not isinstance(there, list) or not isinstance(items, list):
        raise DefinitionError(where, "只能从列表里去掉")
    for item in items:
        if not any(is_meant(entry, item) for entry in there):
            raise DefinitionError(where, f"底本没有“{item}”，无从去掉")
    return [entry for entry in there if not any(is_meant(entry, item) for item in items)]


def _more(there: Any, items: Any, where: str) -> list[Any]:
    if not isinstance(there, list) or not isinstance(items, list):
        raise DefinitionError(where, "只能给列表添上")
    return [*there, *(item for item in items if item not in there)]


def is_meant(entry: Any, item: Any) -> bool:
    """Say whether *item* names *entry*: itself, its name, or some of its keys."""
    if isinstance(entry, dict) and isinstance(item, dict):
        return bool(item) and all(entry.get(key) == value for key, value in item.items())
    return bool(entry == item or (isinstance(entry, dict) and entry.get("name") == item))
