"""Lead the ways between places: straight down, or in channels at the left (流程图走线)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from jiuji_docs.domain.charts.chart import Chart, Move
from jiuji_docs.domain.charts.sheet_shapes import Channel


def shown_moves(chart: Chart, place: str) -> tuple[Move, ...]:
    """Return the steps of a place that a drawing shows: not what is noted without moving the case."""
    found = chart.moves_from(place)
    return tuple(move for move in found if not (move.operation and move.stays))


def sources_of(chart: Chart, order: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Return by place the places from which a step leads to it."""
    found: dict[str, list[str]] = {}
    for source in order:
        for target in dict.fromkeys(_targets(chart, source)):
            found.setdefault(target, []).append(source)
    return {target: tuple(sources) for target, sources in found.items()}


def most_channels(chart: Chart, order: tuple[str, ...]) -> int:
    """Return how many channels the whole chart would need on one sheet."""
    _down, channels = ways_between(chart, list(order))
    return max((channel.number + 1 for channel in channels), default=0)


def ways_between(
    chart: Chart, places: list[str]
) -> tuple[tuple[tuple[str, str], ...], tuple[Channel, ...]]:
    """Return the ways straight down, and the channels of the others, short ones nearest the places."""
    place_at = {place: at for at, place in enumerate(places)}
    down: dict[tuple[str, str], None] = {}
    joined: dict[tuple[str, bool], list[str]] = {}
    for place in places:
        for target in dict.fromkeys(_targets(chart, place)):
            if target not in place_at or target == place:
                continue
            if place_at[target] == place_at[place] + 1:
                down[place, target] = None
            else:
                joined.setdefault((target, place_at[target] < place_at[place]), []).append(place)
    return tuple(down), tuple(_numbered(joined, place_at))


def _numbered(
    joined: Mapping[tuple[str, bool], list[str]], place_at: Mapping[str, int]
) -> Iterator[Channel]:
    """Yield the channels, each with the lowest number free over its whole length."""
    taken: list[list[tuple[int, int]]] = []

    def span(key: tuple[str, bool]) -> tuple[int, int]:
        ends = [place_at[name] for name in (key[0], *joined[key])]
        return min(ends), max(ends)

    for key in sorted(joined, key=lambda one: span(one)[1] - span(one)[0]):
        begin, end = span(key)
        free = (n for n, spans in enumerate(taken) if all(end < b or e < begin for b, e in spans))
        own = next(free, len(taken))
        if own == len(taken):
            taken.append([])
        taken[own].append((begin, end))
        yield Channel(key[0], tuple(joined[key]), key[1], own)


def _targets(chart: Chart, place: str) -> Iterator[str]:
    for move in shown_moves(chart, place):
        for way in move.exits:
            yield way.target
    for split in chart.splits_at(place):
        yield split.first
