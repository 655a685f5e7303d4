"""Import and read official documents that stand outside any case (公文导入)."""

from __future__ import annotations

from pathlib import Path

from jiuji_docs.definitions.documents import read_document
from jiuji_docs.domain.documents.import_notes import Notes
from jiuji_docs.domain.documents.import_text import LONGEST_TEXT, Imported, import_lines
from jiuji_docs.domain.documents.official import OfficialDocument
from jiuji_docs.domain.documents.scraps import source_lines
from jiuji_docs.domain.documents.written import write
from jiuji_docs.domain.errors import DefinitionError, NotFound, PaperError
from jiuji_docs.importing.bounds import LARGEST_FILE
from jiuji_docs.importing.encodings import decode
from jiuji_docs.importing.kinds import kind_of, looks_like_web
from jiuji_docs.importing.read_docx import read_docx
from jiuji_docs.importing.read_web import read_web


def import_file(source: Path, target: Path) -> Imported:
    """Read a document's text, DOCX or web page and write it as a document file (TOML).

    Raises NotFound and what :func:`import_bytes` raises.
    """
    imported = import_bytes(_data(source), source.name)
    target.write_text(write(imported.document), "utf-8")
    return imported


def import_bytes(data: bytes, name: str) -> Imported:
    """Return the document that a file's bytes hold; what they are is told by them, not by *name*.

    Nothing is fetched and no character is lost without a finding. Raises PaperError (empty, too
    large, damaged, or a kind that cannot be imported) or Refused (classified).
    """
    if len(data) > LARGEST_FILE:
        raise PaperError(f"{name} 过大（{len(data)} 字节），不像一份公文")
    notes = Notes()
    if kind_of(data) == "docx":
        return import_lines(read_docx(data, notes), notes, unit="段")
    text = decode(data, notes)
    if looks_like_web(text):
        return import_lines(read_web(text, notes), notes, unit="段")
    if len(text) > LONGEST_TEXT:
        raise PaperError(f"文本过长（{len(text)} 字），不像一份公文")
    return import_lines(source_lines(text), notes)


def load_document(source: Path) -> OfficialDocument:
    """Return the document of a document file; DefinitionError says where it is wrong."""
    if source.suffix.lower() != ".toml":
        raise DefinitionError(
            source.name, "应为公文稿文件（.toml）；纯文本请先用 document import 导入"
        )
    return read_document(_text(source), source.name)


def _data(source: Path) -> bytes:
    try:
        with source.open("rb") as opened:
            return opened.read(LARGEST_FILE + 1)
    except OSError as error:
        raise NotFound(f"没有这个文件，或者不能读：{source}") from error


def _text(source: Path) -> str:
    data = _data(source)
    if len(data) > LARGEST_FILE:
        raise PaperError(f"{source.name} 过大，不像一份公文")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise PaperError(f"{source.name} 不是 UTF-8 文本，请先转换编码") from error
