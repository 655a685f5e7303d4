"""Check a signed file (验签): who signed what, when, and whether one byte changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from jiuji_docs.domain.calendar import BEIJING
from jiuji_docs.domain.errors import SigningError
from jiuji_docs.domain.signing.signature import (
    UNIT,
    ExpectedSignature,
    ExpectedSignatures,
    SignatureReport,
    VerificationReport,
    person,
    unit,
)
from jiuji_docs.services.settings import Settings
from jiuji_docs.signing.keyring import Keyring
from jiuji_docs.signing.verification import verify_pdf

if TYPE_CHECKING:
    from jiuji_docs.services.house import House


class Mark(Protocol):
    """What this module reads of a stored signature's row."""

    place: str
    kind: str
    account_id: str
    unit_id: str
    state: str


def verify_file(
    file: Path, *, root: Path | None = None, sha256: str | None = None
) -> VerificationReport:
    """Return the verdict on a file; *root* is the trusted certificate, by default this office's.

    SigningError, with one Chinese line, when the file or the root cannot be read.
    """
    return verify_pdf(_read(file, "文件"), [root_certificate(root)], sha256=sha256)


def verify_document(house: House, document_id: int) -> VerificationReport:
    """Return the verdict on a stored paper, held against what the database expects on it."""
    with house.desk(write=False) as desk:
        document = desk.documents.get(document_id)
        expected = expected_signatures(desk.documents.signatures(document_id))
        digest = document.pdf_hash
    pdf = house.store.get(digest)
    roots = [house.keyring.root_certificate()]
    return verify_pdf(pdf, roots, expected=expected, sha256=digest)


def expected_signatures(marks: Iterable[Mark]) -> ExpectedSignatures:
    """Return what must stand on a paper by its signature rows, given in the order of signing."""
    return tuple(
        ExpectedSignature(
            mark.place, unit(mark.unit_id) if mark.kind == "seal" else person(mark.account_id)
        )
        for mark in marks
        if mark.state == "applied"
    )


def in_words(report: VerificationReport) -> list[str]:
    """Return the report as Chinese lines for people."""
    lines = [f"SHA-256：{report.sha256}"]
    lines += [_mark_in_words(number, mark) for number, mark in enumerate(report.signatures, 1)]
    if report.empty:
        lines.append(f"尚未签署：{'、'.join(report.empty)}")
    lines += [
        f"问题：{f'〔{item.place}〕' if item.place else ''}{item.message}"
        for item in report.findings
    ]
    verdict = "有效：签名均可信，签后未改动一个字节" if report.ok else "无效：见上列问题"
    return [*lines, f"结论：{verdict}"]


def as_plain(report: VerificationReport) -> dict[str, Any]:
    """Return the report as plain data for JSON."""
    return {
        "ok": report.ok,
        "sha256": report.sha256,
        "signatures": [_plain(mark) for mark in report.signatures],
        "findings": [
            {"code": item.code, "place": item.place, "message": item.message}
            for item in report.findings
        ],
        "empty": list(report.empty),
    }


def _mark_in_words(number: int, mark: SignatureReport) -> str:
    sort = "印章" if mark.kind == UNIT else "签名"
    who = mark.signer or "不明"
    if mark.kind != UNIT and mark.account:
        who += f"（{mark.unit}，账户 {mark.account}）"
    state = "内容完整" if mark.intact else "内容已变"
    trust = "身份可信" if mark.trusted else "身份不可信"
    return f"{sort} {number}：{mark.place}　{who}　{_time(mark)}　{state}，{trust}"


def _time(mark: SignatureReport) -> str:
    if mark.at is None:
        return "时间不明"
    return f"{mark.at.astimezone(BEIJING):%Y-%m-%d %H:%M:%S}"


def _plain(mark: SignatureReport) -> Mapping[str, Any]:
    return {
        "place": mark.place,
        "kind": mark.kind,
        "account": mark.account,
        "signer": mark.signer,
        "unit": mark.unit,
        "at": mark.at.isoformat() if mark.at else None,
        "intact": mark.intact,
        "trusted": mark.trusted,
        "covers_whole_file": mark.covers_whole_file,
    }


def root_certificate(path: Path | None) -> bytes:
    """Return the trusted certificate, by default this office's; SigningError when there is none."""
    if path is not None:
        return _read(path, "根证书")
    keyring = Keyring(Settings.read().keys)
    if not keyring.exists():
        raise SigningError("本机没有根证书，请用 --root 指定")
    return keyring.root_certificate()


def _read(path: Path, what: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise SigningError(f"{what}无法读取：{path}（{error.strerror}）") from error
