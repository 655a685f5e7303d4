"""Write a preview's findings for the page: the box, the line in it, the page, the words (检查结果)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jiuji_docs.domain.documents.typed_body import read_lines
from jiuji_docs.domain.errors import PaperError
from jiuji_docs.services.dispatch.preview import Preview


def findings_for(preview: Preview, entry: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return findings with the line of the typed text each is about (0: the whole box)."""
    found = [one.plain() for one in preview.findings]
    return [{**one, "line": _line(entry, one["path"], one["block"])} for one in found]


def preview_state(preview: Preview) -> str:
    """Say in one line how the draft stands."""
    if preview.problem:
        return preview.problem
    counts = dict.fromkeys(("error", "warning", "info"), 0)
    for one in preview.findings:
        counts[one.severity] += 1
    words = [
        f"{counts[kind]} 处{title}"
        for kind, title in (("error", "必须更正"), ("warning", "应当更正"), ("info", "提示"))
        if counts[kind]
    ]
    return f"共 {preview.pages} 页；{'，'.join(words) or '没有发现问题'}"


def seal_note(content: Mapping[str, Any], *, final: bool = False) -> str:
    """Say where the seals are that a preview leaves room for, empty for a document without seal."""
    if not (content.get("stamped", True) and content.get("signatories")):
        return ""
    if final:
        return "预览不加盖印章；已用印的版面见公文页“正本”中的版式文件。"
    return "预览只留出印章的位置；印章在“用印”时加盖。"


def _line(entry: Mapping[str, Any], path: str, block: int) -> int:
    text = _text(entry, path.split(".")) if block else ""
    try:
        blocks = read_lines(text)
    except PaperError:
        return 0
    return blocks[block - 1].line if 0 < block <= len(blocks) else 0


def _text(entry: Any, path: list[str]) -> str:
    for part in path:
        if isinstance(entry, list):
            entry = entry[int(part)] if int(part) < len(entry) else ""
        elif isinstance(entry, Mapping):
            entry = entry.get(part, "")
    return entry if isinstance(entry, str) else ""
