"""Build packs of the relief base and chosen adaptations in memory; play short stories on them (底本加调整)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from jiuji_docs.definitions.adaptation import Files
from jiuji_docs.definitions.assembling import Shelf, assemble
from jiuji_docs.definitions.catalog import Rooms
from jiuji_docs.definitions.read_pack import PackSources, read_pack
from jiuji_docs.definitions.scenarios import load_scenario
from jiuji_docs.domain.workflow.policy import Pack
from jiuji_docs.services.house import House
from jiuji_docs.services.play import play
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
    """Return the base with *names* and what they need; *decided* maps parameters to values."""
    values = {**DECIDED, **(decided or {})}
    files = _assembled(with_needs(names), {})
    there = {item["id"] for item in files["policy"].get("parameter", ())}
    given = {name: value for name, value in values.items() if name in there}
    files = _assembled(with_needs(names), given)
    return read_pack(PackSources(PACK, files["policy"], files["workflow"]), catalog().form_sources)


def _assembled(names: list[str], values: Mapping[str, Any]) -> Files:
    parameters = [{"id": name, "value": value} for name, value in values.items()]
    policy = {
        **HEAD,
        "in_force_from": tomllib.loads("d = 2021-01-01")["d"],
        "adaptations": names,
        "parameter": parameters,
    }
    workflow = {"id": PACK, "title": "示范流程"}
    return assemble(PACK, {"policy": policy, "workflow": workflow}, shelf())


def told(pack: Pack, house: House, clock: Any, path: Any) -> list[str]:
    """Play the scenario file at *path* on *pack*; return what came otherwise than expected."""
    house.adopt(pack)
    scenario = load_scenario(path)
    return play(scenario, house, clock, BlankPress(house), lambda _line: None).failures
