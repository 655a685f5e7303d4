"""Print an official document as PDF/A: plan its pages, let WeasyPrint draw them."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import TYPE_CHECKING

from chameleon import PageTemplate

from jiuji_docs.domain.documents.layout import Layout
from jiuji_docs.domain.documents.official import OfficialDocument
from jiuji_docs.domain.forms.sheet import RenderedPaper
from jiuji_docs.rendering.archival_pdf import VARIANT, write_archival
from jiuji_docs.rendering.assets import AssetFetcher
from jiuji_docs.rendering.fonts import FontSet
from jiuji_docs.rendering.libraries import require_libraries
from jiuji_docs.rendering.official_html import pieces, printed_pages
from jiuji_docs.rendering.official_marks import PlannedDocument
from jiuji_docs.rendering.official_metrics import Faces
from jiuji_docs.rendering.official_pages import plan
from jiuji_docs.rendering.official_text import printable
from jiuji_docs.rendering.page_html import StyleBook
from jiuji_docs.rendering.sheet_pdf import font_assets

if TYPE_CHECKING:
    from weasyprint.document import Document


class OfficialPress:
    """A press for official documents (公文印制): one font configuration and style for all of them.

    ``template`` is the text of ``official.pt``, ``css`` of ``official.css``. Not safe for several
    threads at once.
    """

    def __init__(self, template: str, css: str, fonts: FontSet) -> None:
        require_libraries()
        from weasyprint import CSS
        from weasyprint.text.fonts import FontConfiguration

        self._template = PageTemplate(template)
        self._faces = Faces(fonts)
        self._fetcher = AssetFetcher(font_assets(fonts))
        self._fonts, self._looks = FontConfiguration(), StyleBook()
        families = "\n".join(
            f".{name} {{ font-family: {fonts.chain(name)}; }}" for name in fonts.families
        )
        self._style = CSS(
            string=f"{fonts.face_css()}\n{families}\n{css}",
            font_config=self._fonts,
            url_fetcher=self._fetcher,
        )
        self._fetcher.check()

    def plan(self, document: OfficialDocument, layout: Layout) -> PlannedDocument:
        """Return where everything goes, without drawing it."""
        return plan(document, layout, self._faces)

    def pdf(
        self,
        document: OfficialDocument,
        *,
        layout: Layout,
        created: dt.datetime | None = None,
    ) -> RenderedPaper:
        """Return the document as PDF/A-2b; ``places`` has "seal" for a stamped document.

        ``layout`` holds the figures of the standard. The same document gives the same bytes.
        ``created`` (aware) is left out of the file when not given. Raises PaperError or
        GlyphMissing.
        """
        document = printable(document)
        planned = self.plan(document, layout)
        substitutions = self._faces.typeface.audit(pieces(planned))
        html = self._html(document, planned, created)
        identifier = hashlib.sha256(html.encode()).hexdigest()[:32]
        pdf = write_archival(self._render(html), identifier)
        self._fetcher.check()
        return RenderedPaper(
            pdf=pdf,
            pages=len(planned.pages),
            places=planned.places,
            substitutions=substitutions,
        )

    def _html(
        self, document: OfficialDocument, planned: PlannedDocument, created: dt.datetime | None
    ) -> str:
        author = "、".join(document.signatories) or document.mark
        metadata = [("author", author), ("description", document.number)]
        if created is not None:
            moment = created.isoformat(timespec="seconds")
            metadata += [("dcterms.created", moment), ("dcterms.modified", moment)]
        html: str = self._template.render(
            title=document.full_title,
            metadata=[one for one in metadata if one[1]],
            pages=printed_pages(planned, self._faces.typeface),
        )
        return html

    def _render(self, html: str) -> Document:
        page = self._looks.page(html, self._fetcher)
        document = page.render(
            font_config=self._fonts,
            stylesheets=[self._style, self._looks.sheet],
            pdf_variant=VARIANT,
        )
        self._fetcher.check()
        return document
