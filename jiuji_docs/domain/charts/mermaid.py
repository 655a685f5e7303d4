"""Write a chart as a Mermaid state diagram, as code hosts draw it in a page (流程图文本)."""

from __future__ import annotations

from jiuji_docs.domain.charts.chart import BEGIN, Chart


def mermaid(chart: Chart) -> str:
    """Return ``stateDiagram-v2`` text with Chinese titles; steps between the same places share an arrow."""
    lines = ["---", f"title: {_quoted(chart.title)}", "---", "stateDiagram-v2"]
    lines += [
        f'    state "{_quoted(place.title)}" as {_name(place.id)}'
        for place in chart.places.values()
        if place.id != BEGIN
    ]
    if chart.begin != BEGIN:
        lines.append(f"    [*] --> {_name(chart.begin)}")
    for (source, target), titles in _arrows(chart).items():
        begin = "[*]" if source == BEGIN else _name(source)
        lines.append(f"    {begin} --> {_name(target)}: {_quoted('、'.join(titles))}")
    lines += [f"    {_name(place.id)} --> [*]" for place in chart.places.values() if place.final]
    return "\n".join(lines) + "\n"


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
