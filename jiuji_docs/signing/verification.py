"""Judge a signed PDF: who signed what and when, and whether one byte changed (验签)."""

from __future__ import annotations

import hashlib
import io
import logging
from collections.abc import Iterator, Sequence

from asn1crypto import pem
from asn1crypto import x509 as asn1_x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigSeedSubFilter, enumerate_sig_fields
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from jiuji_docs.domain.errors import SigningError
from jiuji_docs.domain.signing.signature import (
    ExpectedSignatures,
    Finding,
    SignatureReport,
    Subject,
    VerificationReport,
)
from jiuji_docs.signing.policy import ONLY_SIGNING, container_is_plain, judge_set, judge_signers

# Every reason pyHanko logs is also a finding; without this the last-resort handler would print
# tracebacks.
for _name in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(_name).addHandler(logging.NullHandler())


def verify_pdf(
    pdf: bytes,
    roots: Sequence[bytes],
    *,
    expected: ExpectedSignatures | None = None,
    sha256: str | None = None,
) -> VerificationReport:
    """Return the verdict on a file by the strict policy; a broken file is only a finding.

    *roots* are the only certificates trusted (PEM or DER; SigningError when one cannot be read).
    *expected* is the exact set and order of signatures, the empty tuple for a paper without any.
    *sha256* is the recorded digest.
    """
    trusted = [certificate(root) for root in roots]
    digest = hashlib.sha256(pdf).hexdigest()
    findings: list[Finding] = []
    if sha256 is not None and sha256.strip().lower() != digest:
        findings.append(Finding("digest_differs", "文件与登记的 SHA-256 不一致，内容已被改动"))
    try:
        marks, empty = _read(pdf, trusted, findings)
    except Exception as error:  # noqa: BLE001 - hostile input breaks a parser in any way it likes
        findings.append(Finding("unreadable", f"文件无法解析：{_reason(error)}"))
        return VerificationReport(digest, findings=tuple(findings))
    findings.extend(judge_signers(marks))
    findings.extend(judge_set(marks, expected))
    return VerificationReport(digest, tuple(marks), tuple(findings), tuple(empty))


def certificate(data: bytes) -> asn1_x509.Certificate:
    """Return a certificate given as PEM or DER; SigningError when it cannot be read."""
    try:
        if pem.detect(data):
            data = pem.unarmor(data)[2]
        found = asn1_x509.Certificate.load(data, strict=True)
        found.native  # noqa: B018 - asn1crypto parses lazily; an unreadable root must fail here
    except (ValueError, TypeError) as error:
        raise SigningError("根证书无法读取") from error
    return found


def _read(
    pdf: bytes, roots: Sequence[asn1_x509.Certificate], findings: list[Finding]
) -> tuple[list[SignatureReport], list[str]]:
    """Return the signatures in order of signing and the names of empty fields."""
    reader = PdfFileReader(io.BytesIO(pdf))
    if reader.encrypted:
        findings.append(Finding("encrypted", "文件已加密，无法核验"))
        return [], []
    marks = []
    embedded_signatures = list(reader.embedded_signatures)
    for embedded in embedded_signatures:
        mark, reasons = _examine(embedded, pdf, roots)
        marks.append(mark)
        findings.extend(reasons)
    if marks and not marks[-1].covers_whole_file:
        findings.append(Finding("not_covered", "最后一个签名之后还有内容", marks[-1].place))
    empty = [name for name, _, _ in enumerate_sig_fields(reader, filled_status=False)]
    return marks, empty


def _examine(
    embedded: EmbeddedPdfSignature, pdf: bytes, roots: Sequence[asn1_x509.Certificate]
) -> tuple[SignatureReport, list[Finding]]:
    """Validate one signature at the time it claims."""
    place = str(embedded.field_name)
    try:
        context = ValidationContext(
            trust_roots=list(roots),
            allow_fetching=False,
            moment=embedded.self_reported_timestamp,
            revocation_mode="soft-fail",
        )
        status = validate_pdf_signature(embedded, context, diff_policy=ONLY_SIGNING)
        plain = container_is_plain(embedded, pdf)
    except Exception as error:  # noqa: BLE001 - as above, but the other signatures are still worth a report
        reason = Finding("broken", f"签名已损坏：{_reason(error)}", place)
        return SignatureReport(place), [reason]
    reasons = list(_objections(embedded, status, place, plain=plain))
    return _report(embedded, status, len(pdf), place, plain=plain), reasons


def _objections(
    embedded: EmbeddedPdfSignature, status: PdfSignatureStatus, place: str, *, plain: bool
) -> Iterator[Finding]:
    if not (status.intact and status.valid):
        yield Finding("altered", "签名后的内容已被改动", place)
    if not (status.docmdp_ok and _whole_revision(status)):
        yield Finding("forbidden_change", f"签名之后有不允许的改动{_detail(status)}", place)
    if not status.trusted:
        yield Finding("not_trusted", "签名证书不是由所给根证书签发，签名人身份不可信", place)
    if embedded.sig_object.get("/SubFilter") != SigSeedSubFilter.PADES.value:
        yield Finding("not_pades", "签名格式不是 PAdES", place)
    if not plain:
        yield Finding("container", "签名数据的写法与本系统不符，可能被改动", place)


def _whole_revision(status: PdfSignatureStatus) -> bool:
    coverage = status.coverage
    return coverage is not None and coverage >= SignatureCoverageLevel.ENTIRE_REVISION


def _detail(status: PdfSignatureStatus) -> str:
    result = status.diff_result
    return f"（{_reason(result)}）" if isinstance(result, Exception) else ""


def _report(
    embedded: EmbeddedPdfSignature,
    status: PdfSignatureStatus,
    size: int,
    place: str,
    *,
    plain: bool,
) -> SignatureReport:
    name = embedded.signer_cert.subject.native
    subject = _subject(str(name.get("user_id", "")))
    end = int(embedded.byte_range[2]) + int(embedded.byte_range[3])
    return SignatureReport(
        place=place,
        kind=subject.kind if subject else "",
        account=subject.id if subject else "",
        signer=str(name.get("common_name", "")),
        unit=str(name.get("organization_name", "")),
        at=embedded.self_reported_timestamp,
        intact=bool(
            status.intact
            and status.valid
            and status.docmdp_ok
            and _whole_revision(status)
            and plain
        ),
        trusted=bool(status.trusted),
        covers_whole_file=status.coverage == SignatureCoverageLevel.ENTIRE_FILE and end == size,
    )


def _subject(text: str) -> Subject | None:
    try:
        return Subject.parse(text)
    except SigningError:
        return None


def _reason(error: Exception) -> str:
    """Return one short line of a library's own words."""
    lines = str(error).splitlines() or [""]
    return (lines[0] or type(error).__name__)[:120]
