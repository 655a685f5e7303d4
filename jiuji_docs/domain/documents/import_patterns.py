"""Know the lines of a document by their look: dates, organs, labels, kinds."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from jiuji_docs.domain.documents.import_notes import Notes, RawLine

#: The fifteen kinds of the 条例, article 8; 令 is the short form of 命令.
KINDS_OF_DOCUMENT = (
    "决议", "决定", "命令", "令", "公报", "公告", "通告", "意见", "通知", "通报", "报告", "请示",
    "批复", "议案", "函", "纪要",
)  # fmt: skip
#: What is issued under one of them.
KINDS_OF_RULE = (
    "方案",
    "办法",
    "细则",
    "规定",
    "规则",
    "规划",
    "计划",
    "要点",
    "条例",
    "预案",
    "制度",
)
NOTES_LINE = re.compile(r"^附件：\s*(.+)$")
ATTACHMENT = re.compile(r"^附件\s*(\d{0,3})：?$")
PRINTED = re.compile(r"^(?:(\S{4,30}?)\s+)?(\d{4})年(\d{1,2})月(\d{1,2})日印发$")
NOTE = re.compile(r"^（([^（）]{4,60})）$")
ORGAN = re.compile(
    r"^[^，。：；、（）《》\s]{2,24}(政府|委员会|委|局|办公室|厅|院|部|中心|办事处|办|处|站)$"
)
DATE = re.compile(r"^(\d{4})年(\d{1,2})月(\d{1,2})日$")
_CHINESE_DATE = re.compile(
    r"^([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日$"
)
_LEVELS = {
    1: re.compile(r"^[一二三四五六七八九十]{1,3}、"),
    2: re.compile(r"^（[一二三四五六七八九十]{1,3}）"),
    3: re.compile(r"^\d{1,2}[.．、](?!\d)\s*"),
    4: re.compile(r"^[（(]\d{1,2}[)）]\s*"),
}
_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0}
_TEN = 10


def ordinal_level(text: str) -> int:
    """Return the heading level of a text that begins with an ordinal (7.3.3), 0 for other text."""
    return next((level for level, pattern in _LEVELS.items() if pattern.match(text)), 0)


def ordinal_of(level: int, text: str) -> str:
    """Return the ordinal that *text* begins with, as it is written."""
    match = _LEVELS[level].match(text)
    return match.group() if match else ""


def begins(text: str) -> bool:
    """Tell whether a line begins something of its own."""
    patterns = (DATE, _CHINESE_DATE, PRINTED, NOTE, NOTES_LINE, ATTACHMENT, ORGAN)
    return bool(ordinal_level(text)) or any(pattern.match(text) for pattern in patterns)


def is_date(text: str) -> bool:
    """Tell whether a line is a date and nothing else."""
    return bool(DATE.match(text) or _CHINESE_DATE.match(text))


def day_of(parts: Sequence[str], line: RawLine, notes: Notes) -> dt.date | None:
    """Return the day that year, month and day name; a day that is none is told (7.3.5.4)."""
    zeros = "".join("0" for part in parts[1:] if part.startswith("0"))
    if zeros:
        notes.add("L-04", line.number, "日期不编虚位", removed=zeros)
    try:
        return dt.date(*map(int, parts))
    except ValueError:
        message = f"没有这一天：{line.text}"
        notes.add("L-04", line.number, message, "doubtful", removed=line.text)
        return None


def read_date(line: RawLine, notes: Notes) -> dt.date | None:
    """Return the day of a line that is a date, in figures or in Chinese numerals."""
    if match := DATE.match(line.text):
        return day_of(match.groups(), line, notes)
    if match := _CHINESE_DATE.match(line.text):
        year = "".join(str(_DIGITS[char]) for char in match.group(1))
        parts = [year, *(str(_number(match.group(at))) for at in (2, 3))]
        notes.add("L-04", line.number, "日期改用阿拉伯数字", removed=line.text)
        return day_of(parts, line, notes)
    return None


def _number(text: str) -> int:
    """Return 1–99 of 一 … 九十九."""
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return _DIGITS[text[-1]]
    return (_DIGITS.get(tens, 0) if tens else 1) * _TEN + _DIGITS.get(ones, 0)
