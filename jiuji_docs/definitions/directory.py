"""Read a county's directory of units and people (名录)."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from jiuji_docs.definitions.loader import load_text
from jiuji_docs.definitions.plain import check_table
from jiuji_docs.definitions.scenario_nodes import DIRECTORY_NODES
from jiuji_docs.domain.directory import Directory, PersonEntry, UnitEntry


def demo_directory() -> Directory:
    """Return the invented demo county (示范县)."""
    room = files("jiuji_docs.definitions.workflows")
    return parse_directory((room / "demo" / "directory.toml").read_text("utf-8"), "demo/directory")


def parse_directory(text: str, where: str) -> Directory:
    """Read units and people; DefinitionError names the place of what is unknown, missing or misshapen."""
    content = check_table(load_text(text, where), "directory", DIRECTORY_NODES, where)
    return Directory(
        tuple(UnitEntry(**entry) for entry in content["unit"]),
        tuple(person(entry) for entry in content["person"]),
    )


def person(entry: Mapping[str, Any]) -> PersonEntry:
    """Return one checked person."""
    return PersonEntry(**{**entry, "roles": tuple(entry.get("roles", ()))})
