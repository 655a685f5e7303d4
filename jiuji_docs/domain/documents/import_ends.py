"""Recognise the two ends of a copied circular: head, sign-off and colophon."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from jiuji_docs.domain.documents.import_blocks import ordinal_level
from jiuji_docs.domain.documents.scraps import Notes, RawLine
from jiuji_docs.domain.errors import Refused

NOTES_LINE = re.compile(r"^附件：\s*(.+)$")
ATTACHMENT = re.compile(r"^附件\s*(\d*)：?$")
_MARK = re.compile(r"^[^，。：；]{3,30}文件$")
_NUMBER = re.compile(r"^([\u3400-\u9fff]{2,10})〔(\d{4})〕(第?)0*(\d{1,5})号$")
_DATE = re.compile(r"^(\d{4})年0?(\d{1,2})月0?(\d{1,2})日$")
_PRINTED = re.compile(r"^(?:(\S{4,30}?)\s+)?(\d{4})年0?(\d{1,2})月0?(\d{1,2})日印发$")
_NOTE = re.compile(r"^（([^（）]{4,30})）$")
_SECRET = re.compile(r"^(密级[：:]?\s*)?(绝密|机密|秘密)([★\s].*)?$")
_URGENT = re.compile(r"^(特急|加急)$")
_ORGAN = re.compile(r"^[^，。：；、（）\s]{2,24}(政府|委员会|局|办公室|厅|院|部|中心|办|处)$")
#: Head and classification stand among the first lines.
_FIRST_LINES = 8


@dataclass(slots=True)
class Draft:
    """Parts as they are recognised."""

    mark: str = ""
    number: str = ""
    urgency: str = ""
    title: str = ""
    addressees: str = ""
    notice: list[RawLine] = field(default_factory=list)
    signatory: str = ""
    date: dt.date | None = None
    note: str = ""
    issued: list[RawLine] = field(default_factory=list)
    cc: str = ""
    printer: str = ""
    print_date: dt.date | None = None


def begins(text: str) -> bool:
    """Tell whether a line begins something of its own."""
    patterns = (_DATE, _PRINTED, _NOTE, NOTES_LINE, ATTACHMENT, _ORGAN)
    return bool(ordinal_level(text)) or any(pattern.match(text) for pattern in patterns)


def take_colophon(lines: list[RawLine], draft: Draft, notes: Notes) -> list[RawLine]:
    """Take 抄送, 印发机关 and 印发日期 off the end."""
    rest = list(lines)
    if rest and (match := _PRINTED.match(rest[-1].text)):
        line = rest.pop()
        draft.print_date = _day(match.groups()[1:], line, notes)
        draft.printer = match.group(1) or (rest.pop().text if rest else "")
    if rest and rest[-1].text.startswith("抄送："):
        draft.cc = rest.pop().text.removeprefix("抄送：").rstrip("。")
    elif rest and _is_orphan(rest):
        line = rest.pop()
        draft.cc = line.text.rstrip("。")
        notes.add("L-13", line.number, "文末只剩抄送的后半段，请补全抄送机关")
    return rest


def _is_orphan(lines: Sequence[RawLine]) -> bool:
    """Tell whether the last line is what is left of a list of organs."""
    parts = re.split("[，、]", lines[-1].text.rstrip("。"))
    organs = all(re.search("(院|委|局|部|府|区|会|团|社)$", part) for part in parts)
    return len(lines) > 1 and len(parts) > 1 and organs and len(lines[-1].text) < 60  # noqa: PLR2004


def take_head(lines: list[RawLine], draft: Draft, notes: Notes) -> list[RawLine]:
    """Take mark, number, title and addressees off the beginning."""
    if any(_SECRET.match(line.text) for line in lines[:_FIRST_LINES]):
        raise Refused("classified", "文本标有密级，本系统只办理非涉密公文")
    rest = list(lines)
    for line in lines[:_FIRST_LINES]:
        if _URGENT.match(line.text):
            draft.urgency = line.text
        elif not draft.mark and not draft.number and _MARK.match(line.text):
            draft.mark = line.text
        elif not draft.number and (match := _NUMBER.match(line.text)):
            draft.number = _number(match, line, notes)
        else:
            break
        rest.pop(0)
    return _take_title(rest, draft, notes)


def _number(match: re.Match[str], line: RawLine, notes: Notes) -> str:
    number = f"{match.group(1)}〔{match.group(2)}〕{match.group(4)}号"
    if number != line.text:
        notes.add("L-03", line.number, "发文字号不加“第”，不编虚位")
    return number


def _take_title(lines: list[RawLine], draft: Draft, notes: Notes) -> list[RawLine]:
    """Take the title's lines, and the addressees behind it when there are any."""
    titles: list[RawLine] = []
    rest = list(lines)
    while rest and len(titles) < 5 and _may_be_title(rest[0], titles):  # noqa: PLR2004 - five lines
        titles.append(rest.pop(0))
    draft.title = joined_title(titles, notes) or "（无标题）"
    if rest and rest[0].text.endswith("：") and len(rest) > 1 and not ordinal_level(rest[0].text):
        draft.addressees = rest.pop(0).text.rstrip("：").replace(" ", "")
    return rest


def _may_be_title(line: RawLine, titles: Sequence[RawLine]) -> bool:
    if titles and line.text == titles[0].text:
        return True
    if titles and titles[-1].text.endswith(("通知", "意见", "方案", "办法", "决定", "报告")):
        return titles[-1].text in line.text or line.text in titles[-1].text
    plain = not re.search("[。；！？：]", line.text) and not ordinal_level(line.text)
    return plain and len(line.text) <= 60  # noqa: PLR2004 - three lines of 20


def joined_title(lines: Sequence[RawLine], notes: Notes) -> str:
    """Join a title's lines and take out the spaces that spread it; a repeated title is one."""
    seen: list[str] = []
    for line in lines:
        text = re.sub(r"^【[^】]*】", "", line.text)
        joined = re.sub(r"[ \u3000]+", "", text)
        if joined != line.text:
            notes.add("L-07", line.number, "去掉标题中的空格和栏目标记")
        if not any(joined in one for one in seen):
            seen.append(joined)
    return "".join(seen)


def take_sign_off(lines: list[RawLine], draft: Draft, notes: Notes) -> None:
    """Cut the text at name and date: before them the notice, behind them what it issues."""
    place = next((at for at, line in enumerate(lines) if _DATE.match(line.text)), None)
    if place is None:
        draft.notice = lines
        return
    match = _DATE.match(lines[place].text)
    draft.date = _day(match.groups(), lines[place], notes) if match else None
    before, behind = lines[:place], lines[place + 1 :]
    if before and _ORGAN.match(before[-1].text):
        draft.signatory = before.pop().text
    if behind and (note := _NOTE.match(behind[0].text)):
        draft.note = note.group(1)
        behind.pop(0)
    draft.notice, draft.issued = before, behind


def _day(parts: Sequence[str], line: RawLine, notes: Notes) -> dt.date | None:
    if re.search("[年月]0", line.text):
        notes.add("L-04", line.number, "日期不编虚位")
    try:
        return dt.date(*map(int, parts))
    except ValueError:
        notes.add("L-04", line.number, f"没有这一天：{line.text}")
        return None
