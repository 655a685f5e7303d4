"""Draw the planned sheets of a flow as SVG that prints on A4 across (流程图)."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from math import inf

from jiuji_docs.domain.charts.chart import Chart
from jiuji_docs.domain.charts.sheet_drawing import body_of
from jiuji_docs.domain.charts.sheet_marks import Marks
from jiuji_docs.domain.charts.sheet_notes import Note, notes_of, pages_of_notes
from jiuji_docs.domain.charts.sheet_plan import plan
from jiuji_docs.domain.charts.sheet_shapes import HEAD, MARGIN, PAGE, SMALL
from jiuji_docs.domain.charts.sheet_strokes import rectangle, style_with, words_at
from jiuji_docs.domain.charts.sheet_text import FONTS, width

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
    body = body_of(one, sheet, marks)
    return "\n".join([head, told, *body, "</svg>"])


def _pages(chart: Chart) -> Iterator[tuple[str, list[str]]]:
    """Yield the title and body of each sheet of one route, notes behind."""
    whole = plan(chart)
    route = next(iter(chart.routes.values()))
    title = chart.title if route == chart.title else f"{chart.title}（{route}）"
    notes = notes_of(chart)
    for sheet in whole.sheets:
        body = list(body_of(whole, sheet, _NOTHING))
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
        f"<title>{escape(title)}　{count}</title>{style_with(fonts)}",
        words_at(PAGE[0] / 2, MARGIN + 4.6, "h m", title),
        words_at(PAGE[0] / 2, MARGIN + 9, "s q m", f"依据：{chart.basis}" if chart.basis else ""),
        words_at(PAGE[0] - MARGIN, PAGE[1] - MARGIN, "s q e", f"版本 {chart.edition}　{count}"),
        *_legend(PAGE[1] - MARGIN),
    ]
    return "\n".join([head, *words, *body, "</svg>"]) + "\n"


def _legend(y: float) -> Iterator[str]:
    """Yield what the signs mean."""
    x = MARGIN
    for kind, words in (
        ("place", "环节（粗边：终点）"),
        ("step", "办理：岗位所在栏"),
        ("step back", "退回"),
        ("step self", "由程序记录"),
    ):
        yield rectangle(kind, x, y - 2.6, 6, 3)
        yield words_at(x + 7, y - 0.3, "s q", words)
        x += 9 + width(words, SMALL) + 4
    yield words_at(x, y - 0.3, "s q", "→ 办理后所到环节；↻ 仍在原环节；左侧虚线为退回的去向")


def _note(note: Note) -> str:
    return words_at(note.x, note.y, "t" if note.head else "s", note.text)
