r"""Write and read the few marks that keep typed text lossless: ``\\`` ``\|`` ``\‖`` ``\n`` ``\t`` and blanks.

A blank at the edge of a text would be lost when the line is read, so it is written as its code, ``\u3000``.
"""

from __future__ import annotations

import re
import unicodedata

_LETTERS = {"\n": "n", "\r": "r", "\t": "t"}
_BY_LETTER = {letter: mark for mark, letter in _LETTERS.items()}
_SPECIAL = re.compile(r"[\\|‖\n\r\t]")
_EDGES = re.compile(r"^\s+|\s+$")
_MARK = re.compile(r"\\(u[0-9a-f]{4}|.)?", re.DOTALL)


def escaped(text: str) -> str:
    """Return *text* on one line, without bare marks and without blanks at its edges."""
    inner = _SPECIAL.sub(lambda found: "\\" + _LETTERS.get(found.group(), found.group()), text)
    return _EDGES.sub(lambda found: "".join(map(_coded, found.group())), inner)


def unescaped(text: str) -> str:
    """Undo :func:`escaped`; a mark that says nothing is left as it was typed."""
    return _MARK.sub(_read, text)


def split(text: str, mark: str) -> tuple[str, str, str]:
    """Partition *text* at the first *mark* that has no backslash before it; the parts stay escaped."""
    found = re.search(
        rf"(?:\\.|[^\\{re.escape(mark)}])*?(?:\\$)?(?={re.escape(mark)}|$)", text, re.DOTALL
    )
    end = found.end() if found else len(text)
    return text[:end], text[end : end + 1], text[end + 1 :]


def _coded(blank: str) -> str:
    return f"\\u{ord(blank):04x}"


def _read(found: re.Match[str]) -> str:
    code = found.group(1) or ""
    if len(code) == len("u3000"):
        blank = chr(int(code[1:], 16))
        # Only blanks are written so; any other code would let characters in that no text may hold.
        return blank if unicodedata.category(blank).startswith("Z") else found.group()
    return _BY_LETTER.get(code, code) if code in {*"\\|‖", *_BY_LETTER} else found.group()
