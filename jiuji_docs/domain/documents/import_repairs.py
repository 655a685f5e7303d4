"""Write the marks of one piece of text as the standards do, noting each change."""

from __future__ import annotations

import re
from collections.abc import Callable

from jiuji_docs.domain.documents.import_notes import Notes, RawLine

_HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_YEAR_BRACKETS = re.compile(r"[\[【(（〔［](\d{4})[\]】)）〕］](?=\s*第?\s*\d+\s*号)")
_OPEN_YEAR = re.compile(r"〔(\d{4})(\d+)号")
_YEAR_WITHOUT_SIGN = re.compile(r"(?<!\d)(?:19|20)\d{2}(?:0?[1-9]|1[0-2])月")
_HALF = re.compile(rf"(?<=[{_HAN}”》）0-9])([,;:?!])(?=[{_HAN}“《（\s]|$)")
_PARENTHESES = re.compile(rf"\(([^()]*[{_HAN}][^()]*)\)")
_ORDINAL = re.compile(r"^[(（]([一二三四五六七八九十]+)[)）]\s*")
_SPACE = re.compile(rf"(?<=[{_HAN}，。、；：！？）》”])[ \u3000]+(?=[{_HAN}0-9“《（])")
_SPACE_AFTER_DIGIT = re.compile(rf"(?<=[0-9”])[ \u3000]+(?=[{_HAN}])")
_FULL = str.maketrans(",;:?!", "，；：？！")


def tidied(text: str, number: int, notes: Notes) -> str:
    """Apply every rule of form, and point at what only the original can settle."""
    bare = text.strip(" \u3000")
    if bare != text:
        notes.count("L-07", number, "去掉行首行末的空格")
    for rule, message, change in _CHANGES:
        changed = change(bare)
        if changed != bare:
            notes.add(rule, number, message + _places(rule, bare, changed))
            bare = changed
    if _OPEN_YEAR.search(bare):
        notes.add("L-02", number, "发文字号的六角括号没有闭合，请核对原件", "doubtful")
    if slip := _YEAR_WITHOUT_SIGN.search(bare):
        message = f"日期“{slip.group()}”缺“年”字，请核对原件"
        notes.add("L-04", number, message, "doubtful")
    return bare


def _places(rule: str, before: str, after: str) -> str:
    """Say how many marks were changed; a number's two brackets count once."""
    if rule not in ("L-01", "L-05"):
        return ""
    marks = sum(one != other for one, other in zip(before, after, strict=True))
    return f"（{marks // 2 if rule == 'L-01' else marks} 处）"


def _full_width(text: str) -> str:
    text = _PARENTHESES.sub(r"（\1）", text)
    return _HALF.sub(lambda match: match.group(1).translate(_FULL), text)


def _ordinals(text: str) -> str:
    return _ORDINAL.sub(r"（\1）", text)


def _spaces(text: str) -> str:
    return _SPACE_AFTER_DIGIT.sub("", _SPACE.sub("", text))


#: Rule id, message, change; applied in this order. Spaces wait: titles and rosters still need them.
_CHANGES: tuple[tuple[str, str, Callable[[str], str]], ...] = (
    ("L-01", "发文字号的年份改用六角括号〔〕", lambda text: _YEAR_BRACKETS.sub(r"〔\1〕", text)),
    ("L-06", "层次序号改为全角（一）", _ordinals),
    ("L-05", "半角标点改为全角", _full_width),
)


def without_spaces(line: RawLine, notes: Notes) -> str:
    """Return running text without the spaces that copying left between characters."""
    text = _spaces(line.text)
    if text != line.text:
        notes.add("L-07", line.number, "去掉文字中间的空格")
    return text
