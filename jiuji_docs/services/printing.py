"""Turn frozen content into bytes: the press's view of the rendering room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from jiuji_docs.definitions.catalog import Catalog
from jiuji_docs.domain.documents import frozen as frozen_documents
from jiuji_docs.domain.forms import frozen as frozen_sheets
from jiuji_docs.domain.forms.sheet import RenderedPaper
from jiuji_docs.domain.signing.seal import SealStyle
from jiuji_docs.rendering.appearance import signature_appearance
from jiuji_docs.rendering.fonts import FontSet
from jiuji_docs.rendering.official_docx import official_docx
from jiuji_docs.rendering.seal_image import seal_pdf
from jiuji_docs.rendering.sheet_docx import sheet_docx


class Printer:
    """Make PDF and DOCX from frozen content, and the looks of signatures and seals (排版)."""

    def __init__(self, catalog: Catalog, fonts: FontSet) -> None:
        self._catalog, self._fonts = catalog, fonts
        self._seals: dict[SealStyle, bytes] = {}

    def make(self, content: Mapping[str, Any], title: str) -> tuple[RenderedPaper, bytes]:
        """Return the paper and its DOCX."""
        raise NotImplementedError

    def signature(self, lines: Sequence[str], width: float, height: float) -> bytes:
        """Return what an approver's signature looks like: a PDF page of the box's size in mm."""
        return signature_appearance(lines, width, height, self._fonts)

    def seal(self, style: SealStyle) -> bytes:
        """Return a specimen seal (样章), drawn once per style."""
        if style not in self._seals:
            self._seals[style] = seal_pdf(style, self._fonts)
        return self._seals[style]
