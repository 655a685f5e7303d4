"""Read plain text of a circular into the document model, listing what was changed or is missing."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from jiuji_docs.domain.documents.elements import Attachment, Block
from jiuji_docs.domain.documents.import_blocks import blocks_of, ordinal_level
from jiuji_docs.domain.documents.official import IssuedDocument, OfficialDocument
from jiuji_docs.domain.documents.scraps import (
    ImportFinding,
    Notes,
    RawLine,
    clean_lines,
    join_broken,
)
from jiuji_docs.domain.errors import PaperError, Refused

#: A circular of more characters than this is not one.
LONGEST_TEXT = 400_000
_MARK = re.compile(r"^[^，。：；]{3,30}文件$")
_NUMBER = re.compile(r"^([\u3400-\u9fff]{2,10})〔(\d{4})〕(第?)0*(\d{1,5})号$")
_DATE = re.compile(r"^(\d{4})年0?(\d{1,2})月0?(\d{1,2})日$")
_PRINTED = re.compile(r"^(?:(\S{4,30}?)\s+)?(\d{4})年0?(\d{1,2})月0?(\d{1,2})日印发$")
_NOTE = re.compile(r"^（([^（）]{4,30})）$")
_NOTES_LINE = re.compile(r"^附件：\s*(.+)$")
_ATTACHMENT = re.compile(r"^附件\s*(\d*)：?$")
_SECRET = re.compile(r"^(绝密|机密|秘密)(★.*)?$")
_URGENT = re.compile(r"^(特急|加急)$")
_ORDER = re.compile(r"^\d+[.．、]\s*")
_ORGAN = re.compile(r"^[^，。：；、（）\s]{2,24}(政府|委员会|局|办公室|厅|院|部|中心|办|处)$")
_FIRST_LINES = 8


@dataclass(frozen=True, slots=True)
class Imported:
    """A document read from text, and the findings (导入结果)."""

    document: OfficialDocument
    findings: tuple[ImportFinding, ...]


@dataclass(slots=True)
class _Draft:
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


def import_circular(text: str) -> Imported:
    """Return the document and what was changed; nothing of the text's words is lost silently.

    Raises PaperError when there is no text or too much, Refused when it bears a classification.
    """
    if len(text) > LONGEST_TEXT:
        raise PaperError(f"文本过长（{len(text)} 字），不像一份公文")
    notes = Notes()
    lines = clean_lines(text, notes)
    if not lines:
        raise PaperError("文本是空的")
    draft = _Draft()
    lines = _take_colophon(lines, draft, notes)
    lines = _take_head(lines, draft, notes)
    lines = join_broken(lines, _begins, notes)
    _take_sign_off(lines, draft, notes)
    document = _build(draft, notes)
    _complain(document, draft, notes)
    return Imported(document, tuple(sorted(notes.found, key=lambda one: (one.line, one.rule))))


def _begins(text: str) -> bool:
    """Tell whether a line begins something of its own."""
    patterns = (_DATE, _PRINTED, _NOTE, _NOTES_LINE, _ATTACHMENT, _ORGAN)
    return bool(ordinal_level(text)) or any(pattern.match(text) for pattern in patterns)


def _take_colophon(lines: list[RawLine], draft: _Draft, notes: Notes) -> list[RawLine]:
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


def _take_head(lines: list[RawLine], draft: _Draft, notes: Notes) -> list[RawLine]:
    """Take mark, number, title and addressees off the beginning."""
    rest = list(lines)
    for line in lines[:_FIRST_LINES]:
        if _SECRET.match(line.text):
            raise Refused("classified", "文本标有密级，本系统只办理非涉密公文")
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


def _take_title(lines: list[RawLine], draft: _Draft, notes: Notes) -> list[RawLine]:
    """Take the title's lines, and the addressees behind it when there are any."""
    titles: list[RawLine] = []
    rest = list(lines)
    while rest and len(titles) < 5 and _may_be_title(rest[0], titles):  # noqa: PLR2004 - five lines
        titles.append(rest.pop(0))
    draft.title = _title(titles, notes) or "（无标题）"
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


def _title(lines: Sequence[RawLine], notes: Notes) -> str:
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


def _take_sign_off(lines: list[RawLine], draft: _Draft, notes: Notes) -> None:
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


@dataclass(frozen=True, slots=True)
class _Part:
    blocks: tuple[Block, ...]
    notes: tuple[str, ...]
    attachments: tuple[Attachment, ...]


def _build(draft: _Draft, notes: Notes) -> OfficialDocument:
    notice, issued = _part(draft.notice, notes), None
    if draft.issued and not _ATTACHMENT.match(draft.issued[0].text):
        title = draft.issued[0]
        part = _part(draft.issued[1:], notes)
        issued = IssuedDocument(
            (_title([title], notes),), part.blocks, part.notes, part.attachments
        )
        attachments = notice.attachments
    else:
        attachments = (*notice.attachments, *_part(draft.issued, notes).attachments)
    return OfficialDocument(
        title=(draft.title,),
        body=notice.blocks,
        mark=draft.mark,
        number=draft.number,
        urgency=draft.urgency,
        addressees=draft.addressees,
        attachment_notes=notice.notes,
        signatories=(draft.signatory,) if draft.signatory else (),
        date=draft.date,
        note=draft.note,
        issued=issued,
        attachments=attachments,
        cc=draft.cc,
        printer=draft.printer,
        print_date=draft.print_date,
    )


def _part(lines: Sequence[RawLine], notes: Notes) -> _Part:
    """Cut lines into body, 附件说明 and attachments."""
    starts = [at for at, line in enumerate(lines) if _ATTACHMENT.match(line.text)]
    body, names = _split_notes(lines[: starts[0]] if starts else lines)
    attachments = []
    for start, stop in pairwise([*starts, len(lines)]):
        label, *rest = lines[start:stop]
        match = _ATTACHMENT.match(label.text)
        number = int(match.group(1)) if match and match.group(1) else 0
        if label.text.endswith("："):
            notes.add("L-10", label.number, "附件页的“附件”后不加冒号")
        title = _title(rest[:1], notes) if rest else "（无标题）"
        attachments.append(Attachment(title, blocks_of(rest[1:], notes), number))
    if names and [one.title for one in attachments] != names:
        notes.add("L-10", 0, "附件说明与附件页的标题不一致")
    return _Part(blocks_of(body, notes), tuple(names), tuple(attachments))


def _split_notes(lines: Sequence[RawLine]) -> tuple[list[RawLine], list[str]]:
    """Take 附件：1. … and the numbered lines under it off the end of a body."""
    for at in range(len(lines) - 1, -1, -1):
        if match := _NOTES_LINE.match(lines[at].text):
            names = [match.group(1), *(line.text for line in lines[at + 1 :])]
            return list(lines[:at]), [_ORDER.sub("", name).rstrip("。；") for name in names]
    return list(lines), []


def _complain(document: OfficialDocument, draft: _Draft, notes: Notes) -> None:
    """Note what a complete circular has and this one lacks."""
    missing = {
        "发文机关标志": document.mark,
        "发文字号": document.number,
        "主送机关": document.addressees,
        "发文机关署名": document.signatories,
        "成文日期": document.date,
        "印发机关和印发日期": document.printer and document.print_date,
    }
    for name, there in missing.items():
        if not there:
            notes.add("L-11", 0, f"缺少{name}")
    if "关于" not in draft.title:
        notes.add("L-08", 0, "标题没有“关于”引出的事由")
    if document.date and document.print_date and document.print_date < document.date:
        notes.add("L-11", 0, "印发日期早于成文日期")
