"""Say which tables, grades, panels and meetings take a bound from a parameter (界限取自参数)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from jiuji_docs.domain.workflow.policy import Policy

Plain = Mapping[str, Any]
#: Where a parameter may be named besides conditions: section → the list inside an entry → the keys.
_NAMED: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "table": ("rows", ("over", "at_most")),
    "time_limit": ("grades", ("budget",)),
    "panel": ("", ("quorum", "share")),
    "meeting": ("", ("quorum", "share")),
}


def bounds_of(workflow: Plain, policy: Policy) -> dict[str, tuple[str, ...]]:
    """Return parameter → the elements ``kind:id`` whose bound it is; *workflow* is plain data."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for section, (inner, keys) in _NAMED.items():
        for entry in workflow.get(section, ()):
            for name in _names(entry, inner, keys):
                if name in policy.parameters:
                    found[name][f"{section}:{entry['id']}"] = None
    return {name: tuple(elements) for name, elements in found.items()}


def _names(entry: Plain, inner: str, keys: tuple[str, ...]) -> Iterator[str]:
    for row in entry.get(inner, ()) if inner else (entry,):
        yield from (str(row[key]) for key in keys if key in row)
