"""Know by which node each place of a chart is entered, and in whose lane it stands (BPMN 排布)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from jiuji_docs.domain.charts.bpmn_ways import Way, moving
from jiuji_docs.domain.charts.chart import Chart, Move, Split


@dataclass(frozen=True, slots=True)
class Plan:
    """What leads on from each place, and how many arrows come to it."""

    chart: Chart
    lanes: Mapping[str, str]
    ways: Mapping[str, tuple[Way, ...]]
    tables: Mapping[str, tuple[Move, ...]]
    entered: Mapping[str, int]

    def several(self, place: str) -> bool:
        """Say whether more than one way leads on."""
        return len(self.ways[place]) + len(self.tables[place]) > 1

    def door(self, place: str) -> str:
        """Return the node by which a place is entered; the end of a parallel part is where parts meet."""
        if self.chart.places[place].branch and self.chart.places[place].final:
            return self.meeting(self.chart.places[place].branch)
        return f"join_{place}" if self.entered[place] > 1 else self.inside(place)

    def inside(self, place: str) -> str:
        """Return the node behind the one that joins what comes to a place."""
        if self.chart.places[place].final:
            return f"end_{place}"
        return f"fork_{place}" if self.chart.splits_at(place) else f"do_{place}"

    def meeting(self, branch: str) -> str:
        """Return the node to which the ends of a parallel part lead: its own when several do."""
        split = next(one for one in self.chart.splits if one.id == branch)
        return f"met_{branch}" if self.ends(split) > 1 else f"meet_{split.place}"

    def ends(self, split: Split) -> int:
        """Count the arrows that end a parallel part."""
        places = self.chart.places.values()
        return sum(self.entered[p.id] for p in places if p.final and p.branch == split.id)


def lanes_of_places(chart: Chart) -> dict[str, str]:
    """Return the role in whose lane each place stands; an end stands with whoever brings it about."""
    found = {}
    for place in chart.places:
        leading = [move for move in moving(chart, place) if not move.returns]
        people = [m for m in leading if not (m.operation or m.automatic)] or leading
        people = [move for move in people if not move.stays] or people
        found[place] = people[0].roles[0] if people and people[0].roles else ""
    for move in chart.moves:
        for way in move.exits:
            if chart.places[way.target].final:
                found[way.target] = move.roles[0]
    return found
