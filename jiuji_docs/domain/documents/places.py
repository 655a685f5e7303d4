"""Name every text of a document by the element it stands in, for findings that say where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from jiuji_docs.domain.documents.official import OfficialDocument

#: Fields whose values choose a form and are never printed.
_SETTINGS = frozenset({"style", "direction", "kind"})
NAMES = {
    "title": "标题",
    "body": "正文",
    "blocks": "正文",
    "mark": "发文机关标志",
    "joint_issuers": "联合发文机关",
    "copy_number": "份号",
    "number": "发文字号",
    "urgency": "紧急程度",
    "signers": "签发人",
    "addressees": "主送机关",
    "attachment_notes": "附件说明",
    "signatories": "发文机关署名",
    "signature_stamps": "签名章",
    "note": "附注",
    "attendance": "出席人员",
    "issued": "被印发件",
    "attachments": "附件",
    "cc": "抄送机关",
    "printer": "印发机关",
    "entries": "名单",
    "heads": "表头",
    "rows": "表格",
    "name": "姓名",
    "post": "职务",
}


def texts_by_place(document: OfficialDocument) -> Iterator[tuple[str, str]]:
    """Yield (place, text) of everything printed; places read like 附件1·名单3·姓名."""
    yield from _texts(document, "")


def _texts(value: Any, place: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        if value:
            yield place, value
    elif isinstance(value, tuple):
        for number, one in enumerate(value, start=1):
            yield from _texts(one, f"{place}{number}" if len(value) > 1 else place)
    elif is_dataclass(value):
        for one in fields(value):
            if one.name not in _SETTINGS:
                yield from _texts(getattr(value, one.name), _joined(place, one.name))


def _joined(place: str, field: str) -> str:
    """Return the place of a field; a field without a name of its own is its owner's text."""
    name = NAMES.get(field, "")
    return "·".join(part for part in (place, name) if part)
