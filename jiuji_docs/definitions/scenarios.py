"""Read scenario files (情景文件): strict keys, shared form values, steps with expectations."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from jiuji_docs.definitions.directory import person
from jiuji_docs.definitions.loader import load_text
from jiuji_docs.definitions.plain import check_table
from jiuji_docs.definitions.scenario_nodes import SCENARIO_NODES
from jiuji_docs.domain.directory import UnitEntry
from jiuji_docs.domain.errors import DefinitionError
from jiuji_docs.domain.scenario import Expectation, Scenario, ScenarioStep

#: File keys whose value has another name, because the file's word is a Python keyword.
RENAMED = {"as": "actor"}


def load_scenario(path: Path) -> Scenario:
    """Read one scenario file; ``include`` names a file beside it whose forms are shared."""
    return _parse(
        path.read_text("utf-8"), path.stem, lambda name: (path.parent / name).read_text("utf-8")
    )


def shipped_scenarios(pack: str) -> tuple[Scenario, ...]:
    """Return every scenario shipped with *pack*, by name."""
    return scenarios_in(files("jiuji_docs.definitions.workflows") / pack)


def scenarios_in(pack: Traversable) -> tuple[Scenario, ...]:
    """Return every scenario in the directory of a pack, by name; a pack without scenarios has none."""
    room = pack / "scenarios"
    return tuple(_scenarios(room)) if room.is_dir() else ()


def refuse_unknown_clauses(scenario: Scenario, clauses: Container[str]) -> None:
    """Raise DefinitionError for a step that shows a clause which is not among *clauses*."""
    for number, step in enumerate(scenario.steps, 1):
        for clause in step.shows:
            if clause not in clauses:
                where = f"{scenario.pack}/scenarios/{scenario.id}.toml.step[{number}].shows"
                raise DefinitionError(where, f"没有“{clause}”这一条")


def _scenarios(room: Traversable) -> Iterator[Scenario]:
    for entry in sorted(room.iterdir(), key=lambda item: item.name):
        if entry.name.endswith(".toml") and not entry.name.startswith("_"):
            name = entry.name.removesuffix(".toml")
            yield _parse(
                entry.read_text("utf-8"), name, lambda other: (room / other).read_text("utf-8")
            )


def _parse(text: str, name: str, read: Any) -> Scenario:
    content = check_table(load_text(text, name), "scenario", SCENARIO_NODES, name)
    forms = _shared(content["include"], read) if "include" in content else {}
    for form, values in content.get("form", {}).items():
        forms[form] = {**forms.get(form, {}), **values}
    return Scenario(
        id=name,
        pack=content["pack"],
        title=content["title"],
        steps=tuple(_step(one, f"{name}.step[{n}]") for n, one in enumerate(content["step"], 1)),
        people=tuple(person(entry) for entry in content.get("people", ())),
        units=tuple(UnitEntry(**entry) for entry in content.get("unit", ())),
        office=content.get("office", {}),
        forms=forms,
    )


def _shared(name: str, read: Any) -> dict[str, dict[str, Any]]:
    content = check_table(load_text(read(name), name), "shared", SCENARIO_NODES, name)
    return dict(content["form"])


def _step(entry: Mapping[str, Any], where: str) -> ScenarioStep:
    values = {RENAMED.get(key, key): value for key, value in entry.items()}
    for key in ("at", "occurred_at"):
        moment = values.get(key)
        aware = isinstance(moment, dt.datetime) and moment.tzinfo is not None
        if key in values and not aware:
            raise DefinitionError(
                f"{where}.{key}", "应为带时区的时刻，如 2024-02-08T09:30:00+08:00"
            )
    values["shows"] = tuple(values.get("shows", ()))
    if "expect" in values:
        values["expect"] = _expectation(values["expect"])
    return ScenarioStep(**values)


def _expectation(entry: Mapping[str, Any]) -> Expectation:
    values: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()
    }
    if "due" in entry:
        values["due"] = {limit: _day(day) for limit, day in entry["due"].items()}
    return Expectation(**values)


def _day(value: Any) -> str:
    """Return a due day as text, or a due minute where the file writes a time."""
    return f"{value:%Y-%m-%dT%H:%M}" if isinstance(value, dt.datetime) else str(value)
