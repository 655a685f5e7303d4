"""Judge who may write to whom and what may stand in it (行文规则, 条例 14–17)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jiuji_docs.domain.conformance.titles import kind_of
from jiuji_docs.domain.documents.elements import Heading, Paragraph
from jiuji_docs.domain.documents.official import OfficialDocument

Slip = tuple[str, str, str, str]
_REQUEST = re.compile(
    r"(妥否|当否|可否|是否妥当|以上请示).{0,8}(批示|批复|审批|指示)|请予?(批准|批复|审批)"
)
_PERSON = re.compile(r"(书记|县长|市长|省长|局长|主任|部长|厅长|领导|同志)$")
_LOWER = re.compile(r"乡|镇|街道|村|社区")
_LOWER_GOVERNMENT = re.compile(
    r"(乡镇|各乡|各镇|镇|乡|街道).{0,4}(人民政府|党委)|各县.{0,12}人民政府"
)
_DEPARTMENT = re.compile(r"(局|委员会|厅|中心|部)$")
_INNER = re.compile(r"(科|股|处室|处|室)$")
_ORDERING = ("通知", "决定", "命令")
_SEPARATORS = re.compile("[，,、；;]")
_REQUESTS = re.compile(r"^(一|二|三)、请求|^（[一二三]）请求|^\d\.请求")


def routing_slips(document: OfficialDocument) -> Iterator[Slip]:
    """Yield (rule id, measured, expected, place)."""
    kind = kind_of(document.full_title)
    if document.direction == "up":
        yield from _upward(document, kind)
    issuer = document.mark.removesuffix("文件")
    if _ordering_down(document, kind, issuer):
        expected = "主送下级政府的办事机构，或经政府同意（注明）、由政府办公室行文"
        yield "L-15", f"{issuer}向{document.addressees[:16]}发{kind}", expected, "主送机关"
    if _INNER.search(issuer) and not issuer.endswith(("办公室", "办公厅")):
        yield "R-19", issuer, "以本部门名义行文", "发文机关标志"


def _ordering_down(document: OfficialDocument, kind: str, issuer: str) -> bool:
    agreed = any("经" in text and "政府同意" in text for text in _texts(document))
    to_lower = bool(_LOWER_GOVERNMENT.search(document.addressees))
    return bool(_DEPARTMENT.search(issuer)) and kind in _ORDERING and to_lower and not agreed


def _upward(document: OfficialDocument, kind: str) -> Iterator[Slip]:
    several = [one for one in _SEPARATORS.split(document.addressees) if one.strip()]
    if len(several) > 1:
        yield "R-14", document.addressees, "一个主送机关", "主送机关"
    if _PERSON.search(document.addressees):
        yield "R-17", document.addressees, "上级机关名称", "主送机关"
    if kind == "报告" and any(_REQUEST.search(text) for text in _texts(document)):
        yield "R-15", "报告中有请示事项", "另文请示", "正文"
    if kind == "请示" and sum(bool(_REQUESTS.match(text)) for text in _texts(document)) > 1:
        yield "R-16", "请示了几件事", "一文一事", "正文"
    if lower := [one for one in _SEPARATORS.split(document.cc) if _LOWER.search(one)]:
        yield "R-18", "、".join(lower), "不抄送下级机关", "抄送机关"


def _texts(document: OfficialDocument) -> list[str]:
    return [
        one.text + (one.run_on if isinstance(one, Heading) else "")
        for one in document.body
        if isinstance(one, Heading | Paragraph)
    ]
