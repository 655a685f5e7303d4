"""Clean the lines of a copied circular and note every change (清理粘贴文字)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

_HAN = "\u3400-\u9fff"
_MARKDOWN = re.compile(r"^\s{0,3}#{1,6}\s*")
_RULE = re.compile(r"^\s*(-{3,}|\*{3,}|_{3,})\s*$")
_BOOKMARK = re.compile(r"\[bookmark:[^\]]*\]\s*")
_EMPHASIS = re.compile(r"\*\*([^*]+)\*\*")
_RESIDUE = re.compile(r"小编|推荐访问|下面是.{0,4}(为大家|整理)|点击(查看|下载)|来源：|责任编辑")
_YEAR_BRACKETS = re.compile(r"[\[【(（〔](\d{4})[\]】)）〕](?=\s*第?\s*\d+\s*号)")
_OPEN_YEAR = re.compile(r"〔(\d{4})(\d+)号")
_HALF = re.compile(rf"(?<=[{_HAN}”》）0-9])([,;:?!])(?=[{_HAN}“《（\s]|$)")
_PARENTHESES = re.compile(rf"\(([^()]*[{_HAN}][^()]*)\)")
_ORDINAL = re.compile(r"^[(（]([一二三四五六七八九十]+)[)）]\s*")
_SPACE = re.compile(rf"(?<=[{_HAN}，。、；：！？）》”])[ \u3000]+(?=[{_HAN}0-9“《（])")
_SPACE_AFTER_DIGIT = re.compile(rf"(?<=[0-9”])[ \u3000]+(?=[{_HAN}])")
_FULL = str.maketrans(",;:?!", "，；：？！")


@dataclass(frozen=True, slots=True)
class ImportFinding:
    """Something that was changed or is missing: rule, line of the text (0: whole), Chinese message."""

    rule: str
    line: int
    message: str


@dataclass(slots=True)
class RawLine:
    """One non-empty line of the source: its number, text, and how it was marked.

    ``cells`` are tab-separated parts when there were tabs.
    """

    number: int
    text: str
    marked: bool = False
    cells: tuple[str, ...] = ()


@dataclass(slots=True)
class Notes:
    """Collects findings in order."""

    found: list[ImportFinding] = field(default_factory=list)

    def add(self, rule: str, line: int, message: str) -> None:
        """Note one finding."""
        self.found.append(ImportFinding(rule, line, message))


def clean_lines(text: str, notes: Notes) -> list[RawLine]:
    """Return the lines that have words, without marks of web pages and Markdown."""
    lines = []
    for number, raw in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        line = _clean_line(raw.replace("\ufeff", "").replace("\u00a0", " "), number, notes)
        if line is not None:
            lines.append(line)
    return lines


def _clean_line(raw: str, number: int, notes: Notes) -> RawLine | None:
    if _RULE.match(raw):
        notes.add("L-16", number, "去掉 Markdown 分隔线")
        return None
    text, marked = _unmark(raw, number, notes)
    if _RESIDUE.search(text):
        notes.add("L-16", number, f"去掉网页残留文字：{text.strip()[:20]}")
        return None
    cells = tuple(_tidy(cell, number, notes) for cell in text.split("\t")) if "\t" in text else ()
    bare = text.replace("\t", " ").strip(" \u3000")
    if not bare:
        return None
    return RawLine(number, bare if cells else _tidy(bare, number, notes), marked, cells)


def _unmark(raw: str, number: int, notes: Notes) -> tuple[str, bool]:
    """Strip Markdown and bookmark signs; say whether the line was marked as a heading."""
    text = _BOOKMARK.sub("", raw)
    if text != raw:
        notes.add("L-16", number, "去掉书签标记")
    marked = bool(_MARKDOWN.match(text))
    if marked or _EMPHASIS.search(text):
        notes.add("L-16", number, "去掉 Markdown 标记")
    return _EMPHASIS.sub(r"\1", _MARKDOWN.sub("", text)), marked


def _tidy(text: str, number: int, notes: Notes) -> str:
    """Apply every rule of form to one piece of text, noting which changed it."""
    text = text.strip(" \u3000")
    for rule, message, change in _CHANGES:
        changed = change(text)
        if changed != text:
            notes.add(rule, number, message)
            text = changed
    if _OPEN_YEAR.search(text):
        notes.add("L-02", number, "发文字号的六角括号没有闭合，请核对原件")
    return text


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


def join_broken(lines: list[RawLine], starts: Callable[[str], bool], notes: Notes) -> list[RawLine]:
    """Join lines that a page break cut in the middle of a sentence.

    *starts* tells whether a text begins something of its own (a heading, a note, an attachment).
    """
    return list(_joined(lines, starts, notes))


_SHORTEST_CUT = 15
_ENDS = "。！？：；…）》”"


def _joined(lines: list[RawLine], starts: Callable[[str], bool], notes: Notes) -> Iterator[RawLine]:
    current: RawLine | None = None
    for line in lines:
        if current is not None and _cut_here(current, line, starts):
            notes.add("L-16", line.number, "接上被分页切断的句子")
            current = RawLine(current.number, current.text + line.text, current.marked)
            continue
        if current is not None:
            yield current
        current = line
    if current is not None:
        yield current


def _cut_here(before: RawLine, after: RawLine, starts: Callable[[str], bool]) -> bool:
    """Tell whether *before* stops in mid-sentence and *after* goes on."""
    if before.cells or after.cells or before.marked or after.marked or starts(after.text):
        return False
    unfinished = before.text[-1] not in _ENDS and len(before.text) > _SHORTEST_CUT
    return unfinished and any(mark in before.text for mark in "，。；") and "。" in after.text
