"""Turn frozen content into bytes: the press's view of the rendering room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from jiuji_docs.definitions.catalog import Catalog
from jiuji_docs.definitions.paper_templates import layout_of
from jiuji_docs.domain.documents import frozen as frozen_documents
from jiuji_docs.domain.forms import frozen as frozen_sheets
from jiuji_docs.domain.forms.sheet import FormSheet, RenderedPaper
from jiuji_docs.domain.signing.seal import SealStyle, is_invented
from jiuji_docs.rendering.appearance import signature_appearance
from jiuji_docs.rendering.fonts import FontSet
from jiuji_docs.rendering.isolation import PaperProcess
from jiuji_docs.rendering.official_docx import official_docx
from jiuji_docs.rendering.paper_order import PaperOrder
from jiuji_docs.rendering.seal_image import no_picture, seal_pdf
from jiuji_docs.rendering.sheet_docx import sheet_docx
from jiuji_docs.rendering.sheet_metrics import Typeface


class Printer:
    """Make PDF and DOCX from frozen content, and the looks of signatures and seals (排版).

    PDFs are made in a child process of limited memory and time; close the printer to end it.
    """

    def __init__(self, catalog: Catalog, fonts: FontSet, address: str = "") -> None:
        self._catalog, self._fonts, self._address = catalog, fonts, address
        self._typeface = Typeface(fonts)
        self._process = PaperProcess()
        self._seals: dict[SealStyle, bytes] = {}

    def make(
        self, content: Mapping[str, Any], kept: Mapping[str, str] | None = None
    ) -> tuple[RenderedPaper, bytes]:
        """Return the paper and its DOCX; *content* is ``{"kind": …, "body": …}`` as it was frozen.

        *kept* holds the templates of the case's edition; what it lacks is taken from the program.
        """
        kept = kept or {}
        if content["kind"] == "official":
            document, layout = frozen_documents.thaw(content["body"]), layout_of(kept)
            paper = self._print("official", document, {"layout": layout}, kept)
            return paper, official_docx(document, layout)
        sheet = frozen_sheets.thaw(content["body"])
        return self.sheet(sheet, kept), sheet_docx(sheet, self._typeface, self._address)

    def sheet(self, sheet: FormSheet, kept: Mapping[str, str] | None = None) -> RenderedPaper:
        """Return a laid-out sheet on paper."""
        address = {"address": self._address} if self._address else {}
        return self._print("sheet", sheet, address, kept or {})

    def signature(self, lines: Sequence[str], width: float, height: float) -> bytes:
        """Return what an approver's signature looks like: a PDF page of the box's size in mm."""
        return signature_appearance(lines, width, height, self._fonts)

    def seal(self, name: str, diameter: float) -> bytes:
        """Return a specimen seal (样章) of an invented unit, drawn once; of a real organ, blank room.

        No picture of a real organ's seal is ever drawn: its signature stays without one, and the stamp
        of ink goes there.
        """
        if not is_invented(name):
            return no_picture(diameter)
        style = SealStyle(name=name, diameter=diameter)
        if style not in self._seals:
            self._seals[style] = seal_pdf(style, self._fonts)
        return self._seals[style]

    def close(self) -> None:
        """End the child process."""
        self._process.close()

    def _print(
        self, kind: str, content: object, options: Mapping[str, Any], kept: Mapping[str, str]
    ) -> RenderedPaper:
        room = "forms/sheet" if kind == "sheet" else "documents/official"
        order = PaperOrder(
            kind=kind,
            content=content,
            template=kept.get(f"{room}.pt") or self._catalog.template(f"{room}.pt"),
            css=kept.get(f"{room}.css") or self._catalog.template(f"{room}.css"),
            fonts=self._fonts,
            options=options,
        )
        return self._process.print(order)
