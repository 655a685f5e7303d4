"""Write a dossier for its page: facts, who is next, the text in short (公文页)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from jiuji_docs.domain.documents.entry_form import form_for
from jiuji_docs.domain.documents.entry_values import to_entry
from jiuji_docs.services.dispatch.views import DossierView

#: Boxes that the page's head already shows.
_SHOWN = frozenset({"kind", "title", "number", "urgency", "seal_diameter", "stamped"})


def facts(view: DossierView) -> list[tuple[str, str]]:
    """Return (label, value) of the page's head, without what is empty."""
    pairs = [
        ("办理编号", view.number),
        ("流程", view.flow_title),
        ("环节", view.state_title),
        ("文种", view.kind),
        ("发文字号", view.document_number),
        ("档号", view.reference),
        ("紧急程度", view.urgency),
        ("来文机关" if view.flow == "incoming" else "单位", _from(view)),
        (_began(view), view.drafter),
        ("办结时限", f"{view.due_on:%Y-%m-%d}" if view.due_on else ""),
        ("稿次", f"第 {view.version} 稿" if view.flow == "outgoing" else ""),
    ]
    return [(label, value) for label, value in pairs if value]


def waiting_for(view: DossierView) -> str:
    """Say whom the document waits for."""
    if view.closed or not view.next_people:
        return ""
    return "、".join(view.next_people)


def text_lines(content: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return (label, text) of what the document says, box by box."""
    entry = to_entry(content)
    return [
        (field.title, text)
        for field in form_for(entry).fields
        if field.name not in _SHOWN and (text := _shown(entry.get(field.name)))
    ]


def _began(view: DossierView) -> str:
    """Name what whoever began the dossier did: drafted it, sent it from elsewhere, took it in."""
    if view.flow == "outgoing":
        return "拟稿人"
    delivered = bool(view.history) and view.history[0].unit != view.unit
    return "送文人" if delivered else "经手人"


def _from(view: DossierView) -> str:
    """Return the organ a document comes from: of an incoming one, its signatories or mark."""
    if view.flow == "outgoing":
        return view.unit
    content = view.content
    named = "、".join(content.get("signatories", ()))
    return named or str(content.get("mark", "")).removesuffix("文件")


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return "\n".join("　".join(_cells(row)) for row in value)
    return "" if value is None else str(value)


def _cells(row: Mapping[str, Any]) -> Iterator[str]:
    for value in row.values():
        if value and value not in {"true", "false"}:
            yield str(value)
