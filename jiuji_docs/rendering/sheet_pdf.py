"""Print a form sheet as PDF/A: plan it, let WeasyPrint draw it, read its places back."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from chameleon import PageTemplate

from jiuji_docs.domain.errors import PaperError
from jiuji_docs.domain.forms.sheet import FormSheet, Place, RenderedPaper
from jiuji_docs.rendering.archival_pdf import VARIANT, open_metadata, write_archival
from jiuji_docs.rendering.assets import Asset, AssetFetcher
from jiuji_docs.rendering.fonts import FontSet
from jiuji_docs.rendering.libraries import require_libraries
from jiuji_docs.rendering.sheet_html import anchor_of, printed_pages
from jiuji_docs.rendering.sheet_metrics import Typeface, plain
from jiuji_docs.rendering.sheet_plan import Plan, plan

if TYPE_CHECKING:
    from weasyprint.document import Document

__all__ = ["VARIANT", "SheetPress", "font_assets", "open_metadata"]

#: CSS pixels to mm.
_MM = 25.4 / 96


class SheetPress:
    """A press for form sheets (表单印制): one font configuration and style for all its papers.

    ``template`` is the text of ``sheet.pt``, ``css`` of ``sheet.css``. Not safe for several threads
    at once; ``rendering.isolation`` gives each process its own.
    """

    def __init__(self, template: str, css: str, fonts: FontSet) -> None:
        require_libraries()
        from weasyprint import CSS
        from weasyprint.text.fonts import FontConfiguration

        self._template = PageTemplate(template)
        self._typeface = Typeface(fonts)
        self._fetcher = AssetFetcher(font_assets(fonts))
        self._fonts = FontConfiguration()
        self._style = CSS(
            string="\n".join((fonts.face_css(), _family_css(fonts), css)),
            font_config=self._fonts,
            url_fetcher=self._fetcher,
        )
        self._fetcher.check()

    def pdf(
        self,
        sheet: FormSheet,
        *,
        author: str = "",
        created: dt.datetime | None = None,
        address: str = "",
    ) -> RenderedPaper:
        """Return the sheet as PDF/A-2b.

        The same sheet gives the same bytes. ``author`` defaults to the sheet's unit; ``created``
        (aware) is left out of the file when not given; ``address`` stands before the code in the QR.
        Raises PaperError, DoesNotFit, GlyphMissing.
        """
        planned = plan(sheet, self._typeface)
        substitutions = self._typeface.audit(planned.pieces)
        html = self._html(planned, author or sheet.unit, created, address)
        document = self._render(html)
        pdf = write_archival(document, hashlib.sha256(html.encode()).hexdigest()[:32])
        self._fetcher.check()
        return RenderedPaper(
            pdf=pdf,
            pages=len(document.pages),
            places=_places(planned, document),
            overflow=planned.overflow,
            substitutions=substitutions,
        )

    def _html(self, planned: Plan, author: str, created: dt.datetime | None, address: str) -> str:
        metadata = [("author", author)] if author else []
        if created is not None:
            moment = created.isoformat(timespec="seconds")
            metadata += [("dcterms.created", moment), ("dcterms.modified", moment)]
        html: str = self._template.render(
            title=" ".join(plain(planned.sheet.title).split("\n")),
            metadata=metadata,
            orientation=planned.sheet.orientation,
            pages=printed_pages(planned, self._typeface, address),
        )
        return html

    def _render(self, html: str) -> Document:
        from weasyprint import HTML

        document = HTML(string=html, url_fetcher=self._fetcher).render(
            font_config=self._fonts, stylesheets=[self._style], pdf_variant=VARIANT
        )
        self._fetcher.check()
        return document


def font_assets(fonts: FontSet) -> dict[str, Asset]:
    """Return the font files as assets, named as the @font-face rules name them."""
    return {f"fonts/{path.name}": _reader(path) for path in fonts.families.values()}


def _reader(path: Path) -> Asset:
    return path.read_bytes


def _family_css(fonts: FontSet) -> str:
    return "\n".join(f".{name} {{ font-family: {fonts.chain(name)}; }}" for name in fonts.families)


def _places(planned: Plan, document: Document) -> dict[str, Place]:
    """Read where WeasyPrint really put each named place; a name used twice is a PaperError."""
    names = [cell.box.place for cell in planned.cells if cell.box.place]
    if len(names) != len(set(names)):
        raise PaperError(f"{planned.sheet.title}：签名或盖章位置重名")
    anchors = {anchor_of(name): name for name in names}
    found = {}
    for number, page in enumerate(document.pages, start=1):
        for anchor, (left, top, right, bottom) in page.anchors.items():
            if anchor in anchors:
                corner = round(left * _MM, 3), round(top * _MM, 3)
                size = round((right - left) * _MM, 3), round((bottom - top) * _MM, 3)
                found[anchors[anchor]] = Place(number, *corner, *size)
    return {name: found[name] for name in names}
