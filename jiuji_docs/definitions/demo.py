"""Read the demo county's cases (示范事项)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any

from jiuji_docs.definitions.loader import load_text
from jiuji_docs.definitions.plain import check_table
from jiuji_docs.definitions.scenario_nodes import DEMO_NODES


@dataclass(frozen=True, slots=True)
class DemoCase:
    """One demo case: a scenario cut after step *until*, ended *days_ago*, with its own form values.

    ``accounts`` replaces the scenario's people, so that another town has cases too.
    """

    scenario: str
    until: str
    days_ago: int
    forms: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    accounts: Mapping[str, str] = field(default_factory=dict)


def demo_cases() -> tuple[DemoCase, ...]:
    """Return the cases of workflows/demo/cases.toml."""
    text = (files("jiuji_docs.definitions.workflows") / "demo" / "cases.toml").read_text("utf-8")
    content = check_table(load_text(text, "demo/cases"), "demo", DEMO_NODES, "demo/cases")
    return tuple(DemoCase(**entry) for entry in content["case"])
