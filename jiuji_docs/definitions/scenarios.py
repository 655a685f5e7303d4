"""Read scenario files (情景文件): strict keys, shared form values, steps with expectations."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from jiuji_docs.definitions.directory import parse_person
from jiuji_docs.definitions.strict import build
from jiuji_docs.domain.errors import DefinitionError
from jiuji_docs.domain.scenario import Expectation, Scenario, ScenarioStep

#: Keys a scenario file may have at its top.
KEYS = frozenset({"pack", "title", "include", "office", "people", "form", "step"})
#: File keys whose value has another name, because the file's word is a Python keyword.
RENAMED = {"as": "actor"}


def load_scenario(path: Path) -> Scenario:
    """Read one scenario file; ``include`` names a file beside it whose forms are shared."""
    return _parse(
        path.read_text("utf-8"), path.stem, lambda name: (path.parent / name).read_text("utf-8")
    )


def shipped_scenarios(pack: str) -> tuple[Scenario, ...]:
    """Return every scenario shipped with *pack*, by name."""
    room = files("jiuji_docs.definitions.workflows") / pack / "scenarios"
    return tuple(_shipped(room))


def _shipped(room: Traversable) -> Iterator[Scenario]:
    for entry in sorted(room.iterdir(), key=lambda item: item.name):
        if entry.name.endswith(".toml") and not entry.name.startswith("_"):
            name = entry.name.removesuffix(".toml")
            yield _parse(
                entry.read_text("utf-8"), name, lambda other: (room / other).read_text("utf-8")
            )


def _parse(text: str, name: str, read: Any) -> Scenario:
    content = tomllib.loads(text)
    if unknown := sorted(set(content) - KEYS):
        raise DefinitionError(name, f"unknown key(s) {unknown}; known: {sorted(KEYS)}")
    shared = tomllib.loads(read(content["include"])) if "include" in content else {}
    forms = {**shared.get("form", {})}
    for form, values in content.get("form", {}).items():
        forms[form] = {**forms.get(form, {}), **values}
    return Scenario(
        id=name,
        pack=content["pack"],
        title=content["title"],
        steps=tuple(
            _step(entry, f"{name} [[step]] {n}") for n, entry in enumerate(content["step"], 1)
        ),
        people=tuple(parse_person(entry, name) for entry in content.get("people", ())),
        office=content.get("office", {}),
        forms=forms,
    )


def _step(entry: Mapping[str, Any], where: str) -> ScenarioStep:
    values = {RENAMED.get(key, key): value for key, value in entry.items()}
    if "expect" in values:
        values["expect"] = _expectation(values["expect"], where)
    if values.get("at") is not None and values["at"].tzinfo is None:
        raise DefinitionError(where, "at needs an offset, e.g. 2024-02-08T09:30:00+08:00")
    return build(ScenarioStep, values, where)


def _expectation(entry: Mapping[str, Any], where: str) -> Expectation:
    lists = ("documents", "offers", "late", "payments", "open_debts")
    values: dict[str, Any] = {
        key: tuple(value) if key in lists else value for key, value in entry.items()
    }
    if "due" in entry:
        values["due"] = {limit: str(day) for limit, day in entry["due"].items()}
    return build(Expectation, values, f"{where} expect")
