"""Clean the lines of a copied circular and note every change (清理粘贴文字)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from jiuji_docs.domain.documents.import_joins import soft_lines
from jiuji_docs.domain.documents.import_noise import with_plain_line_ends, without_noise
from jiuji_docs.domain.documents.import_notes import TABLE_SIGN, Notes, RawLine, SourceLine
from jiuji_docs.domain.documents.import_repairs import tidied

_MARKDOWN = re.compile(r"^\s{0,3}(#{1,6})\s*")
_RULE = re.compile(r"^\s*(-{3,}|\*{3,}|_{3,})\s*$")
_BOOKMARK = re.compile(r"\[bookmark:[^\]]*\]\s*")
_EMPHASIS = re.compile(r"\*\*([^*]+)\*\*")
#: What websites put around a document; the second kind only counts as a short line of its own.
_RESIDUE = re.compile(
    r"小编|推荐访问|下面是.{0,4}(为大家|整理)|点击(查看|下载)|扫一扫在手机"
    r"|^[\s【\[（(]*(来源|责任编辑|信息来源|发布时间|浏览次数|阅读次数|字体大小|打印本页|关闭窗口)(：|:|$).{0,40}$"
)
_SHOWN = 20


def source_lines(text: str) -> list[SourceLine]:
    """Return plain text as numbered lines."""
    lines = with_plain_line_ends(text).split("\n")
    return [SourceLine(number, line) for number, line in enumerate(lines, 1)]


def clean_lines(
    lines: Sequence[SourceLine], starts: Callable[[str], bool], notes: Notes
) -> list[RawLine]:
    """Return the lines that have words, without marks of web pages and Markdown.

    *starts* tells whether a text begins something of its own; it decides at soft breaks.
    """
    made: list[RawLine] = []
    for line in lines:
        if line.rows:
            rows = tuple(
                tuple(_cell(cell, line.number, notes) for cell in row) for row in line.rows
            )
            table = RawLine(line.number, TABLE_SIGN, rows=rows, landscape=line.landscape)
            made += [table] if any(map(any, rows)) else []
            continue
        plain = without_noise(with_plain_line_ends(line.text), line.number, notes)
        for piece in soft_lines(plain, starts):
            made += _cleaned(piece, line, notes)
    return made


def _cell(text: str, number: int, notes: Notes) -> str:
    """Return a table cell's words; its spaces and marks are the writer's affair."""
    return re.sub(r"\s+", " ", without_noise(text, number, notes)).strip(" \u3000")


def _cleaned(raw: str, line: SourceLine, notes: Notes) -> Iterator[RawLine]:
    """Yield the line, or nothing when no words are left of it."""
    if _RULE.match(raw):
        notes.add("L-16", line.number, "去掉 Markdown 分隔线", removed=raw.strip())
        return
    text, depth = _unmark(raw, line.number, notes)
    if _RESIDUE.search(text):
        message = f"去掉网页残留文字：{text.strip()[:_SHOWN]}"
        notes.add("L-16", line.number, message, removed=text.strip())
        return
    bare = text.replace("\t", " ")
    if not bare.strip(" \u3000"):
        return
    if "\t" in text.strip(" \u3000"):
        cells = tuple(
            tidied(cell.strip(" \u3000"), line.number, notes) for cell in text.split("\t")
        )
        joined = " ".join(filter(None, cells))
        yield RawLine(line.number, joined, depth, cells, landscape=line.landscape)
        return
    words = tidied(bare, line.number, notes)
    yield RawLine(line.number, words, depth, landscape=line.landscape)


def _unmark(raw: str, number: int, notes: Notes) -> tuple[str, int]:
    """Strip Markdown and bookmark signs; return the heading's depth with the text."""
    text = raw
    for mark in _BOOKMARK.findall(raw):
        notes.add("L-16", number, "去掉书签标记", removed=mark)
        text = text.replace(mark, "")
    sign = _MARKDOWN.match(text)
    emphasis = "".join("****" for _ in _EMPHASIS.findall(text))
    signs = (sign.group(1) if sign else "") + emphasis
    if signs:
        notes.add("L-16", number, "去掉 Markdown 标记", removed=signs)
    bare = _EMPHASIS.sub(r"\1", _MARKDOWN.sub("", text))
    return bare, len(sign.group(1)) if sign else 0
