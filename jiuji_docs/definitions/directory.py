"""Read a county's directory of units and people (名录)."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any

from jiuji_docs.definitions.strict import build
from jiuji_docs.domain.directory import Directory, PersonEntry, UnitEntry


def demo_directory() -> Directory:
    """Return the invented demo county (示范县)."""
    room = files("jiuji_docs.definitions.workflows")
    return parse_directory((room / "demo" / "directory.toml").read_text("utf-8"), "demo/directory")


def parse_directory(text: str, where: str) -> Directory:
    """Read units and people; unknown keys are refused."""
    content = tomllib.loads(text)
    return Directory(
        tuple(build(UnitEntry, entry, f"{where} [[unit]]") for entry in content["unit"]),
        tuple(parse_person(entry, f"{where} [[person]]") for entry in content["person"]),
    )


def parse_person(entry: dict[str, Any], where: str) -> PersonEntry:
    """Read one person."""
    return build(PersonEntry, {**entry, "roles": tuple(entry.get("roles", ()))}, where)
