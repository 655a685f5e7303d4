"""Recognise the elements of a document in its Word paragraphs, by what they say and how they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from jiuji_docs.conformance.anatomy import ATTACHMENT, DATE, NUMBER
from jiuji_docs.conformance.word_model import WordFile, WordParagraph

#: Sizes in points from which a line is a mark, and from which it is a title.
_MARK, LARGE = 24.0, 18.5
_REDS = re.compile(r"^(?:[B-F][0-9A-F]|FF)(?:[0-4][0-9A-F])(?:[0-4][0-9A-F])$")
_LEVEL = (
    re.compile(r"^[一二三四五六七八九十]{1,3}、"),
    re.compile(r"^[（(][一二三四五六七八九十]{1,3}[)）]"),
    re.compile(r"^\d{1,2}[.．、]"),
    re.compile(r"^[（(]\d{1,2}[)）]"),
)
_ORGAN = re.compile(r"^[\u3400-\u9fff（）]{2,40}$")
_WHO = re.compile(r"^(?:出席|列席|请假|缺席|主持|记录)(?:人员|人)?：")
HEAD_LINES, _FAR = 14, 6


@dataclass(frozen=True, slots=True)
class WordAnatomy:
    """The recognised parts; what was not found is empty, None or -1."""

    file: WordFile
    mark: tuple[WordParagraph, ...]
    style: str
    number: WordParagraph | None
    upward: bool
    title: tuple[WordParagraph, ...]
    addressees: WordParagraph | None
    #: Running paragraphs with their level, 0 for plain text.
    body: tuple[tuple[int, WordParagraph], ...]
    notes: tuple[WordParagraph, ...]
    names: tuple[WordParagraph, ...]
    date: WordParagraph | None
    note: WordParagraph | None
    #: What stands right below the date, remark or not.
    below_date: WordParagraph | None
    labels: tuple[WordParagraph, ...]
    cc: WordParagraph | None
    printed: WordParagraph | None


def is_red(colour: str) -> bool:
    """Whether a colour is one that people call red."""
    return bool(_REDS.match(colour))


def level_of(text: str) -> int:
    """Return the level (1 to 4) whose ordinal a paragraph begins with, 0 for none."""
    return next((n for n, pattern in enumerate(_LEVEL, start=1) if pattern.match(text)), 0)


def recognise_word(file: WordFile) -> WordAnatomy:
    """Return the anatomy of a Word file; frames and text boxes are looked through for the colophon."""
    written = joined([one for one in file.paragraphs if one.bare])
    flow = [one for one in written if not one.cell and not one.framed]
    mark = _mark(written)
    number = next((one for one in written[:HEAD_LINES] if _is_number(one)), None)
    upward = any("签发人" in one.bare for one in written[:HEAD_LINES])
    title = _title(flow, mark)
    after = flow[flow.index(title[-1]) + 1 :] if title else _below(flow, mark, number)
    addressees = (
        after[0] if after and after[0].bare[-1] in "：:" and not level_of(after[0].bare) else None
    )
    if addressees is not None:
        after = after[1:]
    at = _date(after)
    date = after[at] if at >= 0 else None
    names = _names(after, at)
    before = [one for one in (after[: at - len(names)] if at >= 0 else after) if one not in title]
    notes = _notes(after)
    following = after[at + 1] if 0 <= at < len(after) - 1 else None
    body = [one for one in before if one not in notes]
    later = [one for one in after[at + 1 :] if one not in notes] if at >= 0 else []
    running = [(level_of(one.bare), one) for one in (*body, *later) if _runs_on(one)]
    return WordAnatomy(
        file,
        mark,
        _style(mark, file),
        number,
        upward,
        title,
        addressees,
        tuple(running),
        tuple(notes),
        names,
        date,
        following if following is not None and following.bare[0] in "（(" else None,
        following,
        tuple(one for one in flow if ATTACHMENT.match(one.bare) and len(one.bare) < 5),  # noqa: PLR2004
        next((one for one in written if one.bare.startswith("抄送")), None),
        next((one for one in reversed(written) if one.bare.endswith("印发")), None),
    )


def joined(written: Sequence[WordParagraph]) -> list[WordParagraph]:
    """Return paragraphs with what a page break cut apart put together again."""
    made: list[WordParagraph] = []
    for one in written:
        if made and _goes_on(made[-1], one):
            made[-1] = replace(made[-1], runs=(*made[-1].runs, *one.runs))
        else:
            made.append(one)
    return made


def _goes_on(before: WordParagraph, one: WordParagraph) -> bool:
    """Whether a new page's first paragraph goes on as the lines before it: same left edge, same size."""
    if not one.new_page or before.cell or one.cell or before.framed or one.framed:
        return False
    plain = one.align in {"left", "both"} and not ATTACHMENT.match(one.bare)
    runs_on = abs(before.indent) > 1
    same = abs(one.left + one.indent - before.left) < 1
    return plain and runs_on and same and one.runs[0].face.size == before.runs[-1].face.size


