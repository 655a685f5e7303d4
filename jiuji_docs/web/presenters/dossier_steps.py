"""Lay out what a step of a document asks for: units to tick, boxes to fill in (办理页)."""

from __future__ import annotations

from dataclasses import dataclass

from jiuji_docs.definitions.read_filing import filing_rules
from jiuji_docs.services.dispatch.views import StepPage


@dataclass(frozen=True, slots=True)
class Choice:
    """A group of ticks."""

    name: str
    title: str
    hint: str
    options: tuple[tuple[str, str], ...]
    input: str = "checkbox"


@dataclass(frozen=True, slots=True)
class Box:
    """A box to fill in."""

    name: str
    title: str
    hint: str = ""
    required: bool = False
    lines: bool = False
    limit: int = 64


_CHOICES = {
    "units": ("会签单位", "联合行文须由所有联署机关会签"),
    "deliver": ("分送单位", "核发后，所选单位在“收文”中签收；没有接入本系统的单位另行送达"),
}
_RETENTION_HINT = "按本单位的文书档案保管期限表选定"
_BOXES = {
    "code": Box(
        "code", "机关代字", "如 示民发；发文字号按代字和年份连续编号", required=True, limit=12
    ),
    "fonds": Box(
        "fonds", "全宗号", "档案馆给本单位的编号，4 位数字或大写字母", required=True, limit=4
    ),
    "office": Box("office", "机构（问题）", "如 办公室；不分机构的可不填", limit=12),
    "pages": Box("pages", "页数", "只在纸质来文没有版式文件时填写", limit=4),
    "due": Box("due", "办结时限", "如 2024-03-01；没有时限可不填", limit=10),
}

#: Steps whose words are no opinion: what is asked for, and a hint.
_COMMENTS = {
    "void_number": (
        "作废原因",
        "记入发文字号登记簿，最多 200 字；此号不再使用，公文退回复核，重新登记时取新号",
    ),
    "reprint": ("说明", "原来印的作废，按现在的文稿重新排印"),
    "seal": ("说明", ""),
    "seal_joint": ("说明", ""),
    "drop": ("撤销原因", "撤销后不能恢复"),
}


def choices_of(step: StepPage) -> list[Choice]:
    """Return what the step asks to tick: groups of units, the retention period."""
    units = [Choice(name, *_CHOICES[name], step.units) for name in step.asks if name in _CHOICES]
    if "retention" not in step.asks:
        return units
    periods = filing_rules().retentions
    return [*units, Choice("retention", "保管期限", _RETENTION_HINT, periods, "radio")]


def boxes_of(step: StepPage) -> list[Box]:
    """Return the boxes of the step, the opinion last."""
    boxes = [_BOXES[name] for name in step.asks if name in _BOXES]
    if step.comment != "none":
        required = step.comment == "required"
        title, hint = _COMMENTS.get(
            step.id, ("意见", "请写明具体意见" if required else "圈阅或签名视为同意")
        )
        boxes.append(Box("comment", title, hint, required, lines=True, limit=1000))
    return boxes
