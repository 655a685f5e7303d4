"""Read the flows of official documents; what they name must exist (公文流程)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from jiuji_docs.definitions.dispatch_nodes import DISPATCH_NODES, SHEET_NODES
from jiuji_docs.definitions.loader import load_text
from jiuji_docs.definitions.plain import check_table
from jiuji_docs.domain.dispatch.flow import (
    ASKS,
    BY,
    COMMENTS,
    EFFECTS,
    SAME,
    Flow,
    FlowState,
    FlowStep,
)
from jiuji_docs.domain.dispatch.guards import GUARDS
from jiuji_docs.domain.dispatch.sheet import (
    SHEET_COLUMNS,
    SHEET_ROW_HEIGHT,
    SheetCell,
    SheetForm,
    SheetRow,
)
from jiuji_docs.domain.errors import DefinitionError

FLOWS = ("outgoing", "incoming")


@cache
def shipped_flows() -> Mapping[str, Flow]:
    """Return the flows of ``workflows/official-document`` by id."""
    room = files("jiuji_docs.definitions.workflows") / "official-document"
    return {
        name: read_flow((room / f"{name}.toml").read_text("utf-8"), f"official-document/{name}")
        for name in FLOWS
    }


def read_flow(text: str, where: str) -> Flow:
    """Return a flow; DefinitionError names the place of what is unknown or leads nowhere."""
    plain = check_table(load_text(text, where), "flow", DISPATCH_NODES, where)
    states = {one["id"]: _state(one) for one in plain["state"]}
    _known([plain["start"]], states, f"{where}.start")
    steps = {}
    for one in plain["step"]:
        place = f"{where}.step[{one['id']}]"
        if one["id"] in steps:
            raise DefinitionError(place, "编号重复")
        steps[one["id"]] = _step(one, states, place)
    return Flow(plain["id"], plain["title"], plain["prefix"], plain["start"], states, steps)


@cache
def shipped_sheet(flow: str) -> SheetForm:
    """Return the layout of a flow's sheet: 发文稿纸 or 收文处理单."""
    name = f"official-document/{flow}_sheet"
    room = files("jiuji_docs.definitions.workflows") / "official-document"
    return read_sheet((room / f"{flow}_sheet.toml").read_text("utf-8"), name)


def read_sheet(text: str, where: str) -> SheetForm:
    """Return a sheet's layout; every row is as wide as the sheet, every cell says one thing."""
    plain = check_table(load_text(text, where), "sheet", SHEET_NODES, where)
    rows = []
    for number, row in enumerate(plain["row"], start=1):
        place = f"{where}.row[{number}]"
        cells = tuple(
            SheetCell(one.get("label", ""), one.get("value", ""), one["span"])
            for one in row["cells"]
        )
        if sum(one.span for one in cells) != SHEET_COLUMNS:
            raise DefinitionError(place, f"各格应跨满 {SHEET_COLUMNS} 栏")
        if any(bool(one.label) == bool(one.value) for one in cells):
            raise DefinitionError(place, "每格写 label 或 value 之一")
        rows.append(SheetRow(cells, float(row.get("height", SHEET_ROW_HEIGHT))))
    return SheetForm(plain["title"], tuple(rows))


def _state(plain: Mapping[str, Any]) -> FlowState:
    editors = tuple(plain.get("editors", ()))
    return FlowState(plain["id"], plain["title"], editors, plain.get("final", False))


def _step(plain: Mapping[str, Any], states: Mapping[str, FlowState], where: str) -> FlowStep:
    _known(plain["from"], states, f"{where}.from")
    _known([plain["to"]], {*states, SAME}, f"{where}.to")
    _known([plain.get("by", "own")], BY, f"{where}.by")
    _known([plain.get("comment", "none")], COMMENTS, f"{where}.comment")
    for key, known in (("asks", ASKS), ("guards", tuple(GUARDS)), ("effects", EFFECTS)):
        _known(plain.get(key, ()), known, f"{where}.{key}")
    return FlowStep(
        id=plain["id"],
        title=plain["title"],
        source=tuple(plain["from"]),
        target=plain["to"],
        roles=tuple(plain["roles"]),
        clause=plain["clause"],
        by=plain.get("by", "own"),
        comment=plain.get("comment", "none"),
        asks=tuple(plain.get("asks", ())),
        guards=tuple(plain.get("guards", ())),
        effects=tuple(plain.get("effects", ())),
    )


def _known(names: Iterable[str], known: Iterable[str], where: str) -> None:
    there = tuple(known)
    for name in names:
        if name not in there:
            raise DefinitionError(where, f"不认识“{name}”；可用：{'、'.join(there)}")
