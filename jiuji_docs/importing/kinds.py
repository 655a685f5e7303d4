"""Tell by its first bytes what a file is, whatever its name says."""

from __future__ import annotations

import re

from jiuji_docs.domain.errors import PaperError

_REFUSED = (
    (b"%PDF", "PDF 文件不能导入，请导入 DOCX 或文本；检查版面请用 document check"),
    (b"\xd0\xcf\x11\xe0", "旧版 .doc、.wps 文件不能直接导入，请在 Word 或 WPS 中另存为 .docx"),
    (b"{\\rtf", "RTF 文件不能直接导入，请另存为 .docx"),
    (b"\x89PNG", "图片不能导入，请先识别为文字"),
    (b"\xff\xd8\xff", "图片不能导入，请先识别为文字"),
    (b"Rar!", "压缩包不能导入，请先解开"),
    (b"7z\xbc\xaf", "压缩包不能导入，请先解开"),
)
_BEGINS_A_PAGE = re.compile(
    r"\s*(<!doctype\s+html|<html|<head|<body|<meta\b|<\?xml[^>]*\?>\s*<!doctype html)",
    re.IGNORECASE,
)
_ELEMENT = re.compile(
    r"</?(p|div|span|br|table|tr|td|h[1-6]|strong|font|section|article)\b[^<>]{0,500}>",
    re.IGNORECASE,
)
_SEARCHED = 20_000
_FEWEST_ELEMENTS = 2


def kind_of(data: bytes) -> str:
    """Return ``docx``, or ``text`` for what must be decoded first; PaperError for other kinds."""
    for begin, message in _REFUSED:
        if data.startswith(begin):
            raise PaperError(message)
    return "docx" if data.startswith(b"PK") else "text"


def looks_like_web(text: str) -> bool:
    """Tell whether text is a web page or was copied from one with its marks."""
    head = text.lstrip("\ufeff")[:_SEARCHED]
    if _BEGINS_A_PAGE.match(head):
        return True
    return len(_ELEMENT.findall(head)) >= _FEWEST_ELEMENTS
