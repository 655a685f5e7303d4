"""Find slips of writing in a line of text: numbers, dates, marks, ordinals (行文用字)."""

from __future__ import annotations

import re
from collections.abc import Iterator

#: Longer lines are cut here: nothing a person writes as one paragraph is longer.
LONGEST_LINE = 20_000

_HAN = "\u3400-\u9fff"
_YEAR = re.compile(
    r"[\[【(（［｛{](\d{4}|\d{2})[\]】)）］｝}]\s{0,2}第?\s{0,2}\d{1,5}号|〔\d{1,3}〕\d{1,5}号"
)
_OPEN = re.compile(r"〔\d{5,10}号|〔\d{4}(?![\d〕])")
_FIRST = re.compile(r"〔\d{4}〕(?:第\d{1,5}号|0\d{0,4}号)")
_DATE = re.compile(
    r"\d{4}年0\d月|\d{4}年\d{1,2}月0\d日|(?<!\d)\d{4}[./]\d{1,2}[./]\d{1,2}(?!\d)"
    r"|[二一][〇○零Ｏ0Oo一二三四五六七八九]{3}年|(?<!\d)(?:19|20)\d{3,4}月"
)
_HALF = re.compile(
    rf"(?<=[{_HAN}”》）0-9])[,;:?!](?=[{_HAN}“《（\s]|$)|\([^()]{{0,60}}[{_HAN}][^()]{{0,60}}\)"
)
_STRAIGHT = re.compile(r"[\"']")
_ORDINAL = re.compile(
    r"^[(][一二三四五六七八九十]{1,3}[)]|^\d{1,2}[、．]|^\d{1,2}\.[ \u3000]|^[（(]\d{1,2}[)）]、"
)
_SPACE = re.compile(rf"(?<=[{_HAN}，。、；：！？])[ \u3000]{{1,8}}(?=[{_HAN}])")
_RESIDUE = re.compile(
    r"\[bookmark:|^#{1,6}\s|\*\*|小编|推荐访问|点击(?:查看|下载)|责任编辑"
    r"|内容由.{0,20}(?:AI|人工智能).{0,6}生成|AI生成，仅供参考|作为(?:一个)?(?:AI|人工智能)"
)
_LINK = re.compile(r"(?:https?|ftp|file)://|www\.[a-z0-9-]{2,}\.", re.IGNORECASE)
_ID = re.compile(
    r"(?<!\d)[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}[\dXx](?!\d)"
)
_CARD = re.compile(r"(?<!\d)62\d{14,17}(?!\d)")
_MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
_PAIRS = {"“": "”", "‘": "’", "《": "》", "〈": "〉", "（": "）", "〔": "〕", "【": "】"}


def slips(line: str) -> Iterator[tuple[str, str]]:
    """Yield (rule id, the words that break it) for one paragraph, each slip once per occurrence."""
    text = line[:LONGEST_LINE]
    for rule, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            yield rule, match.group()
    if wrong := unpaired(text):
        yield "L-17", wrong


def personal_data(line: str) -> Iterator[str]:
    """Yield what a published document must not hold: ID numbers, cards, mobiles; each masked."""
    for pattern in (_ID, _CARD, _MOBILE):
        for match in pattern.finditer(line[:LONGEST_LINE]):
            found = match.group()
            yield f"{found[:3]}{'*' * (len(found) - 5)}{found[-2:]}"


def unpaired(text: str) -> str:
    """Return the first bracket or quotation mark without its partner; empty when all pair."""
    waiting: list[str] = []
    closing = set(_PAIRS.values())
    for character in text:
        if character in _PAIRS:
            waiting.append(character)
        elif character in closing and (not waiting or _PAIRS[waiting.pop()] != character):
            return character
    return waiting[-1] if waiting else ""


def outside_books(text: str) -> str:
    """Return *text* without what stands inside 《》, which is another document's title."""
    return re.sub(r"《[^《》]{0,120}》", "", text)


_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("L-01", _YEAR),
    ("L-02", _OPEN),
    ("L-03", _FIRST),
    ("L-04", _DATE),
    ("L-05", _HALF),
    ("L-06", _ORDINAL),
    ("L-07", _SPACE),
    ("L-16", _RESIDUE),
    ("L-17", _STRAIGHT),
    ("R-22", _LINK),
)
