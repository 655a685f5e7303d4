"""Read one adaptation of a base (调整)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from jiuji_docs.definitions.layer_nodes import LAYER_NODES
from jiuji_docs.definitions.plain import check_table
from jiuji_docs.domain.errors import DefinitionError

Plain = dict[str, Any]
#: The two files of a pack or base, as one.
Files = dict[str, Plain]
FILES = ("policy", "workflow")


@dataclass(frozen=True, slots=True)
class Adaptation:
    """One named change of a base, combinable with others (调整)."""

    id: str
    title: str
    needs: tuple[str, ...]
    changes: Files
    #: Those that decide the same matter otherwise, though no single place shows it.
    excludes: tuple[str, ...] = ()


def read_adaptation(data: Plain, file: str) -> Adaptation:
    """Return the adaptation that *data* describes; DefinitionError names file and place."""
    where = f"adaptations/{file}"
    check_table(data, "adaptation", LAYER_NODES, where)
    if data["id"] != file.removesuffix(".toml"):
        raise DefinitionError(where, f"id 应与文件名相同，不是 {data['id']!r}")
    changes = {name: dict(data.get(name, {})) for name in FILES}
    needs, excludes = (tuple(data.get(name, ())) for name in ("needs", "excludes"))
    return Adaptation(data["id"], data["title"], needs, changes, excludes)
