"""Plan the sheets of a flow chart: places from top to bottom, a lane per role (流程图排版).

At the left stand the places with the ways between them, each way to a place that is not the next in
a channel of its own; at the right, in the lane of who takes it, every step as a box with its clause, its
time limit and where it leads. A rail at the left of each lane leads from the place to its steps, so
that no line runs through a box. Lengths are millimetres.
"""

from __future__ import annotations

from dataclasses import replace

from jiuji_docs.domain.charts.chart import Chart
from jiuji_docs.domain.charts.order import in_order
from jiuji_docs.domain.charts.sheet_channels import (
    most_channels,
    shown_moves,
    sources_of,
    ways_between,
)
from jiuji_docs.domain.charts.sheet_rows import lanes_of, parts_of, row_at, row_of, stacks_of
from jiuji_docs.domain.charts.sheet_shapes import (
    CHANNEL,
    FOOT,
    HEAD,
    MARGIN,
    PAGE,
    PLACE,
    ROLES,
    Plan,
    Row,
    Sheet,
)
from jiuji_docs.domain.charts.sheet_text import number


def plan(chart: Chart, *, height: float = PAGE[1]) -> Plan:
    """Return the sheets of a chart of one route, each *height* millimetres high (inf: one sheet)."""
    shown = {place: shown_moves(chart, place) for place in chart.places}
    order = in_order(chart)
    numbers = {place: number(count) for count, place in enumerate(order, start=1)}
    lanes = lanes_of(chart, shown)
    left = MARGIN + (most_channels(chart, order) + 1) * CHANNEL
    lane_width = (PAGE[0] - MARGIN - left - PLACE) / max(1, len(lanes))
    first = MARGIN + HEAD + ROLES
    last = height - MARGIN - FOOT
    blank = Plan(chart, numbers, lanes, left, lane_width, (), {}, sources_of(chart, order))
    pages: list[list[Row]] = [[]]
    top = first
    for place in order:
        stacks = stacks_of(blank, shown[place])
        for part, boxes in enumerate(parts_of(stacks, last - first)):
            row = row_of(place, boxes, continued=part > 0)
            if top + row.height > last and pages[-1]:
                pages.append([])
                top = first
            pages[-1].append(row_at(row, top))
            top += row.height
    page_of = {row.place: n for n, rows in enumerate(pages, 1) for row in rows if not row.continued}
    sheets = tuple(_sheet(chart, rows) for rows in pages)
    return replace(blank, sheets=sheets, page_of=page_of)


def from_elsewhere(whole: Plan, place: str) -> tuple[str, ...]:
    """Return the places on other sheets from which a step leads to *place*."""
    here = whole.page_of[place]
    return tuple(source for source in whole.sources.get(place, ()) if whole.page_of[source] != here)


def _sheet(chart: Chart, rows: list[Row]) -> Sheet:
    places = [row.place for row in rows if not row.continued]
    down, channels = ways_between(chart, places)
    return Sheet(tuple(rows), down, channels, rows[-1].top + rows[-1].height if rows else 0)
