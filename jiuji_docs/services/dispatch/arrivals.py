"""Take in a document that came on paper or from outside the system (收文登记)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from jiuji_docs.domain.conformance.titles import kind_of
from jiuji_docs.domain.errors import GuardRefused, PaperError
from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.dispatch.kernel import DispatchKernel


@dataclass(frozen=True, slots=True)
class ArrivalBox:
    """One thing that is written down of an incoming document."""

    name: str
    title: str
    hint: str = ""
    required: bool = False
    lines: bool = False
    limit: int = 100


BOXES = (
    ArrivalBox("organ", "来文机关", required=True),
    ArrivalBox(
        "document_number", "来文字号", "照来文抄录，如 示政发〔2024〕3号；没有可不填", limit=40
    ),
    ArrivalBox("title", "标题", required=True, limit=200),
    ArrivalBox("urgency", "紧急程度", "特急或加急；没有可不填", limit=2),
    ArrivalBox("summary", "内容摘要", lines=True, limit=1000),
)


class ArrivalService:
    """Register incoming documents for the clerk's own unit."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def register(self, values: Mapping[str, str], actor: Actor, key: str) -> str:
        """Open an incoming dossier that is received already, and return its number."""
        for box in BOXES:
            if box.required and not values[box.name]:
                raise GuardRefused("missing", f"请填写{box.title}")
        if values["urgency"] not in ("", "特急", "加急"):
            raise GuardRefused("urgency", "紧急程度只有特急、加急")
        content: dict[str, Any] = {
            "title": [values["title"]],
            "signatories": [values["organ"]],
            "number": values["document_number"],
            "urgency": values["urgency"],
            "body": [{"paragraph": line} for line in values["summary"].split("\n") if line.strip()],
            "style": "letter" if kind_of(values["title"]) == "函" else "circular",
        }
        kept = {name: value for name, value in content.items() if value or name == "body"}
        try:
            outcome = DispatchKernel(self._desk).open("incoming", actor, kept, key, "received")
        except PaperError as error:
            raise GuardRefused("content", str(error)) from error
        return outcome.number
