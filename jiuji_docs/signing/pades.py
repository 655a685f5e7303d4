"""Sign prepared fields (PAdES B-B), and offer ``prepare`` beside it.

A signature adds itself and nothing else: neither the document's metadata nor its PDF version is
touched, so the verifier may refuse every other change, and PDF/A stays what it was.
"""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

from pyhanko.pdf_utils.content import ImportedPdfPage
from pyhanko.pdf_utils.layout import (
    AxisAlignment,
    BoxConstraints,
    InnerScaling,
    Margins,
    SimpleBoxLayoutRule,
)
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.general import SigningError as PyHankoSigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, Signer
from pyhanko.sign.signers.constants import ESIC_EXTENSION_1
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko.stamp import StaticStampStyle

from jiuji_docs.domain.errors import SigningError
from jiuji_docs.signing.fields import Rectangle, prepare, read_fields
from jiuji_docs.signing.writer import QuietWriter

__all__ = ["prepare", "sign"]

#: Rounding allowed between a field and its appearance, in points.
TOLERANCE = 0.5

#: Centred and never scaled: a seal of 42 mm must measure 42 mm on paper whatever its field's size.
_TRUE_SIZE = SimpleBoxLayoutRule(
    x_align=AxisAlignment.ALIGN_MID,
    y_align=AxisAlignment.ALIGN_MID,
    margins=Margins.uniform(0),
    inner_content_scaling=InnerScaling.NO_SCALING,
)


def sign(
    pdf: bytes, *, place: str, signer: Signer, appearance: bytes, reason: str, at: dt.datetime
) -> bytes:
    """Return the PDF signed at the named field as of *at*.

    *appearance* is a one-page PDF, shown at true size.

    The first signature certifies the paper: signatures in the other prepared fields stay allowed,
    anything else does not; when no other field is left, nothing at all may follow.
    """
    if at.tzinfo is None:
        raise SigningError("签名时间必须带时区")
    fields = read_fields(pdf)
    box = _empty_field(fields, place)
    look = _PageOf(appearance)
    _refuse_oversize(look, box, place)
    empty = sum(rectangle is not None for rectangle in fields.values())
    metadata = PdfSignatureMetadata(
        field_name=place,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        reason=reason,
        certify=empty == len(fields),
        docmdp_permissions=MDPPerm.FILL_FORMS if empty > 1 else MDPPerm.NO_CHANGES,
    )
    style = StaticStampStyle(
        background=look, background_layout=_TRUE_SIZE, background_opacity=1.0, border_width=0
    )
    try:
        output = _DatedSigner(metadata, signer, at, style).sign_pdf(
            QuietWriter(io.BytesIO(pdf)), existing_fields_only=True
        )
    except (PdfError, PyHankoSigningError) as error:
        raise SigningError(f"「{place}」签名失败：{error}") from error
    return bytes(output.getvalue())


def _empty_field(fields: dict[str, Rectangle | None], place: str) -> Rectangle:
    if place not in fields:
        raise SigningError(f"文书上没有签名处「{place}」")
    box = fields[place]
    if box is None:
        raise SigningError(f"签名处「{place}」已签名，不能再签")
    return box


def _refuse_oversize(look: _PageOf, box: Rectangle, place: str) -> None:
    """Refuse what would be cut off at the field's edge."""
    width, height = look.size
    if width > box[2] - box[0] + TOLERANCE or height > box[3] - box[1] + TOLERANCE:
        raise SigningError(f"签名外观大于签名处「{place}」")


class _PageOf(ImportedPdfPage):
    """The first page of a PDF held in memory, as content of a stamp."""

    def __init__(self, pdf: bytes) -> None:
        super().__init__("", 0)  # type: ignore[no-untyped-call]
        try:
            self._reader = PdfFileReader(io.BytesIO(pdf))
            page = self._reader.find_page_for_modification(0)[0].get_object()
            left, bottom, right, top = (float(value) for value in page["/MediaBox"])
        except (PdfError, KeyError, ValueError) as error:
            raise SigningError(f"签名外观不是可用的单页 PDF：{error}") from error
        self.size = (right - left, top - bottom)
        self.box = BoxConstraints(width=self.size[0], height=self.size[1])

    def render(self) -> bytes:
        """Import the page as a form XObject and paint it."""
        self.resources.xobject["/Appearance"] = self._ensure_writer.import_page_as_xobject(
            self._reader
        )
        return b"/Appearance Do"


class _DatedSigner(PdfSigner):
    """Sign as of a given time, and declare no extension but PAdES's own.

    pyHanko would raise the file to PDF 2.0 for P-256 (ISO/TS 32002), which no PDF/A-2 may be.
    """

    def __init__(
        self,
        metadata: PdfSignatureMetadata,
        signer: Signer,
        at: dt.datetime,
        style: StaticStampStyle,
    ) -> None:
        super().__init__(metadata, signer, stamp_style=style)
        self._at = at

    def register_extensions(self, pdf_out: Any, *, md_algorithm: str) -> None:
        del md_algorithm
        pdf_out.register_extension(ESIC_EXTENSION_1)

    def init_signing_session(self, *arguments: Any, **options: Any) -> PdfSigningSession:
        session = super().init_signing_session(*arguments, **options)
        session.system_time = self._at
        return session
