"""Say what a complete document has and an imported one lacks."""

from __future__ import annotations

from jiuji_docs.domain.documents.import_notes import Notes
from jiuji_docs.domain.documents.import_title import NO_TITLE, complain_of_title
from jiuji_docs.domain.documents.official import OfficialDocument

_ISSUES = ("印发", "颁发")


def complain(document: OfficialDocument, title_line: int, notes: Notes) -> None:
    """Note every missing element, a title without its parts, and days in the wrong order."""
    for name, there in _needed(document).items():
        if not there:
            notes.add("L-11", 0, f"缺少{name}", "missing")
    if document.style in ("circular", "letter") and document.full_title != NO_TITLE:
        complain_of_title(document.full_title, title_line, notes)
    _complain_of_fusion(document, title_line, notes)
    if document.date and document.print_date and document.print_date < document.date:
        notes.add("L-11", 0, "印发日期早于成文日期", "doubtful")


def _needed(document: OfficialDocument) -> dict[str, object]:
    """Return what this style must have (条例 9), with what there is of it."""
    needed: dict[str, object] = {
        "标题": document.full_title != NO_TITLE,
        "正文": document.body,
        "发文机关标志": document.mark,
        "发文字号": document.number,
    }
    if document.style in ("circular", "letter"):
        needed |= {"主送机关": document.addressees, "发文机关署名": document.signatories}
    if document.style != "minutes":
        needed["成文日期"] = document.date
    if document.style != "letter":
        needed |= _colophon(document)
    return needed


def _colophon(document: OfficialDocument) -> dict[str, object]:
    if not document.has_colophon:
        return {"版记（抄送机关、印发机关和印发日期）": False}
    return {"印发机关和印发日期": document.printer and document.print_date}


def _complain_of_fusion(document: OfficialDocument, line: int, notes: Notes) -> None:
    """Note a notice that does not carry what it issues behind its date (条例 8)."""
    title = document.full_title
    issues = title.endswith("通知") and any(word in title for word in _ISSUES)
    if issues and document.issued is None and not document.attachments:
        message = "印发类通知没有单独的被印发件，通知与所印发的内容合在一起，请分开"
        notes.add("L-14", line, message, "doubtful")
