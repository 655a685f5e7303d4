"""Refuse characters that no form field may hold, and bring text to one form (文字规范化).

PostgreSQL refuses NUL and lone surrogates, DOCX and XML refuse most controls and U+FFFE, a
direction mark can make one name read as another. What passes can be stored, signed and printed.
"""

from __future__ import annotations

import unicodedata

#: Marks that turn the reading direction around.
_DIRECTION = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
#: Marks that show nothing and make two equal-looking names differ.
_INVISIBLE = frozenset(
    "\u00ad\u180e\u200b\u200c\u200d\u2060\u2061\u2062\u2063\u2064\ufeff\ufff9\ufffa\ufffb"
)
#: Every way a program ends a line; in text of several lines they all become one newline.
_LINE_ENDS = ("\r\n", "\r", "\u0085", "\u2028", "\u2029")
_BLANKS = " \t\r\n\u00a0\u3000"
#: Composing (NFC) seldom makes one character of more than this many.
_SLACK = 4
_NEVER_ASSIGNED = range(0xFDD0, 0xFDF0)
_LAST_TWO_OF_A_PLANE = 0xFFFE


def clean(text: str, *, lines: bool = False, limit: int = 0) -> str:
    """Return *text* in NFC without blanks round it.

    With *lines* it may have tabs and several lines, each ended by a newline. *limit* is the most
    characters (0: any number). Raises ValueError with a Chinese message that names the place of
    the first character that is refused: controls, lone surrogates, direction marks, invisible
    marks, private-use characters and noncharacters.
    """
    if limit and len(text) > _SLACK * limit + 16:  # do not walk through a whole book first
        raise ValueError(f"内容过长，最多 {limit} 字")
    unified = _unify(text) if lines else text
    plain = unicodedata.normalize("NFC", unified).strip(_BLANKS)
    for place, character in enumerate(plain, start=1):
        if refusal := _refusal(character, lines=lines):
            raise ValueError(f"第 {place} 个字符{refusal}")
    if limit and len(plain) > limit:
        raise ValueError(f"内容过长，最多 {limit} 字，现有 {len(plain)} 字")
    return plain


def _unify(text: str) -> str:
    for end in _LINE_ENDS:
        text = text.replace(end, "\n")
    return text


def _refusal(character: str, *, lines: bool) -> str:
    """Return why a character is refused, empty when it is not."""
    if character in "\n\t":
        return "" if lines else "是换行或制表符，此处只能填写一行"
    if character in _DIRECTION:
        return f"会改变文字方向（{_name(character)}），请删去"
    category = unicodedata.category(character)
    if character in _INVISIBLE or category in ("Cc", "Zl", "Zp"):
        return f"是看不见的控制字符（{_name(character)}），请删去"
    if category in ("Co", "Cs") or _is_noncharacter(ord(character)):
        return f"无法识别（{_name(character)}），请改用标准汉字"
    return ""


def _is_noncharacter(code: int) -> bool:
    """Whether Unicode promises never to assign this code (U+FDD0–FDEF, U+xxFFFE, U+xxFFFF).

    Other unassigned codes pass: a newer Unicode may have made a rare character of a name of them.
    """
    return code in _NEVER_ASSIGNED or code & _LAST_TWO_OF_A_PLANE == _LAST_TWO_OF_A_PLANE


def _name(character: str) -> str:
    return f"U+{ord(character):04X}"
