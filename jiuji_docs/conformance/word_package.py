"""Open a Word file as hostile input: bounded, nothing followed, nothing executed (DOCX 安全读取)."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from typing import Any

from lxml import etree

from jiuji_docs.domain.errors import PaperError

#: Parts of one file, bytes of one part and of all, and how deep elements may lie in each other.
MOST_PARTS, LARGEST_PART, LARGEST_WHOLE, DEEPEST = 2_000, 40_000_000, 120_000_000, 200
#: Packed bytes may grow this much; XML of a document grows some thirty times.
MOST_GROWTH = 400
MAIN = "word/document.xml"


@dataclass(frozen=True, slots=True)
class Package:
    """The XML parts of a Word file by name, parsed, and the addresses outside that it names."""

    parts: dict[str, Any]
    names: tuple[str, ...]
    external: tuple[str, ...]


def open_package(data: bytes) -> Package:
    """Return the parts of a DOCX; PaperError in Chinese when it is none, broken, or too large."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            _bound(infos)
            parts = {
                info.filename: _parse(archive.read(info), info.filename)
                for info in infos
                if info.filename.endswith((".xml", ".rels"))
            }
    except PaperError:
        raise
    except (
        zipfile.BadZipFile,
        NotImplementedError,
        RuntimeError,
        EOFError,
        OSError,
        ValueError,
    ) as error:
        raise PaperError("不是能打开的 DOCX：已损坏、已加密或不是 Word 文件") from error
    except Exception as error:  # zlib and struct errors of damaged members
        raise PaperError("不是能打开的 DOCX：压缩内容已损坏") from error
    if MAIN not in parts:
        raise PaperError("不是 Word 文件：没有 word/document.xml")
    return Package(parts, tuple(info.filename for info in infos), tuple(_external(parts)))


def _bound(infos: list[zipfile.ZipInfo]) -> None:
    if len(infos) > MOST_PARTS:
        raise PaperError(f"DOCX 里有 {len(infos)} 个部分，不像公文")
    whole = sum(info.file_size for info in infos)
    packed = sum(info.compress_size for info in infos)
    largest = max((info.file_size for info in infos), default=0)
    if largest > LARGEST_PART or whole > LARGEST_WHOLE or whole > MOST_GROWTH * (packed + 10_000):
        raise PaperError("DOCX 展开后过大，不予打开")


def _parse(content: bytes, name: str) -> Any:
    """Parse one part without DTD, entities, network or huge trees."""
    if len(content) > LARGEST_PART:
        raise PaperError("DOCX 展开后过大，不予打开")
    if b"<!DOCTYPE" in content[:4096] or b"<!ENTITY" in content:
        raise PaperError(f"DOCX 的 {name} 含有文档类型声明，不予打开")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False
    )
    try:
        return etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise PaperError(f"DOCX 的 {name} 不是完好的 XML") from error


def _external(parts: dict[str, Any]) -> list[str]:
    """Return what relationships point at outside the file; hyperlinks count too."""
    return [
        str(relation.get("Target", ""))[:200]
        for name, root in parts.items()
        if name.endswith(".rels")
        for relation in root
        if isinstance(relation.tag, str) and relation.get("TargetMode") == "External"
    ]
