"""Say of every kind of document (文种, 条例 8) how it is laid out and what a clerk fills in for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

#: What every kind has; ``number`` is taken from the register, ``date`` is the day of signing.
_ALWAYS = ("kind", "urgency", "copy_number", "number", "mark", "joint_issuers", "title", "body")
_ATTACHED = ("attachment_notes", "attachments")
_SIGNED = ("signatories", "date", "stamped", "seal_diameter")
_COLOPHON = ("note", "cc", "printer", "print_date")
_ISSUING = ("issued_title", "issued_body", "issued_notes", "issued_attachments")
_SENT = (*_ALWAYS, "addressees", *_ATTACHED, *_SIGNED, *_COLOPHON)
_PUBLISHED = (*_ALWAYS, *_ATTACHED, *_SIGNED, *_COLOPHON)
_ORDERED = (*_ALWAYS, *_ATTACHED, "date", "signature_stamps", *_COLOPHON, *_ISSUING)


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """A kind of document: how it is laid out (GB/T 9704-2012), where it goes, which fields it has."""

    title: str
    style: str
    direction: str
    fields: tuple[str, ...]
    stamped: bool = True
    #: What the title ends with.
    ending: str = ""

    @property
    def hint(self) -> str:
        """What the kind is for (条例 8)."""
        return _HINTS[self.title]

    @property
    def word(self) -> str:
        """The word a title ends with."""
        return self.ending or self.title


#: What each kind is for, shortened from 条例 8.
_HINTS = {
    "通知": "发布、传达要求下级执行的事项，批转、转发公文",
    "通报": "表彰先进、批评错误、传达重要精神",
    "决定": "对重要事项作出决策和部署",
    "意见": "对重要问题提出见解和处理办法",
    "批复": "答复下级机关的请示",
    "请示": "向上级机关请求指示、批准；一文一事",
    "报告": "向上级机关汇报工作；不得夹带请示事项",
    "函": "不相隶属机关之间商洽、询问、答复",
    "纪要": "记载会议主要情况和议定事项",
    "命令（令）": "公布行政法规和规章、宣布重大措施",
    "议案": "政府向同级人民代表大会或其常委会提请审议",
    "公告": "向国内外宣布重要事项",
    "通告": "在一定范围内公布应当遵守的事项",
    "公报": "公布重要决定或者重大事项",
    "决议": "会议讨论通过的重大决策事项",
}
_KINDS = (
    DocumentKind("通知", "circular", "down", (*_SENT, *_ISSUING)),
    DocumentKind("通报", "circular", "down", _SENT),
    DocumentKind("决定", "circular", "down", (*_SENT, *_ISSUING)),
    DocumentKind("意见", "circular", "down", (*_SENT, *_ISSUING)),
    DocumentKind("批复", "circular", "down", _SENT),
    DocumentKind("请示", "circular", "up", (*_SENT, "signers")),
    DocumentKind("报告", "circular", "up", (*_SENT, "signers")),
    DocumentKind("函", "letter", "level", _SENT),
    DocumentKind("纪要", "minutes", "down", (*_PUBLISHED, "attendance", *_ISSUING), stamped=False),
    DocumentKind("命令（令）", "command", "down", _ORDERED, stamped=False, ending="令"),
    DocumentKind("议案", "circular", "level", (*_SENT, "signature_stamps")),
    DocumentKind("公告", "circular", "down", _PUBLISHED),
    DocumentKind("通告", "circular", "down", _PUBLISHED),
    DocumentKind("公报", "circular", "down", _PUBLISHED),
    DocumentKind("决议", "circular", "down", (*_PUBLISHED, *_ISSUING)),
)  # fmt: skip
KINDS: Mapping[str, DocumentKind] = {kind.title: kind for kind in _KINDS}
#: A document without a known kind is entered as the one that has most fields.
OTHERWISE = KINDS["通知"]
#: Formats whose mark is the title, too (10.2, 10.3), and how the marks of the others end (7.2.4, 10.1).
_MARKED = frozenset({"minutes", "command"})
_ENDINGS = {"circular": "文件"}
_BY_STYLE = {"letter": "函", "minutes": "纪要", "command": "命令（令）"}


def kind_of_content(content: Mapping[str, Any]) -> DocumentKind:
    """Return the kind a document's content has: by its format, else by the end of its title."""
    named = _BY_STYLE.get(str(content.get("style", "")))
    if named:
        return KINDS[named]
    found = kind_of_title("".join(str(line) for line in content.get("title", ())))
    if found is not None and found.style == content.get("style", "circular"):
        return found
    return KINDS["请示"] if content.get("direction") == "up" else OTHERWISE


def kind_of_title(title: str) -> DocumentKind | None:
    """Return the kind a title ends with, None when it names none; （试行） and the like stand aside."""
    bare = title.rpartition("（")[0] if title.endswith("）") else title
    return next((kind for kind in _KINDS if bare.endswith(kind.word)), None)


def blank_content(kind: DocumentKind, unit_name: str) -> dict[str, Any]:
    """Return what a new document of *kind* begins with: the unit's name and the kind's form."""
    whole = f"{unit_name}{'工作会议纪要' if kind.style == 'minutes' else kind.word}"
    plain: dict[str, Any] = {
        "title": [whole if kind.style in _MARKED else f"{unit_name}关于的{kind.word}"],
        "style": kind.style,
        "direction": kind.direction,
        "mark": whole if kind.style in _MARKED else unit_name + _ENDINGS.get(kind.style, ""),
        "stamped": kind.stamped,
        "body": [],
    }
    if kind.stamped:
        plain["signatories"] = [unit_name]
    if kind.style == "circular":
        plain["printer"] = unit_name
    return plain
