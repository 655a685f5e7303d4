"""Show a one-page PDF in a signature field, centred, at exactly its own size."""

from __future__ import annotations

import io
from typing import Any

from pyhanko.pdf_utils.content import AppearanceContent
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import init_xobject_dictionary
from pyhanko.stamp import BaseStampStyle

from jiuji_docs.domain.errors import SigningError
from jiuji_docs.signing.fields import Rectangle

#: Rounding allowed between a field and what it shows, in points.
TOLERANCE = 0.5


class Look:
    """The page to show and the field it goes into (签名外观), both in points."""

    def __init__(self, pdf: bytes, field: Rectangle, place: str) -> None:
        try:
            self.reader = PdfFileReader(io.BytesIO(pdf))
            found = self.reader.find_page_for_modification(0)
            left, bottom, right, top = map(float, found[0].get_object()["/MediaBox"])
        except (PdfError, KeyError, ValueError) as error:
            raise SigningError(f"签名外观不是可用的单页 PDF：{error}") from error
        self.width, self.height = field[2] - field[0], field[3] - field[1]
        spare = self.width - (right - left), self.height - (top - bottom)
        if min(spare) < -TOLERANCE:
            raise SigningError(f"签名外观大于签名处“{place}”")
        self.shift = spare[0] / 2 - left, spare[1] / 2 - bottom

    def style(self) -> BaseStampStyle:
        """Return the look as pyHanko wants it."""
        return _LookStyle(self)


class _LookStyle(BaseStampStyle):
    """Neither border, background nor text: pyHanko's own stamp text would break PDF/A."""

    def __init__(self, look: Look) -> None:
        super().__init__(border_width=0)
        object.__setattr__(self, "look", look)

    def create_stamp(self, writer: Any, box: Any, text_params: Any) -> Any:
        """Return the appearance; the field's own size counts, since *box* is whole points."""
        del box, text_params
        return _LookStamp(vars(self)["look"], writer)


class _LookStamp(AppearanceContent):
    """pyHanko cuts boxes down to whole points, which readers then stretch by as much as 3 %."""

    def __init__(self, look: Look, writer: Any) -> None:
        super().__init__(writer)
        self._look = look

    def as_form_xobject(self) -> Any:
        """Return the field-sized form that paints the imported page."""
        page = self._ensure_writer.import_page_as_xobject(self._look.reader)
        self.resources.xobject["/Appearance"] = page
        across, along = self._look.shift
        return init_xobject_dictionary(
            f"q 1 0 0 1 {across:.4f} {along:.4f} cm /Appearance Do Q".encode(),
            self._look.width,
            self._look.height,
            self.resources.as_pdf_object(),
        )
