"""Make a document's texts fit for lines: no line breaks inside, no control characters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jiuji_docs.domain.documents.frozen import freeze, thaw
from jiuji_docs.domain.documents.official import OfficialDocument
from jiuji_docs.domain.errors import PaperError

_WIDE_SPACE = "\u3000"


def printable(document: OfficialDocument) -> OfficialDocument:
    """Return the document with every narrow white space as a plain space.

    Raises PaperError for a control character, which neither PDF nor DOCX can show.
    """
    return thaw(_clean(freeze(document)))


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return _line(value)
    if isinstance(value, Mapping):
        return {name: _clean(one) for name, one in value.items()}
    return [_clean(one) for one in value] if isinstance(value, list) else value


def _line(text: str) -> str:
    line = "".join(" " if one.isspace() and one != _WIDE_SPACE else one for one in text)
    wrong = [one for one in line if ord(one) < ord(" ") or "\ud800" <= one <= "\udfff"]
    if wrong:
        raise PaperError(f"文字中有无法印出的控制字符（U+{ord(wrong[0]):04X}）")
    return line
