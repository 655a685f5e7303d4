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


def read_adaptation(data: Plain, file: str) -> Adaptation:
    """Return the adaptation that *data* describes; DefinitionError names file and place."""
    where = f"adaptations/{file}"
    check_table(data, "adaptation", LAYER_NODES, where)
    if data["id"] != file.removesuffix(".toml"):
        raise DefinitionError(where, f"id 应与文件名相同，不是 {data['id']!r}")
    changes = {name: dict(data.get(name, {})) for name in FILES}
    return Adaptation(data["id"], data["title"], tuple(data.get("needs", ())), changes)
