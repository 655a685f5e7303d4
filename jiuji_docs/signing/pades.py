"""Sign prepared fields (PAdES B-B), and offer ``prepare`` beside it.

A signature adds itself and nothing else: neither the document's metadata nor its PDF version is
touched, so the verifier may refuse every other change, and PDF/A stays what it was.
"""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.general import SigningError as PyHankoSigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, Signer
from pyhanko.sign.signers.constants import ESIC_EXTENSION_1
from pyhanko.sign.signers.pdf_signer import PdfSigningSession

from jiuji_docs.domain.errors import SigningError
from jiuji_docs.signing.fields import Rectangle, prepare, read_fields
from jiuji_docs.signing.stamp import Look
from jiuji_docs.signing.writer import QuietWriter

__all__ = ["prepare", "sign"]


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
    look = Look(appearance, _empty_field(fields, place), place)
    empty = sum(rectangle is not None for rectangle in fields.values())
    metadata = PdfSignatureMetadata(
        field_name=place,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        reason=reason,
        certify=empty == len(fields),
        docmdp_permissions=MDPPerm.FILL_FORMS if empty > 1 else MDPPerm.NO_CHANGES,
    )
    try:
        output = _DatedSigner(metadata, signer, at, look).sign_pdf(
            QuietWriter(io.BytesIO(pdf)), existing_fields_only=True
        )
    except (PdfError, PyHankoSigningError) as error:
        raise SigningError(f"“{place}”签名失败：{error}") from error
    return bytes(output.getvalue())


def _empty_field(fields: dict[str, Rectangle | None], place: str) -> Rectangle:
    if place not in fields:
        raise SigningError(f"文书上没有签名处“{place}”")
    box = fields[place]
    if box is None:
        raise SigningError(f"签名处“{place}”已签名，不能再签")
    return box


class _DatedSigner(PdfSigner):
    """Sign as of a given time, and declare no extension but PAdES's own.

    pyHanko would raise the file to PDF 2.0 for P-256 (ISO/TS 32002), which no PDF/A-2 may be.
    """

    def __init__(
        self,
        metadata: PdfSignatureMetadata,
        signer: Signer,
        at: dt.datetime,
        look: Look,
    ) -> None:
        super().__init__(metadata, signer, stamp_style=look.style())
        self._at = at

    def register_extensions(self, pdf_out: Any, *, md_algorithm: str) -> None:
        del md_algorithm
        pdf_out.register_extension(ESIC_EXTENSION_1)

    def init_signing_session(self, *arguments: Any, **options: Any) -> PdfSigningSession:
        session = super().init_signing_session(*arguments, **options)
        session.system_time = self._at
        return session