def _mark(written: Sequence[WordParagraph]) -> tuple[WordParagraph, ...]:
    """Return the large lines at the top, whatever their colour: a black mark is a finding."""
    found: list[WordParagraph] = []
    for one in written[:HEAD_LINES]:
        if one.runs[0].face.size >= _MARK:
            found.append(one)
        elif found:
            break
    return tuple(found)


def _style(mark: Sequence[WordParagraph], file: WordFile) -> str:
    words = "".join(one.bare for one in mark)
    if any(one.bare.endswith("文件") for one in mark):
        return "circular"
    if words.endswith("令"):
        return "command"
    if words.endswith("纪要"):
        return "minutes"
    rules = [bar for bar in file.bars if is_red(bar.colour) and bar.width > 160]  # noqa: PLR2004 - mm
    return "letter" if rules or (mark and not words.endswith("文件")) else "circular"


def _is_number(one: WordParagraph) -> bool:
    text = re.sub("签发人.*$", "", one.bare)
    return bool(NUMBER.search(re.sub(r"^\d{6}", "", text))) and len(text) < 30  # noqa: PLR2004


def _title(
    flow: Sequence[WordParagraph], mark: Sequence[WordParagraph]
) -> tuple[WordParagraph, ...]:
    lines: list[WordParagraph] = []
    for one in flow[: HEAD_LINES + _FAR]:
        if one in mark:
            continue
        if one.runs[0].face.size >= LARGE or (not lines and _says_title(one)):
            lines.append(one)
        elif lines:
            break
    return tuple(lines)


def _says_title(one: WordParagraph) -> bool:
    kind = r"关于.{2,80}的(通知|请示|报告|意见|决定|函|批复|通报|公告|通告)$"
    return bool(re.search(kind, one.bare)) and one.align == "center"


def _below(
    flow: Sequence[WordParagraph], mark: Sequence[WordParagraph], number: WordParagraph | None
) -> list[WordParagraph]:
    head = {id(one) for one in (*mark, number)}
    last = max((n for n, one in enumerate(flow) if id(one) in head), default=-1)
    return list(flow[last + 1 :])


def _date(after: Sequence[WordParagraph]) -> int:
    """Return the place of the first date that stands alone; a line ends it, tables do not count."""
    return next((n for n, one in enumerate(after) if DATE.match(one.bare)), -1)


def _names(after: Sequence[WordParagraph], at: int) -> tuple[WordParagraph, ...]:
    names: list[WordParagraph] = []
    n = at - 1
    while n >= 0 and _ORGAN.match(after[n].bare) and _stands_right(after[n]):
        names.insert(0, after[n])
        n -= 1
    return tuple(names)


def _stands_right(one: WordParagraph) -> bool:
    """Whether it may be an organ's name: at the right, or one of several beside each other."""
    if "\t" in one.text:
        return True
    return one.align in {"right", "end"} or one.left + one.indent > 20  # noqa: PLR2004 - mm


def _notes(flow: Sequence[WordParagraph]) -> list[WordParagraph]:
    """Return 附件：… and the numbered names under it, wherever they stand."""
    found: list[WordParagraph] = []
    going_on = False
    for one in flow:
        begins = bool(re.match(r"^附件[：:]", one.bare))
        going_on = begins or (going_on and bool(re.match(r"^\d{1,2}[.．、]", one.bare)))
        if going_on:
            found.append(one)
    return found


def _runs_on(one: WordParagraph) -> bool:
    """Whether a paragraph is running text: no title, label, note or roster."""
    short = one.align in {"center", "right"} or ATTACHMENT.match(one.bare) or _WHO.match(one.bare)
    return not short and "\t" not in one.text and one.runs[0].face.size < LARGE
