"""Read, write and typeset official documents that stand outside any case (公文起草与排版)."""

from __future__ import annotations

from pathlib import Path

from jiuji_docs.definitions.documents import document_template, read_document, shipped_layout
from jiuji_docs.domain.documents.import_text import Imported, import_circular
from jiuji_docs.domain.documents.official import OfficialDocument
from jiuji_docs.domain.documents.written import write
from jiuji_docs.domain.errors import DefinitionError, NotFound, PaperError
from jiuji_docs.domain.forms.sheet import RenderedPaper
from jiuji_docs.rendering.fonts import installed_fonts
from jiuji_docs.rendering.official_docx import official_docx
from jiuji_docs.rendering.official_pdf import OfficialPress

#: A text larger than this is no circular.
_LARGEST = 2_000_000


def import_file(source: Path, target: Path) -> Imported:
    """Read the plain text of a circular and write it as a document file (TOML).

    Raises NotFound, PaperError (empty, not UTF-8, too large) or Refused (classified).
    """
    imported = import_circular(_text(source))
    target.write_text(write(imported.document), "utf-8")
    return imported


def load_document(source: Path) -> OfficialDocument:
    """Return the document of a document file; DefinitionError says where it is wrong."""
    if source.suffix.lower() != ".toml":
        raise DefinitionError(
            source.name, "应为公文稿文件（.toml）；纯文本请先用 document import 导入"
        )
    return read_document(_text(source), source.name)


def render_pdf(
    document: OfficialDocument, *, margin_mode: str = "dialog", preprinted: bool = False
) -> RenderedPaper:
    """Return the document as PDF/A; SetUpError when the fonts were not built.

    *preprinted* leaves mark and red rules to the paper in the printer (套打).
    """
    template, css = document_template("official.pt"), document_template("official.css")
    press = OfficialPress(template, css, installed_fonts())
    return press.pdf(document, layout=shipped_layout(margin_mode, preprinted=preprinted))


def render_docx(
    document: OfficialDocument, *, margin_mode: str = "dialog", preprinted: bool = False
) -> bytes:
    """Return the document as DOCX; needs no fonts."""
    return official_docx(document, shipped_layout(margin_mode, preprinted=preprinted))


def _text(source: Path) -> str:
    try:
        data = source.read_bytes()
    except FileNotFoundError as error:
        raise NotFound(f"没有这个文件：{source}") from error
    if len(data) > _LARGEST:
        raise PaperError(f"文件过大（{len(data)} 字节），不像一份公文")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise PaperError(f"{source.name} 不是 UTF-8 文本，请先转换编码") from error
