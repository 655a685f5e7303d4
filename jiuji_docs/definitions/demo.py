"""Read the demo county's cases and documents (示范事项、示范公文)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any

from jiuji_docs.definitions.loader import load_text
from jiuji_docs.definitions.plain import check_table
from jiuji_docs.definitions.scenario_nodes import DEMO_DOSSIER_NODES, DEMO_NODES


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


@dataclass(frozen=True, slots=True)
class DemoDossier:
    """One demo document: kind, the boxes of its entry form, the ``series`` of its number, how far it went."""

    kind: str
    title: str
    body: str
    until: str
    addressees: str = ""
    note: str = ""
    cc: str = ""
    urgency: str = ""
    joint: tuple[str, ...] = ()
    series: str = ""


def demo_dossiers() -> tuple[DemoDossier, ...]:
    """Return the documents of workflows/demo/dossiers.toml."""
    where = "demo/dossiers"
    room = files("jiuji_docs.definitions.workflows") / "demo"
    content = load_text((room / "dossiers.toml").read_text("utf-8"), where)
    listed = check_table(content, "demo", DEMO_DOSSIER_NODES, where)["dossier"]
    return tuple(DemoDossier(**{**one, "joint": tuple(one.get("joint", ()))}) for one in listed)
