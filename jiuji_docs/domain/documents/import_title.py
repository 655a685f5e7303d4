"""Recognise a title's lines, join them, and judge the title by its three parts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from jiuji_docs.domain.documents.import_notes import Notes, RawLine
from jiuji_docs.domain.documents.import_patterns import (
    KINDS_OF_DOCUMENT,
    KINDS_OF_RULE,
    ordinal_level,
)

NO_TITLE = "（无标题）"
_COLUMN = re.compile(r"^【[^】]*】")
_MOST_LINES = 5
#: Three lines of 20 characters.
_LONGEST_LINE = 60
LONGEST = 200
_ISSUER = re.compile(
    r"^\S*?(政府|委员会|委|局|办公室|办公厅|厅|院|部|中心|办事处|办|处|站|组)(等\S{0,8}部门)?"
    r"(?=关于|印发|转发|批转|命令|令|公告|通告)"
)
_IN_BRACKETS = re.compile(r"[（(][^（）()]*[）)]$")
_CHAPTER = re.compile(r"^第[一二三四五六七八九十百\d]{1,4}[章节条编]")
_GOES_ON = ("的", "和", "与", "、", "关于", "印发", "政府", "局", "委员会", "办公室")
_SHORTEST_REPEAT = 6
_QUOTED = re.compile("《[^》]*》?")


def may_be_title(line: RawLine, titles: Sequence[RawLine]) -> bool:
    """Tell whether *line* is, or goes on with, a title of which *titles* are the lines so far."""
    if line.rows or line.cells or len(titles) >= _MOST_LINES:
        return False
    if titles and line.text == titles[0].text:
        return True
    if titles and _is_whole(titles):
        return _says_again(line.text, titles[-1].text)
    if _CHAPTER.match(line.text) or ordinal_level(line.text):
        return False
    long = sum(len(one.text) for one in titles) + len(line.text)
    plain = not re.search("[。；！？：]", line.text)
    return plain and len(line.text) <= _LONGEST_LINE and long <= LONGEST


def _says_again(text: str, title: str) -> bool:
    """Tell whether a line repeats a title that is whole, as web pages do, or a part of it."""
    shorter, longer = sorted((text, title), key=len)
    return len(shorter) >= _SHORTEST_REPEAT and len(longer) <= _LONGEST_LINE and shorter in longer


def title_length(lines: Sequence[RawLine]) -> int:
    """Return how many of the first lines are the title of an attachment or of what is issued.

    Such a title is one line, unless its end shows that it goes on.
    """
    count = 0
    while count < len(lines) and may_be_title(lines[count], lines[:count]):
        count += 1
        if _closed(lines[:count]) and not lines[count - 1].text.endswith(_GOES_ON):
            break
    return count


def _is_whole(titles: Sequence[RawLine]) -> bool:
    """Tell whether a title's lines so far end with a kind, such as 办法（试行）."""
    last = _IN_BRACKETS.sub("", titles[-1].text)
    return last.endswith((*KINDS_OF_DOCUMENT, *KINDS_OF_RULE)) and _closed(titles)


def _closed(titles: Sequence[RawLine]) -> bool:
    text = "".join(one.text for one in titles)
    return all(text.count(first) == text.count(last) for first, last in ("《》", "“”"))


def joined_title(lines: Sequence[RawLine], notes: Notes) -> str:
    """Join a title's lines and take out the spaces that spread it; a repeated title is one."""
    seen: list[str] = []
    for line in lines:
        text = _without_column(line, notes)
        joined = re.sub(r"[ \u3000]+", "", text)
        if joined != text:
            notes.add("L-07", line.number, "去掉标题中的空格")
        if any(joined in one for one in seen):
            notes.add("L-16", line.number, f"去掉重复的标题：{joined}", removed=joined)
            continue
        if seen and not _closed_text("".join(seen)):
            notes.add("L-09", line.number, "标题断行切断了书名号或引号，改为重新断行")
        seen.append(joined)
    return "".join(seen)


def _without_column(line: RawLine, notes: Notes) -> str:
    """Drop the website's column that stands before a title (栏目标记)."""
    if (match := _COLUMN.match(line.text)) and match.end() < len(line.text):
        message = f"去掉网页栏目标记{match.group()}"
        notes.add("L-16", line.number, message, removed=match.group())
        return line.text[match.end() :]
    return line.text


def _closed_text(text: str) -> bool:
    return all(text.count(first) <= text.count(last) for first, last in ("《》", "“”"))


def complain_of_title(title: str, line: int, notes: Notes) -> None:
    """Note which of 发文机关、事由、文种 a title lacks (条例 9, item 7)."""
    bare = _QUOTED.sub("", title)
    if not _ISSUER.match(title):
        notes.add("L-08", line, "标题没有发文机关名称", "doubtful")
    if "关于" not in bare:
        notes.add("L-08", line, "标题没有“关于”引出的事由", "doubtful")
    if not title.endswith(KINDS_OF_DOCUMENT):
        rule = next((kind for kind in KINDS_OF_RULE if title.endswith(kind)), "")
        what = f"“{rule}”不是法定文种，应以通知等文种印发" if rule else "标题没有文种"
        notes.add("L-08", line, what, "doubtful")
