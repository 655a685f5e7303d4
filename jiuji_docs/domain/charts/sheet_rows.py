"""Stack the steps of a place as boxes in the lanes of their roles (流程图行)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from jiuji_docs.domain.charts.chart import Chart, Move
from jiuji_docs.domain.charts.sheet_shapes import (
    BELOW,
    BUS,
    FROM,
    GAP,
    PAD,
    PILL,
    RAIL,
    SIDE,
    SMALL,
    TITLE,
    Box,
    Line,
    Plan,
    Row,
)
from jiuji_docs.domain.charts.sheet_text import wrapped


def lane_of(move: Move) -> str:
    """Return the role in whose lane a step stands: the first that is a person's."""
    people = [role for role in move.roles if role != "system"]
    return (people or list(move.roles) or [""])[0]


def lanes_of(chart: Chart, shown: Mapping[str, tuple[Move, ...]]) -> tuple[str, ...]:
    """Return the roles that have a lane: those that take a step shown, in the chart's order."""
    held = {lane_of(move) for moves in shown.values() for move in moves}
    return tuple(role for role in (*chart.roles, "") if role in held)


def stacks_of(plan: Plan, moves: tuple[Move, ...]) -> dict[str, list[Box]]:
    """Return the boxes of a row by lane, not yet at their height."""
    found: dict[str, list[Box]] = {}
    for move in moves:
        lane = lane_of(move)
        box_width = plan.lane_width - RAIL - SIDE
        lines = tuple(_lines(plan, move, box_width - 2 * PAD))
        height = sum(line.height for line in lines) + 2 * PAD
        box = Box(move, plan.lane_left(lane) + RAIL, 0, box_width, height, lines)
        found.setdefault(lane, []).append(box)
    return found


def _lines(plan: Plan, move: Move, room: float) -> Iterator[Line]:
    for text in wrapped(move.title, TITLE, room):
        yield Line(text, "title")
    for text in _details(plan, move):
        for part in wrapped(text, SMALL, room):
            yield Line(part, "small")


def _details(plan: Plan, move: Move) -> Iterator[str]:
    chart = plan.chart
    others = [role for role in move.roles if role != lane_of(move)]
    if others:
        yield "或" + "、".join(chart.roles.get(role, role) for role in others)
    if move.panel:
        yield chart.panels[move.panel]
    if move.clauses:
        yield "、".join(move.clauses)
    yield from (limit for limit in move.limits if not limit.endswith("未规定"))
    for way in move.exits:
        if way.target == move.source:
            yield "↻ 不变" + (f"（{way.label}）" if way.label else "")
        else:
            title = f"→ {plan.numbers[way.target]}{chart.places[way.target].title}"
            yield title + (f"（{way.label}）" if way.label else "")


def parts_of(stacks: dict[str, list[Box]], room: float) -> Iterator[dict[str, list[Box]]]:
    """Yield the boxes in parts none of which is higher than a sheet."""
    rest = {lane: list(boxes) for lane, boxes in stacks.items()}
    while True:
        part: dict[str, list[Box]] = {}
        for lane, boxes in rest.items():
            used = BUS + BELOW
            while boxes and (lane not in part or used + boxes[0].height + GAP <= room):
                used += boxes[0].height + GAP
                part.setdefault(lane, []).append(boxes.pop(0))
        yield part
        if not any(rest.values()):
            return


def row_of(place: str, stacks: dict[str, list[Box]], *, continued: bool) -> Row:
    """Return a row whose boxes stand below each other in their lanes, its top at nought."""
    boxes = []
    bottom = PILL + FROM
    for stack in stacks.values():
        y = BUS + BELOW
        for box in stack:
            boxes.append(Box(box.move, box.x, y, box.width, box.height, box.lines))
            y += box.height + GAP
        bottom = max(bottom, y)
    return Row(place, 0, bottom, tuple(boxes), continued)


def row_at(row: Row, top: float) -> Row:
    """Return the row moved down to *top*."""
    boxes = (Box(b.move, b.x, b.y + top, b.width, b.height, b.lines) for b in row.boxes)
    return Row(row.place, top, row.height, tuple(boxes), row.continued)
