"""Refuse characters that no form field may hold, and bring text to one form (文字规范化)."""

from __future__ import annotations

import unicodedata

#: Marks that turn the reading direction around and can make a name read as another one.
_DIRECTION = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
#: Invisible characters that make two equal-looking names differ.
_INVISIBLE = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad")
_LINE_MARKS = frozenset("\n\t")


def clean(text: str, *, lines: bool = False, limit: int = 0) -> str:
    """Return *text* in NFC without surrounding blanks; line breaks become ``\\n`` and need ``lines``.

    Raises ValueError with a Chinese message for control characters, lone surrogates, direction marks,
    invisible characters, private-use characters, or more than *limit* characters (0 is no limit).
    """
    if limit and len(text) > limit * 4 + 16:
        raise ValueError(f"不能超过 {limit} 字")
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise ValueError("含有无法识别的字符")
    plain = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    for character in plain:
        _check(character, lines=lines)
    if limit and len(plain) > limit:
        raise ValueError(f"不能超过 {limit} 字，现有 {len(plain)} 字")
    return plain


def _check(character: str, *, lines: bool) -> None:
    if character in _LINE_MARKS and lines:
        return
    category = unicodedata.category(character)
    if category == "Cc":
        raise ValueError("不能换行" if character == "\n" else "含有控制字符")
    if character in _DIRECTION:
        raise ValueError("含有改变文字方向的字符")
    if character in _INVISIBLE or category in ("Zl", "Zp"):
        raise ValueError("含有看不见的字符")
    if category in ("Cn", "Co", "Cs"):
        raise ValueError(f"含有无法打印的字符 U+{ord(character):04X}")
