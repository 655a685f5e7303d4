"""Lay an office's own settings over a pack's plain data (本单位规定)."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from jiuji_docs.definitions.read_time_limit import OFFICE_KEYS
from jiuji_docs.domain.errors import DefinitionError
from jiuji_docs.domain.workflow.policy import UNSET

Plain = dict[str, Any]
#: Origins whose values an office may replace: its own, and readings of the product.
REPLACEABLE = frozenset({"office", "product"})


def overlay(
    policy: Plain, workflow: Plain, settings: Mapping[str, Any], where: str
) -> tuple[Plain, Plain]:
    """Return policy and workflow data with *settings* laid over: parameter or limit id → value.

    A time limit takes its budget, or a table of ``budget`` and the keys in ``OFFICE_KEYS``.
    Only what the document left unset may be set; anything else is a DefinitionError.
    """
    policy, workflow = copy.deepcopy(policy), copy.deepcopy(workflow)
    places = {
        **{entry["id"]: (entry, "budget") for entry in workflow.get("time_limit", ())},
        **{entry["id"]: (entry, "value") for entry in policy.get("parameter", ())},
    }
    for name, value in settings.items():
        if name not in places:
            known = "、".join(sorted(n for n, (e, k) in places.items() if _is_open(e, k)))
            raise DefinitionError(f"{where}.{name}", f"没有这一项；可由本单位规定的有：{known}")
        entry, key = places[name]
        if isinstance(value, Mapping):
            _say_more_of_a_limit(entry, key, value, f"{where}.{name}")
            if "budget" not in value:
                continue
        decided = value["budget"] if isinstance(value, Mapping) else value
        if not _is_open(entry, key):
            raise DefinitionError(
                f"{where}.{name}", f"文件已规定“{entry['title']}”为 {entry[key]}，本单位不能另定"
            )
        entry[key], entry["origin"] = decided, "office"
    return policy, workflow


def _say_more_of_a_limit(entry: Plain, key: str, value: Mapping[str, Any], where: str) -> None:
    """Lay reminders and what a miss does over a time limit.

    An office says these even where the document says how long, but not where it says them itself.
    """
    if key != "budget":
        raise DefinitionError(where, "这不是时限，只能写一个值")
    known = ("budget", *OFFICE_KEYS)
    if unknown := sorted(set(value) - set(known)):
        raise DefinitionError(where, f"没有 {unknown}；时限可由本单位规定的有：{list(known)}")
    for name in OFFICE_KEYS:
        if name in value and entry.get(name, UNSET) != UNSET:
            raise DefinitionError(where, f"文件已规定“{entry['title']}”的 {name}，本单位不能另定")
    entry.update({name: value[name] for name in OFFICE_KEYS if name in value})


def _is_open(entry: Plain, key: str) -> bool:
    """Say whether an office may decide this: nobody did, or only the product or the office."""
    return bool(entry[key] == UNSET or entry.get("origin", "seed") in REPLACEABLE)
