"""Check an archive package, a folder or a zip file: every byte, its signature, the papers' own (验包)."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jiuji_docs.domain.archives.package import (
    RECORD,
    SIGNATURE,
    TAG_MANIFEST,
    faults,
    listed,
)
from jiuji_docs.domain.errors import SigningError
from jiuji_docs.signing.manifest_signature import judge_manifest
from jiuji_docs.signing.verification import verify_pdf

#: A package of more is not opened: one item is a document or a case.
MOST_FILES, MOST_BYTES = 2000, 1024**3


@dataclass(frozen=True, slots=True)
class PackageReport:
    """The verdict on a package: 档号, who signed its manifest, how many files, what is wrong."""

    reference: str
    signer: str
    files: int
    signed_papers: int
    findings: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.findings


def check_package(path: Path, roots: list[bytes]) -> PackageReport:
    """Return the verdict; *roots* are the only certificates trusted. SigningError for no package at all."""
    files = dict(_read_zip(path) if path.is_file() else _read_folder(path))
    findings = list(faults(files))
    verdict = judge_manifest(files.get(TAG_MANIFEST, b""), files.get(SIGNATURE, b""), roots)
    if verdict.problem:
        findings.append(verdict.problem)
    record = _record(files)
    findings += _against_record(files, record)
    signed = 0
    for name in sorted(files):
        if name.startswith("data/") and name.endswith(".pdf") and b"/ByteRange" in files[name]:
            signed += 1
            report = verify_pdf(files[name], roots)
            findings += [f"{name}：{one.message}" for one in report.findings]
    return PackageReport(
        str(record.get("档号", "")), verdict.signer, len(files), signed, tuple(findings)
    )


def in_words(report: PackageReport) -> list[str]:
    """Return the report as Chinese lines for people."""
    lines = [
        f"归档包：{report.reference or '不明'}",
        f"文件 {report.files} 个，其中有签名或印章的版式文件 {report.signed_papers} 个",
        f"清单签名：{report.signer or '不明'}",
        *(f"问题：{one}" for one in report.findings),
    ]
    verdict = "有效：每个字节与归档时相同，签名可信" if report.ok else "无效：见上列问题"
    return [*lines, f"结论：{verdict}"]


def _record(files: dict[str, bytes]) -> dict[str, Any]:
    try:
        record = json.loads(files.get(RECORD, b"{}"))
    except ValueError:
        return {}
    return record if isinstance(record, dict) else {}


def _against_record(files: dict[str, bytes], record: dict[str, Any]) -> Iterator[str]:
    """Say where the record and the manifest name different files."""
    try:
        there = {path.removeprefix("data/"): digest for path, digest in listed(files).items()}
    except ValueError:
        return
    named = {
        str(one.get("名称")): str(one.get("SHA-256"))
        for one in record.get("文件", ())
        if isinstance(one, dict)
    }
    if not record or named != there:
        yield f"{RECORD} 所列文件与包内不符"


def _read_folder(path: Path) -> Iterator[tuple[str, bytes]]:
    size = 0
    for count, file in enumerate(sorted(path.rglob("*"))):
        if file.is_symlink():
            raise SigningError(f"归档包中不应有链接：{file.name}")
        if not file.is_file():
            continue
        size += file.stat().st_size
        _refuse_too_much(count, size)
        yield file.relative_to(path).as_posix(), file.read_bytes()


def _read_zip(path: Path) -> Iterator[tuple[str, bytes]]:
    try:
        with zipfile.ZipFile(path) as archive:
            entries = [one for one in archive.infolist() if not one.is_dir()]
            _refuse_too_much(len(entries), sum(one.file_size for one in entries))
            if len({one.filename for one in entries}) != len(entries):
                raise SigningError(f"归档包中有重名的文件：{path.name}")
            tops = {one.filename.partition("/")[0] for one in entries}
            for one in entries:
                name = one.filename.partition("/")[2] if len(tops) == 1 else one.filename
                yield name, archive.read(one)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError) as error:
        raise SigningError(f"归档包无法读取：{path.name}") from error


def _refuse_too_much(files: int, size: int) -> None:
    if files > MOST_FILES or size > MOST_BYTES:
        raise SigningError(f"归档包过大：最多 {MOST_FILES} 个文件、{MOST_BYTES // 1024**2} MB")
