"""Lay an office's own settings over a pack's plain data (本单位规定)."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from jiuji_docs.domain.errors import DefinitionError
from jiuji_docs.domain.workflow.policy import UNSET

Plain = dict[str, Any]
#: Origins whose values an office may replace: its own, and readings of the product.
REPLACEABLE = frozenset({"office", "product"})


def overlay(
    policy: Plain, workflow: Plain, settings: Mapping[str, Any], where: str
) -> tuple[Plain, Plain]:
    """Return policy and workflow data with *settings* laid over: parameter or limit id → value.

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
        if not _is_open(entry, key):
            raise DefinitionError(
                f"{where}.{name}", f"文件已规定“{entry['title']}”为 {entry[key]}，本单位不能另定"
            )
        entry[key], entry["origin"] = value, "office"
    return policy, workflow


def _is_open(entry: Plain, key: str) -> bool:
    """Say whether an office may decide this: nobody did, or only the product or the office."""
    return bool(entry[key] == UNSET or entry.get("origin", "seed") in REPLACEABLE)
