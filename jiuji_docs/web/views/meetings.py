"""List, prepare, hold and print meetings that decide cases (联席会议)."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.view import view_config

from jiuji_docs.domain.errors import Refused
from jiuji_docs.services.meetings.kinds import kind_of, kinds_for, shown
from jiuji_docs.services.meetings.preparing import MeetingService
from jiuji_docs.services.meetings.views import STATES, MeetingReader
from jiuji_docs.web.forms.meeting_boxes import Boxes, read_plan
from jiuji_docs.web.numbers import whole_number
from jiuji_docs.web.views.errors import STATUS

MEDIA = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
MESSAGES = {
    "saved": "已暂存记录，尚未签发，事项没有流转。",
    "made": "会议已筹备，议程如下。",
    "held": "纪要已签发，结果如下。",
    "off": "会议已取消，事项可以列入下次会议。",
}


@view_config(
    route_name="meetings", request_method="GET", renderer="meetings.pt", permission="meetings"
)
def meetings(request: Any) -> dict[str, Any]:
    """List the own unit's meetings and the kinds that this post may call."""
    before = whole_number(str(request.params.get("after", ""))) or 0
    rows, after = request.find_service(MeetingReader).page(request.actor, before)
    service = request.find_service(MeetingService)
    kinds = [
        (kind, len(service.waiting(kind.pack, kind.id, request.actor)))
        for kind in kinds_for(request.desk, request.actor)
    ]
    return {
        "title": "联席会议",
        "rows": rows,
        "after": after,
        "kinds": kinds,
        "states": STATES,
    }


@view_config(
    route_name="meeting_new", request_method="GET", renderer="meeting_new.pt", permission="meetings"
)
def new(request: Any) -> dict[str, Any]:
    """Offer the cases that wait for this kind of meeting; row scope: the county all."""
    return _plan_page(request, "")


@view_config(
    route_name="meeting_new",
    request_method="POST",
    renderer="meeting_new.pt",
    permission="meetings",
)
def prepare(request: Any) -> Any:
    """Store a meeting with its agenda."""
    pack, kind = _kind(request)
    try:
        plan = read_plan(request.POST, pack, kind, request.actor)
        number = request.find_service(MeetingService).prepare(plan, request.actor)
    except Refused as refused:
        request.response.status_int = STATUS.get(type(refused), 400)
        return _plan_page(request, refused.message)
    return HTTPSeeOther(f"/meetings/{quote(number)}?said=made")


def _plan_page(request: Any, problem: str) -> dict[str, Any]:
    pack_id, kind = _kind(request)
    pack, found = kind_of(request.desk, pack_id, kind, request.actor)
    waiting = request.find_service(MeetingService).waiting(pack_id, kind, request.actor)
    return {
        "title": f"筹备：{found.title}",
        "kind": shown(pack, found),
        "waiting": waiting,
        "problem": problem,
        "boxes": Boxes(request.POST),
    }


def _kind(request: Any) -> tuple[str, str]:
    return request.matchdict["pack"][:64], request.matchdict["kind"][:64]
