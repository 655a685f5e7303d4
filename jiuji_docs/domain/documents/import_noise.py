"""Take signs out of a text that nobody sees, and say which (不可见字符)."""

from __future__ import annotations

import re
import unicodedata

from jiuji_docs.domain.documents.import_notes import TABLE_SIGN, Notes

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
#: Spaces of other widths that web pages and word processors leave; U+3000 is judged by place.
_SPACES = dict.fromkeys(
    map(ord, "\u00a0\u1680\u202f\u205f" + "".join(map(chr, range(0x2000, 0x200B))))
)
_KEPT_CONTROLS = frozenset("\t\n")
_INVISIBLE = frozenset({"Cc", "Cf", "Cn"})
_FULL_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
_LONE = re.compile("[\ud800-\udfff]")


def with_plain_line_ends(text: str) -> str:
    """Return *text* with a newline for every kind of line or page end."""
    return _LINE_ENDS.sub("\n", text)


def without_noise(text: str, number: int, notes: Notes) -> str:
    """Return *text* without what cannot be seen; digits are half-width (GB/T 15835)."""
    text = _mended(text, number, notes)
    gone = {char for char in text if _unseen(char)}
    if gone:
        dropped = "".join(char for char in text if char in gone)
        for char in sorted(gone):
            message = f"去掉不可见字符 U+{ord(char):04X}"
            notes.count("L-16", number, message, removed=char * dropped.count(char))
        text = "".join(char for char in text if char not in gone)
    spaced = text.translate(dict.fromkeys(_SPACES, " "))
    if spaced != text and spaced.strip():
        notes.count("L-16", number, "网页空格改为普通空格")
    plain = spaced.translate(_FULL_DIGITS)
    if plain != spaced:
        notes.add("L-05", number, "全角数字改为半角数字")
    return plain


def _unseen(char: str) -> bool:
    if char in _KEPT_CONTROLS:
        return False
    return char == TABLE_SIGN or unicodedata.category(char) in _INVISIBLE


def _mended(text: str, number: int, notes: Notes) -> str:
    """Replace halves of characters, and point at characters only one machine can show."""
    whole = _LONE.sub("\ufffd", text)
    if "\ufffd" in whole:
        notes.add("L-16", number, "有字符已经损坏（显示为 \ufffd），请对照原件补正", "doubtful")
    private = sorted({char for char in whole if unicodedata.category(char) == "Co"})
    if private:
        codes = "、".join(f"U+{ord(char):04X}" for char in private[:5])
        message = f"自造字（{codes}）换一台电脑就显示不出，请改为标准字"
        notes.add("L-16", number, message, "doubtful")
    return whole
