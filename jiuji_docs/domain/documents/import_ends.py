"""Recognise the ends of a copied document: sign-off, 附注 and 版记."""

from __future__ import annotations

import re
from collections.abc import Sequence

from jiuji_docs.domain.documents.elements import ATTENDANCE, Attendance, SignatureStamp
from jiuji_docs.domain.documents.import_draft import Draft
from jiuji_docs.domain.documents.import_notes import Notes, RawLine
from jiuji_docs.domain.documents.import_patterns import (
    ATTACHMENT,
    NOTE,
    ORGAN,
    PRINTED,
    day_of,
    is_date,
    read_date,
)
from jiuji_docs.domain.documents.import_title import may_be_title

_CC = re.compile(r"^抄送：\s*(.+)$")
_ATTENDING = re.compile(rf"^({'|'.join(ATTENDANCE)})：\s*(.+)$")
_STAMP = re.compile(
    r"^(\S{1,9}[长任席记])[ \u3000]+([\u3400-\u9fff·]{2,6}|[\u3400-\u9fff][ \u3000]+[\u3400-\u9fff])$"
)
_ORGAN_TAIL = re.compile("(院|委|局|部|府|区|会|团|社|办公室|厅|处|站)$")
_SHORT = 60
_MOST_SIGNATORIES = 12


def take_colophon(lines: list[RawLine], draft: Draft, notes: Notes) -> list[RawLine]:
    """Take 抄送, 印发机关 and 印发日期 off the end."""
    rest = list(lines)
    if rest and (match := PRINTED.match(rest[-1].text)):
        line = rest.pop()
        draft.print_date = day_of(match.groups()[1:], line, notes)
        draft.printer = match.group(1) or _printer(rest)
    if rest and (match := _CC.match(rest[-1].text)):
        draft.cc = match.group(1).rstrip("。")
        rest.pop()
    elif rest and _is_orphan(rest):
        line = rest.pop()
        draft.cc = line.text.rstrip("。")
        notes.add("L-13", line.number, "文末只剩抄送的后半段，请补全抄送机关", "doubtful")
    return rest


def _printer(rest: list[RawLine]) -> str:
    """Take the organ that stands on the line before the day of printing."""
    return rest.pop().text if rest and ORGAN.match(rest[-1].text) else ""


def _is_orphan(lines: Sequence[RawLine]) -> bool:
    """Tell whether the last line is what is left of a list of organs."""
    text = lines[-1].text
    parts = re.split("[，、]", text.rstrip("。"))
    organs = all(_ORGAN_TAIL.search(part) for part in parts)
    return len(lines) > 1 and len(parts) > 1 and organs and len(text) < _SHORT


def take_sign_off(lines: list[RawLine], draft: Draft, notes: Notes) -> None:
    """Cut the text at name and date: before them the notice, behind them what it issues."""
    kept = _without_attendance(lines, draft)
    place = next((at for at, line in enumerate(kept) if is_date(line.text)), None)
    if place is None:
        draft.notice = kept
        return
    draft.date = read_date(kept[place], notes)
    before, behind = kept[:place], kept[place + 1 :]
    _take_signatories(before, draft)
    if behind and (note := NOTE.match(behind[0].text)):
        draft.note = note.group(1)
        behind.pop(0)
    draft.notice, draft.issued = before, behind
    if behind and not _is_new(behind[0]):
        message = "成文日期之后还有文字，放在正文末尾，请核对"
        notes.add("B-7", behind[0].number, message, "doubtful")
        cut = next((at for at, line in enumerate(behind) if _is_label(line)), len(behind))
        draft.notice, draft.issued = before + behind[:cut], behind[cut:]


def _is_label(line: RawLine) -> bool:
    return bool(ATTACHMENT.match(line.text))


def _is_new(line: RawLine) -> bool:
    """Tell whether a line can begin what follows the sign-off: a title or an attachment."""
    return _is_label(line) or may_be_title(line, [])


def _take_signatories(before: list[RawLine], draft: Draft) -> None:
    """Take the names above the date, host first (7.3.5)."""
    if draft.style == "command" and before and (match := _STAMP.match(before[-1].text)):
        before.pop()
        draft.stamps.append(SignatureStamp(match.group(1), re.sub(r"\s", "", match.group(2))))
        return
    while before and len(draft.signatories) < _MOST_SIGNATORIES and _signs(before[-1]):
        line = before.pop()
        draft.signatories[:0] = line.cells or (line.text,)


def _signs(line: RawLine) -> bool:
    names = line.cells or (line.text,)
    return all(map(ORGAN.match, names)) and not line.depth


def _without_attendance(lines: Sequence[RawLine], draft: Draft) -> list[RawLine]:
    """Take the lines of minutes that say who was there (10.3)."""
    kept = []
    for line in lines:
        match = _ATTENDING.match(line.text) if draft.style == "minutes" else None
        if match:
            draft.attendance.append(Attendance(match.group(1), match.group(2)))
        else:
            kept.append(line)
    return kept
