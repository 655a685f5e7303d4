"""Show what waits, and find cases (待办、查询)."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.view import view_config

from jiuji_docs.services.bulk_lists import BulkListService
from jiuji_docs.services.escalations import EscalationService
from jiuji_docs.services.hands_views import HandsReader
from jiuji_docs.services.meetings.unsigned import UnsignedMinutesReader
from jiuji_docs.services.notices import NoticeService
from jiuji_docs.services.packs import PackService
from jiuji_docs.services.rosters.views import RosterReader
from jiuji_docs.services.worklists import Worklist, WorklistService
from jiuji_docs.web.numbers import whole_number
from jiuji_docs.web.security.permission_map import allows
from jiuji_docs.web.typed import typed

LONGEST_QUERY = 50
#: More ways than this are looked for on the page 受理.
MOST_OPENINGS = 4


@view_config(route_name="worklist", request_method="GET", renderer="worklist.pt", permission="view")
def worklist(request: Any) -> dict[str, Any]:
    """List what this person could act on; row scope: own village or town, the county all."""
    after = _digits(request.params.get("after", ""))
    service = request.find_service(WorklistService)
    rows = service.waiting(request.actor, after)
    return {
        "title": "待办",
        "worklist": rows,
        "registers": service.waiting(request.actor, registers=True),
        "searching": False,
        "query": "",
        "more": _more(rows),
        "in_hand": request.find_service(HandsReader).in_hand(request.actor),
        "board": request.find_service(NoticeService).board(request.actor),
        "missed": request.find_service(EscalationService).reported_to(request.actor),
        "bulk": request.find_service(BulkListService).has_steps(request.actor),
        "on_duty": request.find_service(RosterReader).today(request.actor),
        "unsigned": request.find_service(UnsignedMinutesReader).owed_by(request.actor),
        "openings": _openings(request),
    }


def _openings(request: Any) -> list[tuple[str, str]]:
    """Return (address, title) of the ways of opening a relief case that this post has, one press away."""
    if not allows("open", request.actor.roles, deputy=bool(request.actor.on_behalf_of)):
        return []
    packs = request.find_service(PackService).openings(request.actor)
    found = [(pack.id, one) for pack in packs for one in pack.openings if not one.register]
    return [(f"/new/{pack}/{one.id}", one.title) for pack, one in found[:MOST_OPENINGS]]


@view_config(route_name="notices_read", request_method="POST", permission="view")
def notices_read(request: Any) -> Any:
    """Mark one notice, or without an id all of them, as read by this person."""
    text = str(request.POST.get("notice", ""))
    number = whole_number(text)
    ids = None if not text else [number] if number is not None else []
    request.find_service(NoticeService).mark_read(request.actor, ids)
    return HTTPSeeOther("/worklist")


@view_config(route_name="search", request_method="GET", renderer="worklist.pt", permission="read")
def search(request: Any) -> dict[str, Any]:
    """Find cases in the reader's row scope."""
    query = typed(request.params, "q", LONGEST_QUERY)
    after = _digits(request.params.get("after", ""))
    rows = request.find_service(WorklistService).search(request.actor, query, after)
    return {
        "title": "查询",
        "worklist": rows,
        "registers": None,
        "searching": True,
        "query": query,
        "in_hand": None,
        "board": None,
        "missed": (),
        "on_duty": (),
        "unsigned": (),
        "openings": (),
        "bulk": False,
        "more": _more(rows, q=query),
    }


def _more(rows: Worklist, **kept: str) -> str:
    """Return the query of the next page."""
    return urlencode({"after": rows.after, **kept})


def _digits(text: str) -> str:
    return text if whole_number(text) is not None else ""
