"""Say which ways lead on from a place of a chart, and what each is called and asks (BPMN 去向)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from jiuji_docs.domain.charts.chart import Chart, Exit, Move
from jiuji_docs.domain.charts.expressions import CHOSEN, all_of, any_of, leads

#: The variable that holds the step somebody takes.
STEP = "step"
#: What an arrow is called that a case takes unless it goes straight back.
ORDINARY = "其他情形"


@dataclass(frozen=True, slots=True)
class Way:
    """A way out of a place, before the nodes it runs between are known."""

    target: str
    name: str
    condition: str


def moving(chart: Chart, place: str) -> tuple[Move, ...]:
    """Return the steps at a place that somebody decides to take, or that move the case."""
    found = chart.moves_from(place)
    return tuple(move for move in found if not (move.operation and move.stays))


def ways_from(chart: Chart, place: str) -> tuple[Way, ...]:
    """Return the ways that lead straight to another place, those to the same place joined."""
    found: dict[str, list[tuple[str, str]]] = {}
    for move in moving(chart, place):
        if len(move.exits) == 1 or move.exits[0].chosen:
            for way in move.exits:
                found.setdefault(way.target, []).append(
                    (_name(chart, move, way), _taken(move, way))
                )
    return tuple(
        Way(target, "、".join(name for name, _ in given), any_of(cond for _, cond in given))
        for target, given in found.items()
    )


def tables_at(chart: Chart, place: str) -> tuple[Move, ...]:
    """Return the steps at a place that lead to several: by a table, or straight back to a returner."""
    found = moving(chart, place)
    return tuple(move for move in found if len(move.exits) > 1 and not move.exits[0].chosen)


def _taken(move: Move, way: Exit) -> str:
    chosen = [f"{CHOSEN} == '{way.target}'"] if way.chosen and len(move.exits) > 1 else []
    texts = all_of([f"{STEP} == '{move.id}'", *chosen])
    return f"({texts})" if chosen else texts


def _name(chart: Chart, move: Move, way: Exit) -> str:
    target = f"至{chart.places[way.target].title}" if way.chosen and len(move.exits) > 1 else ""
    return move.title + target


def arrows_to(
    chart: Chart, ways: Mapping[str, tuple[Way, ...]], tables: Mapping[str, tuple[Move, ...]]
) -> Counter[str]:
    """Count the arrows that come to each place."""
    counted = Counter([chart.begin, *(split.first for split in chart.splits)])
    for place in chart.places:
        counted.update(way.target for way in ways[place])
        for move in tables[place]:
            counted.update({way.target for way in move.exits})
    return counted


def table_rows(move: Move) -> dict[str, tuple[str, str]]:
    """Return label and condition of each place a table leads to; rows to the same place are joined."""
    found: dict[str, list[Exit]] = {}
    for way in move.exits:
        found.setdefault(way.target, []).append(way)
    return {
        target: (
            "；".join(way.label for way in rows if way.label) or ORDINARY,
            any_of(_bracketed(all_of(leads(move, way)), several=len(rows) > 1) for way in rows),
        )
        for target, rows in found.items()
    }


def _bracketed(text: str, *, several: bool) -> str:
    return f"({text})" if several else text
