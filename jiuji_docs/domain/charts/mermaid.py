"""Write a chart as a Mermaid state diagram, as code hosts draw it in a page (流程图文本)."""

from __future__ import annotations

from jiuji_docs.domain.charts.chart import BEGIN, Chart, Place


def mermaid(chart: Chart) -> str:
    """Return ``stateDiagram-v2`` text with Chinese titles; steps between the same places share an arrow.

    Parallel parts stand inside the place that holds them, side by side.
    """
    lines = ["---", f"title: {_quoted(chart.title)}", "---", "stateDiagram-v2"]
    for place in chart.places.values():
        if place.id != BEGIN and not place.branch:
            lines.append(_declared(place))
            lines += _inside(chart, place)
    if chart.begin != BEGIN:
        lines.append(f"    [*] --> {_name(chart.begin)}")
    lines += _drawn(chart, "")
    return "\n".join(lines) + "\n"


def _declared(place: Place) -> str:
    return f'    state "{_quoted(place.title)}" as {_name(place.id)}'


def _inside(chart: Chart, place: Place) -> list[str]:
    """Return the parallel parts of a place, each with its own beginning and end."""
    parts = []
    for split in chart.splits_at(place.id):
        held = [_declared(one) for one in chart.places.values() if one.branch == split.id]
        begin = f"    [*] --> {_name(split.first)}: {_quoted(split.title)}"
        parts.append([*held, begin, *_drawn(chart, split.id)])
    if not parts:
        return []
    lines = [line for part in parts for line in ("    --", *part)][1:]
    return [f"    state {_name(place.id)} {{", *(f"    {line}" for line in lines), "    }"]


def _drawn(chart: Chart, branch: str) -> list[str]:
    """Return the arrows of one parallel part, or of the case itself, and its ends."""
    lines = []
    for (source, target), titles in _arrows(chart).items():
        inner = {chart.places[source].branch, chart.places[target].branch} - {""}
        if (inner or {""}) == {branch}:
            begin = "[*]" if source == BEGIN else _name(source)
            lines.append(f"    {begin} --> {_name(target)}: {_quoted('、'.join(titles))}")
    ends = (one for one in chart.places.values() if one.final and one.branch == branch)
    return [*lines, *(f"    {_name(one.id)} --> [*]" for one in ends)]


def _arrows(chart: Chart) -> dict[tuple[str, str], list[str]]:
    """Return the steps between each two places; what only notes something is left out."""
    found: dict[tuple[str, str], list[str]] = {}
    for move in chart.moves:
        for way in move.exits if not (move.operation and move.stays) else ():
            label = f"{move.title}（{way.label}）" if way.label else move.title
            titles = found.setdefault((move.source, way.target), [])
            if label not in titles:
                titles.append(label)
    return found


def _name(place: str) -> str:
    """Return an id that is none of Mermaid's own words, such as ``end`` or ``note``."""
    return f"s_{place.replace('-', '_').replace('.', '_')}"


def _quoted(text: str) -> str:
    """Return text without the characters Mermaid reads as its own."""
    for mark, plain in (('"', "”"), (":", "："), (";", "；"), ("#", "＃"), ("\n", " ")):
        text = text.replace(mark, plain)
    return text
