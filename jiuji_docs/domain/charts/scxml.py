"""Write a chart as SCXML (W3C state chart XML), for another engine to run beside ours.

Every step is an event, but one the program takes by itself has none; parallel parts are the states of a
``parallel``. A transition's ``cond`` names the route, the roles, whether the person is barred
(办过相斥的步骤、应当回避), the conditions, one variable each, and the bounds of decision tables in fen; the
variables stand in the data model and whoever runs the chart sets them. The data model is Python's, within
what safe loaders allow.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from jiuji_docs.domain.charts.chart import Chart, Move, Place, Split
from jiuji_docs.domain.charts.expressions import (
    BARRED,
    BEEN,
    CHOSEN,
    STRAIGHT,
    all_of,
    leads,
    may_move,
)
from jiuji_docs.domain.charts.expressions import role_name as role
from jiuji_docs.domain.charts.names import NAMESPACE

#: Begins the id of a parallel part, which is no place itself.
PART = "part_"
SCXML = "http://www.w3.org/2005/07/scxml"


def scxml(chart: Chart) -> str:
    """Return the chart with all its routes as one SCXML document."""
    head = f'<scxml xmlns="{SCXML}" xmlns:jiuji="{NAMESPACE}" version="1.0" datamodel="python"'
    head += f' name="{chart.id}" initial="{chart.begin}"'
    head += f" jiuji:title={quoteattr(chart.title)} jiuji:edition={quoteattr(chart.edition)}>"
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', head, "  <datamodel>"]
    lines += [f'    <data id="{name}" expr="{value}"/>' for name, value in variables(chart).items()]
    lines += ["  </datamodel>"]
    for place in chart.places.values():
        if not place.branch:
            lines += _place(chart, place)
    return "\n".join([*lines, "</scxml>"]) + "\n"


def variables(chart: Chart) -> dict[str, str]:
    """Return every variable of the chart with its first value, as an expression."""
    tests = (test for move in chart.moves for way in move.exits for test in way.tests)
    ways = [(move, way) for move in chart.moves for way in move.exits]
    return {
        **({"route": f"'{next(iter(chart.routes))}'"} if len(chart.routes) > 1 else {}),
        CHOSEN: "''",
        **({STRAIGHT: "''"} if any(way.straight for _move, way in ways) else {}),
        **{role(name): "False" for move in chart.moves for name in move.roles},
        **{BARRED + move.id: "False" for move in chart.moves if move.barred},
        **{BEEN + way.target: "False" for _move, way in ways if way.chosen},
        **{item.name: "False" for move in chart.moves for item in move.asked if not item.ends},
        **{test.variable: "''" if test.values else "0" for test in tests},
    }


def _place(chart: Chart, place: Place) -> Iterator[str]:
    title = f"jiuji:title={quoteattr(place.title)}"
    if place.final:
        yield f'  <final id="{place.id}" {title}/>'
        return
    splits = chart.splits_at(place.id)
    kind = "parallel" if splits else "state"
    yield f'  <{kind} id="{place.id}" {title}>'
    for move in chart.moves_from(place.id):
        yield from _transitions(chart, move)
    for split in splits:
        yield from _region(chart, split)
    yield f"  </{kind}>"


def _region(chart: Chart, split: Split) -> Iterator[str]:
    """Yield one parallel part with its places."""
    title = f"jiuji:title={quoteattr(split.title)}"
    yield f'  <state id="{PART}{split.id}" initial="{split.first}" {title}>'
    for place in chart.places.values():
        if place.branch == split.id:
            yield from _place(chart, place)
    yield "  </state>"


def _transitions(chart: Chart, move: Move) -> Iterator[str]:
    holds = may_move(move, several_routes=len(chart.routes) > 1)
    for way in move.exits:
        cond = escape(all_of([*holds, *leads(move, way)]), {'"': "&quot;"})
        stays = way.target == move.source and not move.returns
        where = "" if stays else f' target="{way.target}"'
        event = "" if move.automatic else f'event="{move.id}"'
        title = f"jiuji:title={quoteattr(move.title)}"
        clause = f"jiuji:clauses={quoteattr('；'.join(move.clauses))}"
        yield f'    <transition {event}{where} cond="{cond}" {title} {clause}/>'
