"""Draw figures as bars in SVG (条形图、柱形图): no script, no style, readable in black and white."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

#: Millimetres-like units of the picture; type is 3.2 units high.
_WIDTH, _LINE, _NAMES, _VALUES = 130.0, 7.0, 44.0, 24.0
_HEIGHT, _FOOT, _HEAD = 62.0, 8.0, 8.0
_TYPE, _DOWN = 3.4, 4.6
_BAR, _INK, _SOFT = "#1f4e8c", "#1a1a1a", "#888888"
#: A name longer than this is cut; the table beside has it whole.
_LONGEST = 12


def bars(title: str, rows: Sequence[tuple[str, float, str]]) -> str:
    """Return lying bars, a line each: name, value, and the value as it is written."""
    height = _LINE * len(rows) + 2
    return _picture(title, _WIDTH, height, "".join(_lying(rows)))


def _lying(rows: Sequence[tuple[str, float, str]]) -> Iterator[str]:
    most = max((value for _name, value, _words in rows), default=0) or 1
    room = _WIDTH - _NAMES - _VALUES
    for line, (name, value, words) in enumerate(rows):
        top, length = line * _LINE + 1, room * value / most
        yield _text(_NAMES - 2, top + _DOWN, _short(name), "end")
        yield _rect(_NAMES, top, length, _LINE - 1.6)
        yield _text(_NAMES + length + 1.5, top + _DOWN, words, "start")


def columns(title: str, rows: Sequence[tuple[str, float, str]]) -> str:
    """Return standing columns, one per row: name below, value above."""
    return _picture(title, _WIDTH, _HEIGHT, "".join(_standing(rows)))


def _standing(rows: Sequence[tuple[str, float, str]]) -> Iterator[str]:
    most = max((value for _name, value, _words in rows), default=0) or 1
    step, base = _WIDTH / max(len(rows), 1), _HEIGHT - _FOOT
    yield f'<path d="M0 {base}h{_WIDTH}" stroke="{_SOFT}" stroke-width=".3"/>'
    for place, (name, value, words) in enumerate(rows):
        high = (base - _HEAD) * value / most
        left = place * step + step * 0.2
        yield _rect(left, base - high, step * 0.6, high)
        yield _text(left + step * 0.3, base + _DOWN + 0.4, _short(name), "middle")
        if value:
            yield _text(left + step * 0.3, base - high - 1.2, words, "middle")


def _picture(title: str, width: float, height: float, inside: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" class="bars" role="img" '
        f'aria-label="{escape(title)}"><title>{escape(title)}</title>{inside}</svg>'
    )


def _rect(left: float, top: float, width: float, height: float) -> str:
    return (
        f'<rect x="{left:.2f}" y="{top:.2f}" width="{max(width, 0):.2f}" height="{max(height, 0):.2f}" '
        f'fill="{_BAR}"/>'
    )


def _text(left: float, down: float, words: str, anchor: str) -> str:
    return (
        f'<text x="{left:.2f}" y="{down:.2f}" font-size="{_TYPE}" text-anchor="{anchor}" fill="{_INK}">'
        f"{escape(words)}</text>"
    )


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"
