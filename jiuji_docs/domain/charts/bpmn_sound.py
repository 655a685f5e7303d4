"""Say why BPMN cannot tell what the parallel parts of a chart do (BPMN 并行)."""

from __future__ import annotations

from jiuji_docs.domain.charts.bpmn_ways import moving
from jiuji_docs.domain.charts.chart import Chart


def unsound(chart: Chart) -> str:
    """Return why BPMN cannot say what a chart's parallel parts do, in Chinese; empty when it can.

    Its join waits for every part. So must every step that leaves their place, and no step inside one may
    lead out of it.
    """
    for split in chart.splits:
        every = len(chart.splits_at(split.place))
        waits = {move.id: max((len(a.ends) for a in move.asked), default=0) for move in chart.moves}
        for move in moving(chart, split.place):
            if waits[move.id] < every:
                return f"“{move.title}”不等并行分支“{split.title}”办完"
    for move in chart.moves:
        branch = chart.places[move.source].branch
        if branch and any(chart.places[way.target].branch != branch for way in move.exits):
            return f"“{move.title}”从并行分支中转出"
    return ""
