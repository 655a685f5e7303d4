"""Judge the elements of a finished file: what is missing, what does not agree, who may write to whom."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jiuji_docs.conformance.elements import Elements, day_of
from jiuji_docs.domain.conformance.elements_rules import ISSUING
from jiuji_docs.domain.conformance.routing import routing_slips
from jiuji_docs.domain.conformance.titles import kind_of
from jiuji_docs.domain.documents.elements import Paragraph
from jiuji_docs.domain.documents.official import LONGEST_TITLE, OfficialDocument

Slip = tuple[str, str, str, str]
#: Documents to everybody, which name no addressee (7.3.2).
_TO_ALL = frozenset({"公告", "通告", "公报", "决议", "令", "命令", "纪要"})
_UPWARD = frozenset({"请示", "报告"})
_REMARK = re.compile("此件|联系人|联系电话")
_MIXED = re.compile("[,;；、，][,;；、，]|[,;]")


def element_findings(elements: Elements) -> Iterator[Slip]:
    """Yield (rule id, measured, expected, place); a mere text is no 公文.

    A missing mark is not told: paper with a printed letterhead has one (套打).
    """
    kind = kind_of(elements.title)
    signed = bool(kind and elements.date and elements.addressees)
    official = signed or bool(elements.mark or elements.number)
    if official and elements.style in {"circular", "letter"}:
        yield from _missing(elements, kind)
    if official and kind in _UPWARD and elements.mark and not elements.signed_up:
        yield "H-7", f"{kind}没有签发人", "签发人姓名", "签发人"
    if elements.signed_up and kind in {"通知", "通报", "批复", "决定", "公告", "通告"}:
        yield "H-7", f"{kind}标注了签发人", "不标注签发人", "签发人"
    yield from _attachments(elements)
    yield from _ends(elements)
    if 0 < len(elements.title) <= LONGEST_TITLE:
        yield from routing_slips(_recovered(elements, kind))


def _missing(elements: Elements, kind: str) -> Iterator[Slip]:
    needed = {
        "发文字号": elements.number,
        "标题": elements.title,
        "成文日期": elements.date,
        "发文机关署名": elements.names if elements.date else "成文日期已缺",
    }
    if kind not in _TO_ALL:
        needed["主送机关"] = elements.addressees
    for name, there in needed.items():
        if not there:
            yield "L-11", f"缺少{name}", "", name


def _attachments(elements: Elements) -> Iterator[Slip]:
    """Yield titles that no note names; attachments that are bound apart are in another file."""
    if elements.attachments and not elements.notes:
        yield "L-10", f"有附件 {len(elements.attachments)} 件，没有附件说明", "", "附件说明"
        return
    for title in elements.attachments:
        if title and title not in elements.notes:
            yield "L-10", title, "与附件说明中的名称相同", "附件"
    if not elements.notes and any("见附件" in text for text in elements.body):
        yield "L-10", "正文说“见附件”，没有附件说明", "", "附件说明"


def _ends(elements: Elements) -> Iterator[Slip]:
    if _REMARK.match(elements.note):
        yield "L-12", elements.note[:12], f"（{elements.note[:10]}…）", "附注"
    copied = elements.cc.rstrip("。")
    if copied and (_MIXED.search(copied) or copied[-1] in "，、；,;：:" or "。" in copied):
        yield "L-13", copied[-12:], "机关之间用逗号或顿号，句末用句号", "抄送机关"
    issuing = ISSUING.search(elements.title) and kind_of(elements.title) == "通知"
    if issuing and not (elements.issues_a_text or elements.attachments):
        yield "L-14", "没有被印发件", "被印发的文件另起一面", "全文"
    written, printed = day_of(elements.date), day_of(elements.printed)
    if written and printed and printed < written:
        yield "B-7", f"印发日期 {printed}，成文日期 {written}", "印发不早于成文", "版记"


def _recovered(elements: Elements, kind: str) -> OfficialDocument:
    """Return as much of a document as the rules of routing look at."""
    return OfficialDocument(
        (elements.title,),
        tuple(Paragraph(text) for text in elements.body),
        direction="up" if elements.signed_up or kind in _UPWARD else "down",
        mark=elements.mark,
        addressees=elements.addressees.rstrip("：:"),
        cc=elements.cc.removeprefix("抄送").lstrip("：:").rstrip("。"),
    )
