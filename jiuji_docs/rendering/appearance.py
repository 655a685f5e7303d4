"""Show an approver's signature (签批外观): opinion, name and date in 仿宋, shrunk to the box.

The text is composed here, line by line, and only painted by WeasyPrint, so whether it fits is known
before anything is printed. The page has no background: what is printed in the box stays visible.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from jiuji_docs.domain.errors import DoesNotFit
from jiuji_docs.rendering.assets import AssetFetcher
from jiuji_docs.rendering.fit import LEADING, MM_PER_POINT, sizes
from jiuji_docs.rendering.fonts import FontSet
from jiuji_docs.rendering.sheet_lines import compose
from jiuji_docs.rendering.sheet_metrics import FALLBACKS, VALUE_FACE, Typeface, plain

FULL_SIZE, LEAST_SIZE = 12.0, 7.0
#: Space kept free inside the box's edges, in mm.
PAD = 0.8
#: Lines at the foot: who signed and when.
FOOT = 2

#: Composed lines of the opinion and of the foot.
_Laid = tuple[list[str], list[str]]


def signature_appearance(
    lines: Sequence[str], width: float, height: float, fonts: FontSet
) -> bytes:
    """Return a one-page PDF of *width* × *height* mm showing the lines, fonts embedded.

    The last two lines (name, date) stand at the foot on the right, the others (the opinion) above
    them. The type shrinks from 12 pt to 7 pt; DoesNotFit when even that is too large, GlyphMissing
    for a character that no font has.
    """
    face = Typeface(fonts)
    texts = [plain(line) for line in lines if line.strip()]
    face.audit([(VALUE_FACE, text.replace("\n", "")) for text in texts])
    for strict in (True, False):
        for size in sizes(FULL_SIZE, LEAST_SIZE):
            laid = _lay_out(texts, _Room(width, height, size, face), strict=strict)
            if laid is not None:
                return _paint(laid, size, width, height, fonts)
    raise DoesNotFit("签批意见", "签名处", "".join(texts))


class _Room:
    """What a box holds at one size: so many lines of so many em."""

    def __init__(self, width: float, height: float, size: float, face: Typeface) -> None:
        em = size * MM_PER_POINT
        self.ems = (width - 2 * PAD) / em
        self.lines = int((height - 2 * PAD) / (em * LEADING) + 1e-6)
        self._face = face

    def measure(self, character: str) -> float:
        """Return a character's advance in em."""
        return self._face.advance(VALUE_FACE, character)

    def holds(self, line: str) -> bool:
        """Whether a line fits without a break."""
        return sum(map(self.measure, line)) <= self.ems


def _lay_out(texts: list[str], room: _Room, *, strict: bool) -> _Laid | None:
    """Return the opinion's lines and the foot's, or None when they do not fit."""
    body, foot = texts[:-FOOT], [line.replace("\n", " ") for line in texts[-FOOT:]]
    if room.holds("　".join(foot)):
        foot = ["　".join(foot)]
    left = room.lines - len(foot)
    if left < 0 or not all(map(room.holds, foot)):
        return None
    if not body:
        return [], foot
    lines = compose("\n".join(body), room.ems, room.measure, most=left, strict=strict)
    return None if lines is None else ([line.text for line in lines], foot)


def _paint(laid: _Laid, size: float, width: float, height: float, fonts: FontSet) -> bytes:
    """Paint composed lines; WeasyPrint breaks none of them itself."""
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    body, foot = laid
    fetcher = AssetFetcher(
        {f"fonts/{path.name}": path.read_bytes for path in fonts.families.values()}
    )
    configuration = FontConfiguration()
    style = CSS(
        string=_style(size, width, height, fonts), url_fetcher=fetcher, font_config=configuration
    )
    markup = "".join(
        f'<div class="{name}">{"<br>".join(map(escape, part))}</div>'
        for name, part in (("opinion", body), ("foot", foot))
        if part
    )
    pdf: bytes = HTML(string=f"<body>{markup}", url_fetcher=fetcher).write_pdf(
        stylesheets=[style], font_config=configuration
    )
    fetcher.check()
    return pdf


def _style(size: float, width: float, height: float, fonts: FontSet) -> str:
    chain = ", ".join(name for name in (VALUE_FACE, *FALLBACKS) if name in fonts.families)
    return f"""{fonts.face_css()}
        @page {{ size: {width:.3f}mm {height:.3f}mm; margin: 0 }}
        body {{ margin: 0; font: {size}pt/{LEADING} {chain}; white-space: pre }}
        div {{ position: absolute }}
        .opinion {{ left: {PAD}mm; top: {PAD}mm }}
        .foot {{ right: {PAD}mm; bottom: {PAD}mm; text-align: right }}
    """
