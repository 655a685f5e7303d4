"""Take a picture drawn in SVG onto a form sheet: its height at the page's width, and its words (图)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

from jiuji_docs.domain.errors import PaperError

#: An SVG does not take its faces from the page round it.
_FACES = '<svg font-family="JiujiHei,JiujiRare" '
#: What ``domain/charts`` draws: a view from the corner, words in text elements.
_VIEW = re.compile(r'<svg [^>]*viewBox="0 0 ([0-9.]+) ([0-9.]+)"')
_WORDS = re.compile(r"<text[^>]*>([^<]*)</text>")


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: its SVG, its height in mm where it is printed, and the words in it."""

    svg: str
    height: float
    words: str


def read_picture(svg: str, width: float) -> Picture:
    """Return *svg* as it stands *width* mm wide; PaperError when it does not say its size."""
    view = _VIEW.match(svg)
    if view is None or not float(view[1]):
        raise PaperError("图没有写明大小，放不到纸面上")
    height = width * float(view[2]) / float(view[1])
    named = svg.replace("<svg ", _FACES, 1)
    return Picture(named, height, unescape("".join(_WORDS.findall(svg))))
