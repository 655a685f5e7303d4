"""Judge a document's elements one by one: number, signers, addressees, sign-off, colophon (条例 9)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jiuji_docs.domain.conformance.titles import kind_of
from jiuji_docs.domain.documents.elements import Attachment
from jiuji_docs.domain.documents.numbering import parse
from jiuji_docs.domain.documents.official import OfficialDocument

Slip = tuple[str, str, str, str]
_ORDER = re.compile(r"^第[1-9]\d{0,3}号$")
_ISSUE = re.compile(
    r"^(第[1-9]\d{0,3}期|〔\d{4}〕[1-9]\d{0,4}号|\d{4}年第[1-9]\d{0,3}期|第[1-9]\d{0,3}号)$"
)
_MARKS_END = "。；，、.;,"
#: A title that announces another text, which then must be there (条例 8).
ISSUING = re.compile(r"(印发|颁发|公布|发布).{0,40}(办法|方案|细则|规定|规则|制度|预案|意见)")


def element_slips(document: OfficialDocument) -> Iterator[Slip]:
    """Yield (rule id, measured, expected, place)."""
    yield from _number(document)
    yield from _missing(document)
    yield from _signers(document)
    yield from _form(document)
    yield from _attachments(document)
    yield from _colophon(document)
    apart = document.issued is not None or document.attachments
    if ISSUING.search(document.full_title) and not apart:
        yield "L-14", "没有被印发件", "被印发的文件另起一面", "正文"


def _number(document: OfficialDocument) -> Iterator[Slip]:
    number = document.number
    if not number:
        return
    if document.style == "command":
        if not _ORDER.match(number):
            yield "M-3", number, "第1号", "令号"
        return
    if document.style == "minutes" and _ISSUE.match(number):
        return
    try:
        parse(number)
    except ValueError as error:
        yield "H-6", number, str(error).partition("：")[0], "发文字号"


def _missing(document: OfficialDocument) -> Iterator[Slip]:
    """Yield every element this format must have and the document lacks (条例 9)."""
    style = document.style
    if style == "notice":
        return
    needed: dict[str, object] = {"发文机关标志": document.mark, "发文字号": document.number}
    if style in {"circular", "letter"}:
        if kind_of(document.full_title) not in {"公告", "通告", "公报", "决议"}:
            needed["主送机关"] = document.addressees
        needed["发文机关署名"] = document.signatories
        needed["成文日期"] = document.date
    if style == "circular":
        needed["印发机关和印发日期"] = document.printer and document.print_date
    if style == "command":
        needed["成文日期"] = document.date
        if not document.signature_stamps:
            yield "M-3", "没有签名章", "签发人职务和签名章", "落款"
    for name, there in needed.items():
        if not there:
            yield "L-11", f"缺少{name}", "", name


def _signers(document: OfficialDocument) -> Iterator[Slip]:
    up = document.direction == "up"
    if up and not document.signers:
        yield "H-7", "没有签发人", "签发人姓名", "签发人"
    if document.signers and not up:
        yield "H-7", "、".join(document.signers), "不标注签发人", "签发人"


def _form(document: OfficialDocument) -> Iterator[Slip]:
    """Yield what does not belong to the document's format."""
    style = document.style
    if document.attendance and style != "minutes":
        yield "M-1", "、".join(one.label for one in document.attendance), "", "人员名单"
    if style == "minutes" and document.stamped and document.signatories:
        yield "M-2", "加盖印章", "不加盖印章", "落款"
    if style == "letter" and document.mark.endswith("文件"):
        yield "M-4", document.mark, document.mark.removesuffix("文件"), "发文机关标志"
    if style == "circular" and document.mark and not document.mark.endswith("文件"):
        yield "M-5", document.mark, f"{document.mark}文件", "发文机关标志"
    if document.joint_issuers:
        marks = (document.mark.removesuffix("文件"), *document.joint_issuers)
        if document.signatories and document.signatories != marks:
            yield "M-6", "、".join(document.signatories), "、".join(marks), "落款"
    if document.note.startswith(("（", "(")):
        yield "L-12", document.note, document.note.strip("（）()"), "附注"
    if document.addressees.endswith(("：", ":")):
        yield "B-2", document.addressees, document.addressees.rstrip("：:"), "主送机关"


def _attachments(document: OfficialDocument) -> Iterator[Slip]:
    issued = document.issued
    yield from _matching(document.attachment_notes, document.attachments, "附件说明")
    if issued:
        yield from _matching(issued.attachment_notes, issued.attachments, "被印发件的附件说明")
    texts = [one.text for one in document.body if hasattr(one, "text")]
    if any("见附件" in text for text in texts) and not (document.attachments or issued):
        yield "L-10", "正文说“见附件”，没有附件", "", "正文"


def _matching(
    notes: tuple[str, ...], attachments: tuple[Attachment, ...], place: str
) -> Iterator[Slip]:
    for note in notes:
        if note[-1:] in _MARKS_END or note.startswith("附件"):
            yield "L-10", note, note.rstrip(_MARKS_END), place
    titles = tuple(one.title for one in attachments)
    bare = tuple(note.rstrip(_MARKS_END) for note in notes)
    if titles != bare:
        yield (
            "L-10",
            f"附件说明 {len(bare)} 项，附件 {len(titles)} 件，名称不一致",
            "依次一致",
            place,
        )
    numbers = [one.number for one in attachments]
    wanted = [0] if len(numbers) == 1 else list(range(1, len(numbers) + 1))
    if numbers and numbers != wanted:
        yield "L-10", f"附件序号 {numbers}", f"{wanted}", place


def _colophon(document: OfficialDocument) -> Iterator[Slip]:
    if document.date and document.print_date and document.print_date < document.date:
        measured = f"印发日期 {document.print_date}，成文日期 {document.date}"
        yield "B-7", measured, "印发不早于成文", "版记"
    cc = document.cc
    if cc.endswith(("，", "、", "；", "：")) or re.search("[,;]", cc) or "抄送" in cc:
        yield "L-13", cc[-12:], "同级用逗号，类别间用逗号，句末句号由排版加", "抄送机关"
