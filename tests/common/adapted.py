"""Build packs of the relief base and chosen adaptations in memory; play short stories on them (底本加调整)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from jiuji_docs.definitions.adaptation import Files
from jiuji_docs.definitions.assembling import Shelf, assemble
from jiuji_docs.definitions.catalog import Rooms
from jiuji_docs.definitions.read_pack import PackSources, read_pack
from jiuji_docs.definitions.scenarios import load_scenario
from jiuji_docs.domain.workflow.policy import Pack
from jiuji_docs.services.play import open_house, play
from jiuji_docs.services.settings import Settings
from tests.common.blank_press import BlankPress
from tests.common.relief import catalog

PACK = "trial-county"
#: What an adaptation cannot do without, as a locality would write it.
DECIDED: Mapping[str, Any] = {"town_ceiling": "500.00"}
HEAD: Mapping[str, Any] = {
    "id": PACK,
    "title": "示范县临时救助办法",
    "issuer": "示范县民政局",
    "document_number": "示民发〔2026〕1号",
    "in_force_to": "unset",
    "base": "relief",
}


@cache
def shelf() -> Shelf:
    """Return the shipped bases and adaptations."""
    return Shelf.of(Rooms.shipped().workflows)


def with_needs(names: Sequence[str]) -> list[str]:
    """Return the adaptations and all they need, each once, the needed first."""
    found: dict[str, None] = {}
    for name in names:
        found.update(dict.fromkeys([*with_needs(shelf().adaptations[name].needs), name]))
    return list(found)


def adapted(names: Sequence[str], decided: Mapping[str, Any] | None = None) -> Pack:
    """Return the base with *names* and what they need; *decided* maps parameters and limits to values."""
    return read_pack(sources(names, decided or {}), catalog().form_sources)


def sources(names: Sequence[str], decided: Mapping[str, Any]) -> PackSources:
    """Return its plain data, as a pack that says nothing else itself."""
    values = {**DECIDED, **decided}
    chosen = with_needs(names)
    empty = _assembled(chosen, {}, {})
    there = {item["id"] for item in empty["policy"].get("parameter", ())}
    limits = {item["id"] for item in empty["workflow"].get("time_limit", ())}
    files = _assembled(
        chosen,
        {name: value for name, value in values.items() if name in there},
        {name: value for name, value in values.items() if name in limits},
    )
    return PackSources(PACK, files["policy"], files["workflow"], shelf().amounts)


def _assembled(names: list[str], values: Mapping[str, Any], limits: Mapping[str, Any]) -> Files:
    parameters = [{"id": name, "value": value} for name, value in values.items()]
    policy = {
        **HEAD,
        "in_force_from": dt.date(2021, 1, 1),
        "adaptations": names,
        "parameter": parameters,
    }
    budgets = [{"id": name, "budget": budget} for name, budget in limits.items()]
    workflow = {"id": PACK, "title": "示范流程", "time_limit": budgets}
    return assemble(PACK, {"policy": policy, "workflow": workflow}, shelf())


def told(
    names: Sequence[str], decided: Mapping[str, Any], settings: Settings, path: Path
) -> list[str]:
    """Play the scenario at *path* on the pack of *names*; return what came otherwise than expected."""
    scenario = load_scenario(path)
    made = replace(catalog(), sources={PACK: sources(names, decided)})
    house, clock = open_house(scenario, settings, made)
    try:
        return play(scenario, house, clock, BlankPress(house), lambda _line: None).failures
    finally:
        house.close()
