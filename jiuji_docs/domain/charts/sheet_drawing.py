"""Draw what stands on one sheet: lanes, lines, places and steps (流程图画面)."""

from __future__ import annotations

from collections.abc import Iterator

from jiuji_docs.domain.charts.sheet_marks import Marks
from jiuji_docs.domain.charts.sheet_plan import from_elsewhere
from jiuji_docs.domain.charts.sheet_shapes import (
    BUS,
    CHANNEL,
    HEAD,
    MARGIN,
    PAD,
    PILL,
    PLACE,
    RAIL,
    ROLES,
    SMALL,
    SPACING,
    TITLE,
    Box,
    Channel,
    Plan,
    Row,
    Sheet,
)
from jiuji_docs.domain.charts.sheet_strokes import arrow_head, line_along, rectangle, words_at
from jiuji_docs.domain.charts.sheet_text import width, wrapped


def body_of(whole: Plan, sheet: Sheet, marks: Marks) -> Iterator[str]:
    """Yield the lanes, lines, places and steps of a sheet."""
    yield from _lanes(whole, sheet)
    rows = {row.place: row for row in sheet.rows if not row.continued}
    for source, target in sheet.down:
        x = whole.left + 5
        yield line_along(f"M{x:g},{rows[source].top + PILL:g}V{rows[target].top:g}")
        yield arrow_head(x, rows[target].top, "down")
    for channel in sheet.channels:
        yield from _channel(whole, channel, rows, sheet)
    for row in sheet.rows:
        yield from _rails(whole, row)
        yield _place(whole, row, marks)
        if not row.continued and (signs := from_elsewhere(whole, row.place)):
            for line, words in enumerate(_from(whole, signs), start=1):
                yield words_at(whole.left + 6.5, row.top + PILL + 3 * line, "s q", words)
        for box in row.boxes:
            yield _step(box, marks)


def _from(whole: Plan, signs: tuple[str, ...]) -> tuple[str, str]:
    """Return which places on which other sheets lead to a place, no wider than the room below it."""
    room = PLACE - 8
    names = "".join(whole.numbers[name] for name in signs)
    sheets_of = "、".join(str(page) for page in sorted({whole.page_of[name] for name in signs}))
    told = f"自 {names}"
    if width(told, SMALL) > room:
        told = f"自 {whole.numbers[signs[0]]}等 {len(signs)} 处"
    where = f"（第 {sheets_of} 张）"
    return told, where if width(where, SMALL) <= room else "（其他各张）"


def _lanes(whole: Plan, sheet: Sheet) -> Iterator[str]:
    top, bottom = MARGIN + HEAD, sheet.bottom
    heads = [(whole.left, PLACE, "环节")]
    heads += [
        (whole.lane_left(role), whole.lane_width, whole.chart.roles.get(role, "系统"))
        for role in whole.lanes
    ]
    for x, wide, title in heads:
        yield rectangle("role", x, top, wide, ROLES)
        yield rectangle("lane", x, top, wide, bottom - top)
        lines = wrapped(title, TITLE, wide - 2)[:2]
        begin = top + ROLES / 2 + TITLE * 0.36 - (len(lines) - 1) * TITLE * SPACING / 2
        for count, line in enumerate(lines):
            yield words_at(x + wide / 2, begin + count * TITLE * SPACING, "t m", line)


def _channel(whole: Plan, channel: Channel, rows: dict[str, Row], sheet: Sheet) -> Iterator[str]:
    """Yield the way of a channel: every source joins it with a dot, at its end is an arrow."""
    x = whole.left - (channel.number + 1) * CHANNEL
    end = rows[channel.target].top + (1.6 if channel.back else PILL - 1.8)
    kind = "way back" if channel.back else "way"
    starts = []
    for source in channel.sources:
        own = [item for item in sheet.channels if source in item.sources]
        y = rows[source].top + 3.0 + own.index(channel) * min(1.1, 3.4 / max(1, len(own)))
        starts.append(y)
        yield line_along(f"M{whole.left:g},{y:g}H{x:g}", kind)
        yield f'<circle class="dot" cx="{x:g}" cy="{y:g}" r=".45"/>'
    far = max(starts, key=lambda y: abs(y - end))
    yield line_along(f"M{x:g},{far:g}V{end:g}H{whole.left:g}", kind)
    yield arrow_head(whole.left, end, "right")


def _rails(whole: Plan, row: Row) -> Iterator[str]:
    """Yield the line from a place to the lanes of its steps, and in each lane to its boxes."""
    if not row.boxes:
        return
    y = row.top + BUS
    rails = sorted({box.x - RAIL / 2 - 0.4 for box in row.boxes})
    yield f'<path class="rail" d="M{whole.left + PLACE - 1:g},{y:g}H{rails[-1]:g}"/>'
    for x in rails:
        own = [box for box in row.boxes if abs(box.x - RAIL / 2 - 0.4 - x) < 0.01]  # noqa: PLR2004
        last = max(box.y for box in own) + 3
        yield f'<path class="rail" d="M{x:g},{y:g}V{last:g}"/>'
        for box in own:
            yield f'<path class="rail" d="M{x:g},{box.y + 3:g}H{box.x:g}"/>'
            yield arrow_head(box.x, box.y + 3, "right", 0.8)


def _place(whole: Plan, row: Row, marks: Marks) -> str:
    place = whole.chart.places[row.place]
    now = marks.standing.get(row.place)
    part = next((one.title for one in whole.chart.splits if one.id == place.branch), "")
    below = now or (f"并行：{part}" if part else "")
    kind = "place" + (" end" if place.final else "") + (" now" if now is not None else "")
    wide = PLACE - 1
    title = f"{whole.numbers[row.place]}{place.title}" + ("（续）" if row.continued else "")
    size = TITLE if width(title, TITLE) <= wide - 1 else (wide - 1) / width(title, 1)
    middle = row.top + PILL / 2 + (-0.4 if below else size * 0.36)
    shrunk = f' font-size="{size:.3g}"' if size != TITLE else ""
    words = words_at(whole.left + wide / 2, middle, "b m" if shrunk else "t m", title, shrunk)
    if below:
        line = wrapped(below, SMALL, wide - 1)[0]
        words += words_at(whole.left + wide / 2, middle + SMALL * SPACING + 0.4, "s m", line)
    return rectangle(kind, whole.left, row.top, wide, PILL) + words


def _step(box: Box, marks: Marks) -> str:
    move = box.move
    kind = "step" + (" back" if move.returns else "") + (" self" if move.operation else "")
    done = (move.source, move.id) in marks.taken
    if move.source in marks.standing:
        kind += " next"
    elif done:
        kind += " past"
    words, y = "", box.y + PAD
    for line in box.lines:
        size = TITLE if line.kind == "title" else SMALL
        tick = "✓" if done and line is box.lines[0] else ""
        y += line.height
        place = y - line.height / 2 + size * 0.36
        words += words_at(box.x + PAD, place, line.kind[0], tick + line.text)
    return rectangle(kind, box.x, box.y, box.width, box.height) + words
