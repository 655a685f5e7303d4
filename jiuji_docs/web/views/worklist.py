"""Show what waits, and find cases (待办、查询)."""

from __future__ import annotations

from typing import Any

from pyramid.view import view_config

from jiuji_docs.services.worklists import WorklistService


@view_config(route_name="worklist", request_method="GET", renderer="worklist.pt", permission="view")
def worklist(request: Any) -> dict[str, Any]:
    """List what this person could act on; row scope: own village or town, the county all."""
    after = _digits(request.params.get("after", ""))
    rows = request.find_service(WorklistService).waiting(request.actor, after)
    return {"title": "待办", "worklist": rows, "searching": False, "query": ""}


@view_config(route_name="search", request_method="GET", renderer="worklist.pt", permission="view")
def search(request: Any) -> dict[str, Any]:
    """Find cases in the reader's row scope."""
    query = str(request.params.get("q", ""))[:50]
    after = _digits(request.params.get("after", ""))
    rows = request.find_service(WorklistService).search(request.actor, query, after)
    return {"title": "查询", "worklist": rows, "searching": True, "query": query}


def _digits(text: str) -> str:
    return text if text.isascii() and text.isdigit() and len(text) < 19 else ""
