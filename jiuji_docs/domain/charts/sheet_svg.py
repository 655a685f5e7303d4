"""Draw the planned sheets of a flow as SVG that prints on A4 across (流程图)."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from math import inf

from jiuji_docs.domain.charts.chart import Chart
from jiuji_docs.domain.charts.sheet_marks import Marks
from jiuji_docs.domain.charts.sheet_notes import Note, notes_of, pages_of_notes
from jiuji_docs.domain.charts.sheet_plan import (
    BUS,
    CHANNEL,
    HEAD,
    MARGIN,
    PAD,
    PAGE,
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
    from_elsewhere,
    plan,
)
from jiuji_docs.domain.charts.sheet_text import FONTS, width, wrapped

_STYLE = (
    "text{fill:#1a1a1a}.h{font-size:5px;font-weight:bold}.b{font-weight:bold}.t{font-size:2.7px;font-weight:bold}.s{font-size:2.3px}"
    ".q{fill:#444}.m{text-anchor:middle}.e{text-anchor:end}"
    ".lane{fill:none;stroke:#999;stroke-width:.15}.role{fill:#eee;stroke:#999;stroke-width:.15}"
    ".step{fill:#fff;stroke:#333;stroke-width:.25}.back{stroke-dasharray:1.2 .8}"
    ".self{fill:#f4f4f4}.place{fill:#e3ecf4;stroke:#234;stroke-width:.35}"
    ".end{stroke-width:.7}.way{fill:none;stroke:#456;stroke-width:.28}"
    ".rail{fill:none;stroke:#889;stroke-width:.2}.dot{fill:#456}.tip{fill:#456}"
    ".now{fill:#ffe08a;stroke:#7a4b00;stroke-width:.8}.past{fill:#e6efe6}"
    ".next{stroke:#0b5394;stroke-width:.7}"
)
_NOTHING = Marks({})


def sheets(chart: Chart, fonts: str = FONTS) -> tuple[str, ...]:
    """Return every A4 sheet of a chart as an SVG document of its own, one route after the other."""
    pages = [page for route in chart.routes for page in _pages(chart.on(route))]
    return tuple(
        _document(chart, page, f"第 {number} 页，共 {len(pages)} 页", fonts)
        for number, page in enumerate(pages, start=1)
    )


def svg(chart: Chart) -> str:
    """Return all sheets in one SVG document, one below the other."""
    every = sheets(chart)
    size = f'width="{PAGE[0]:g}mm" height="{PAGE[1] * len(every):g}mm"'
    view = f'viewBox="0 0 {PAGE[0]:g} {PAGE[1] * len(every):g}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} {view} role="img" lang="zh-Hans">'
    inner = (
        text.replace("<svg ", f'<svg y="{PAGE[1] * at:g}" ', 1) for at, text in enumerate(every)
    )
    return "\n".join([head, f"<title>{escape(chart.title)}</title>", *inner, "</svg>"]) + "\n"


def picture(chart: Chart, route: str, marks: Marks, *, title: str, description: str) -> str:
    """Return one route without page breaks, marked for a case, to stand in a page (事项流程图).

    It carries no style of its own, which the pages' content policy forbids: ``style_rules`` says what the
    pages' style sheet has for it.
    """
    one = plan(chart.on(route), height=inf)
    sheet = one.sheets[0]
    top = MARGIN + HEAD - 2
    view = f"{MARGIN - 4:g} {top:g} {PAGE[0] - 2 * MARGIN + 8:g} {sheet.bottom + 2 - top:g}"
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view}"'
    head += f' class="flow" role="img" lang="zh-Hans" aria-labelledby="title-{route} text-{route}">'
    told = f'<title id="title-{route}">{escape(title)}</title>'
    told += f'<desc id="text-{route}">{escape(description)}</desc>'
    body = _body(one, sheet, marks)
    return "\n".join([head, told, *body, "</svg>"])


def style_rules(prefix: str) -> str:
    """Return the rules of the drawing for a style sheet, each behind *prefix* (a selector)."""
    rules = (rule for rule in _STYLE.split("}") if rule)
    return "\n".join(f"{prefix} {rule}}}" for rule in rules)


def _style(fonts: str) -> str:
    return f"<style>text{{font-family:{fonts}}}{_STYLE}</style>"


def _pages(chart: Chart) -> Iterator[tuple[str, list[str]]]:
    """Yield the title and body of each sheet of one route, notes behind."""
    whole = plan(chart)
    route = next(iter(chart.routes.values()))
    title = chart.title if route == chart.title else f"{chart.title}（{route}）"
    notes = notes_of(chart)
    for sheet in whole.sheets:
        body = list(_body(whole, sheet, _NOTHING))
        if sheet is whole.sheets[-1]:
            first, *more = pages_of_notes(notes, sheet.bottom + 2)
            body += [_note(note) for note in first]
        yield title, body
    for page in more:
        yield title, [_note(note) for note in page]


def _document(chart: Chart, page: tuple[str, list[str]], count: str, fonts: str) -> str:
    title, body = page
    size = f'width="{PAGE[0]:g}mm" height="{PAGE[1]:g}mm" viewBox="0 0 {PAGE[0]:g} {PAGE[1]:g}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" lang="zh-Hans">'
    words = [
        f"<title>{escape(title)}　{count}</title>{_style(fonts)}",
        _text(PAGE[0] / 2, MARGIN + 4.6, "h m", title),
        _text(PAGE[0] / 2, MARGIN + 9, "s q m", f"依据：{chart.basis}" if chart.basis else ""),
        _text(PAGE[0] - MARGIN, PAGE[1] - MARGIN, "s q e", f"版本 {chart.edition}　{count}"),
        *_legend(PAGE[1] - MARGIN),
    ]
    return "\n".join([head, *words, *body, "</svg>"]) + "\n"


def _body(whole: Plan, sheet: Sheet, marks: Marks) -> Iterator[str]:
    """Yield the lanes, lines, places and steps of a sheet."""
    yield from _lanes(whole, sheet)
    rows = {row.place: row for row in sheet.rows if not row.continued}
    for source, target in sheet.down:
        x = whole.left + 5
        yield _way(f"M{x:g},{rows[source].top + PILL:g}V{rows[target].top:g}")
        yield _tip(x, rows[target].top, "down")
    for channel in sheet.channels:
        yield from _channel(whole, channel, rows, sheet)
    for row in sheet.rows:
        yield from _rails(whole, row)
        yield _place(whole, row, marks)
        if not row.continued and (signs := from_elsewhere(whole, row.place)):
            for line, words in enumerate(_from(whole, signs), start=1):
                yield _text(whole.left + 6.5, row.top + PILL + 3 * line, "s q", words)
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
        yield _rect("role", x, top, wide, ROLES)
        yield _rect("lane", x, top, wide, bottom - top)
        lines = wrapped(title, TITLE, wide - 2)[:2]
        begin = top + ROLES / 2 + TITLE * 0.36 - (len(lines) - 1) * TITLE * SPACING / 2
        for count, line in enumerate(lines):
            yield _text(x + wide / 2, begin + count * TITLE * SPACING, "t m", line)


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
        yield _way(f"M{whole.left:g},{y:g}H{x:g}", kind)
        yield f'<circle class="dot" cx="{x:g}" cy="{y:g}" r=".45"/>'
    far = max(starts, key=lambda y: abs(y - end))
    yield _way(f"M{x:g},{far:g}V{end:g}H{whole.left:g}", kind)
    yield _tip(whole.left, end, "right")


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
            yield _tip(box.x, box.y + 3, "right", 0.8)


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
    words = _text(whole.left + wide / 2, middle, "b m" if shrunk else "t m", title, shrunk)
    if below:
        line = wrapped(below, SMALL, wide - 1)[0]
        words += _text(whole.left + wide / 2, middle + SMALL * SPACING + 0.4, "s m", line)
    return _rect(kind, whole.left, row.top, wide, PILL) + words


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
        words += _text(box.x + PAD, place, line.kind[0], tick + line.text)
    return _rect(kind, box.x, box.y, box.width, box.height) + words


def _legend(y: float) -> Iterator[str]:
    """Yield what the signs mean."""
    x = MARGIN
    for kind, words in (
        ("place", "环节（粗边：终点）"),
        ("step", "办理：岗位所在栏"),
        ("step back", "退回"),
        ("step self", "由程序记录"),
    ):
        yield _rect(kind, x, y - 2.6, 6, 3)
        yield _text(x + 7, y - 0.3, "s q", words)
        x += 9 + width(words, SMALL) + 4
    yield _text(x, y - 0.3, "s q", "→ 办理后所到环节；↻ 仍在原环节；左侧虚线为退回的去向")


def _note(note: Note) -> str:
    return _text(note.x, note.y, "t" if note.head else "s", note.text)


def _text(x: float, y: float, kind: str, words: str, more: str = "") -> str:
    return f'<text class="{kind}" x="{x:.2f}" y="{y:.2f}"{more}>{escape(words)}</text>'


def _rect(kind: str, x: float, y: float, wide: float, high: float) -> str:
    round_by = 2 if "place" in kind else 0.6 if "step" in kind else 0
    size = f'x="{x:.2f}" y="{y:.2f}" width="{wide:.2f}" height="{high:.2f}"'
    return f'<rect class="{kind}" {size} rx="{round_by:g}"/>'


def _way(path: str, kind: str = "way") -> str:
    return f'<path class="{kind}" d="{path}"/>'


def _tip(x: float, y: float, to: str, size: float = 1.2) -> str:
    """Return the head of an arrow that ends at a point, pointing down or right."""
    half = size * 0.55
    if to == "down":
        return f'<path class="tip" d="M{x:g},{y:g}l{-half:g},{-size:g}h{2 * half:g}z"/>'
    return f'<path class="tip" d="M{x:g},{y:g}l{-size:g},{-half:g}v{2 * half:g}z"/>'
