"""Put the places of a chart in the order a case comes to them (环节次序)."""

from __future__ import annotations

from jiuji_docs.domain.charts.chart import Chart


def in_order(chart: Chart) -> tuple[str, ...]:
    """Return the places by their longest way from the beginning, returns left out.

    Of two as far away the earlier in the file comes first; what no move reaches comes last. Parallel
    parts follow the place that holds them, one after the other.
    """
    depth = depths(chart)
    last = max(depth.values()) + 1
    names = list(chart.places)
    far = sorted(names, key=lambda name: (depth.get(name, last), names.index(name)))
    order: list[str] = []
    for name in far:
        if not chart.places[name].branch:
            order.append(name)
            for split in chart.splits_at(name):
                order += [one for one in far if chart.places[one].branch == split.id]
    return tuple(order)


def depths(chart: Chart) -> dict[str, int]:
    """Return how many moves each reached place is from the beginning, on the longest way forward."""
    forward = _forward(chart)
    found = {chart.begin: 0}
    for _round in range(len(chart.places) + 1):
        before = dict(found)
        for source, target in forward:
            if source in found:
                found[target] = max(found.get(target, 0), found[source] + 1)
        if found == before:
            break
    return found


def _forward(chart: Chart) -> list[tuple[str, str]]:
    """Return the ways that do not close a circle, found by walking in the file's order."""
    following: dict[str, list[str]] = {}
    for move in chart.moves:
        if not move.returns:
            ahead = (way for way in move.exits if not way.straight)
            targets = (way.target for way in ahead if way.target != move.source)
            following.setdefault(move.source, []).extend(targets)
    for split in chart.splits:
        following.setdefault(split.place, []).append(split.first)
    kept: dict[tuple[str, str], None] = {}
    _walk(chart.begin, following, kept)
    return list(kept)


def _walk(begin: str, following: dict[str, list[str]], kept: dict[tuple[str, str], None]) -> None:
    """Walk without recursion: a flow may be as long as an office likes."""
    done: set[str] = set()
    path, on_path = [begin], {begin}
    ways = {begin: iter(following.get(begin, ()))}
    while path:
        target = next(ways[path[-1]], None)
        if target is None:
            done.add(path[-1])
            on_path.discard(path.pop())
        elif target not in on_path:
            kept[path[-1], target] = None
            if target not in done:
                path.append(target)
                on_path.add(target)
                ways[target] = iter(following.get(target, ()))
