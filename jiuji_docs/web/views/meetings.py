"""List, prepare, hold and print meetings that decide cases (联席会议)."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from pyramid.httpexceptions import HTTPNotFound, HTTPSeeOther
from pyramid.response import Response
from pyramid.view import view_config

from jiuji_docs.domain.errors import Refused
from jiuji_docs.domain.meetings.agenda import ATTENDANCES, WAYS
from jiuji_docs.domain.meetings.judging import RecordRefused
from jiuji_docs.services.meetings.holding import HoldingService
from jiuji_docs.services.meetings.kinds import kind_of, kinds_for, shown
from jiuji_docs.services.meetings.preparing import MeetingService
from jiuji_docs.services.meetings.views import STATES, MeetingReader, MeetingView
from jiuji_docs.web.file_response import file_response
from jiuji_docs.web.forms.meeting_boxes import SHARE_ROWS, Boxes, read_plan, read_record
from jiuji_docs.web.numbers import whole_number
from jiuji_docs.web.press import wake_after_commit
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


@view_config(
    route_name="meeting", request_method="GET", renderer="meeting.pt", permission="meetings"
)
def meeting(request: Any) -> dict[str, Any]:
    """Show one meeting of the own unit: its record to be written, or what came of it."""
    return _page(request, _view(request), [])


@view_config(
    route_name="meeting", request_method="POST", renderer="meeting.pt", permission="meetings"
)
def record(request: Any) -> Any:
    """Keep the record, try it, issue the minutes, or call the meeting off."""
    view, deed = _view(request), str(request.POST.get("do", ""))
    if deed not in DEEDS:
        raise HTTPNotFound
    if view.row.state == "held":
        return _back(view, "held")
    try:
        return DEEDS[deed](request, view)
    except RecordRefused as refused:
        return _again(request, view, list(refused.problems), 400)
    except Refused as refused:
        return _again(request, view, [("", _reason(refused))], STATUS.get(type(refused), 400))


def _save(request: Any, view: MeetingView) -> HTTPSeeOther:
    written = read_record(request.POST, view)
    service = request.find_service(HoldingService)
    service.save(view.row.number, written, _version(request), request.actor)
    return _back(view, "saved")


def _hold(request: Any, view: MeetingView) -> HTTPSeeOther:
    written = read_record(request.POST, view)
    service = request.find_service(HoldingService)
    service.hold(view.row.number, written, _version(request), request.actor)
    wake_after_commit(request)
    return _back(view, "held")


def _try(request: Any, view: MeetingView) -> dict[str, Any]:
    """Say what issuing would do (核对); whatever happens here is never committed."""
    request.tm.doom()
    written = read_record(request.POST, view)
    service = request.find_service(HoldingService)
    held = service.hold(view.row.number, written, None, request.actor)
    return {**_page(request, view, []), "tried": held}


def _cancel(request: Any, view: MeetingView) -> HTTPSeeOther:
    request.find_service(MeetingService).cancel(view.row.number, request.actor)
    return _back(view, "off")


DEEDS = {"save": _save, "hold": _hold, "try": _try, "cancel": _cancel}


@view_config(route_name="meeting_paper", request_method="GET", permission="meetings")
def paper(request: Any) -> Response:
    """Give out the printed minutes, or their form."""
    name = request.matchdict["paper"]
    reader = request.find_service(MeetingReader)
    title, data = reader.paper(_number(request), name, request.actor)
    kind = name.rpartition(".")[2]
    return file_response(data, title, MEDIA[kind], inline=kind == "pdf")


def _again(
    request: Any, view: MeetingView, problems: list[tuple[str, str]], status: int
) -> dict[str, Any]:
    """Show the page again with an error status, which also rolls back; what was typed is kept."""
    request.response.status_int = status
    return _page(request, view, problems)


def _page(request: Any, view: MeetingView, problems: list[tuple[str, str]]) -> dict[str, Any]:
    said = "" if problems or request.POST else str(request.params.get("said", ""))
    return {
        "title": f"{view.row.name}{view.row.session}",
        "view": view,
        "row": view.row,
        "problems": problems,
        "message": MESSAGES.get(said, ""),
        "attendances": list(ATTENDANCES.items()),
        "ways": list(WAYS.items()),
        "boxes": Boxes(request.POST),
        "share_rows": SHARE_ROWS,
        "tried": None,
        "mine": view.row.convener_account in (None, request.actor.account),
    }


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


def _view(request: Any) -> MeetingView:
    view: MeetingView = request.find_service(MeetingReader).view(_number(request), request.actor)
    return view


def _kind(request: Any) -> tuple[str, str]:
    return request.matchdict["pack"][:64], request.matchdict["kind"][:64]


def _version(request: Any) -> int:
    """Return the version the page showed; what is no number counts as an old page."""
    return whole_number(str(request.POST.get("version", "")), 8) or 0


def _number(request: Any) -> str:
    return str(request.matchdict["meeting"])[:40]


def _back(view: MeetingView, said: str) -> HTTPSeeOther:
    return HTTPSeeOther(f"/meetings/{quote(view.row.number)}?said={said}")


def _reason(refused: Refused) -> str:
    return f"{refused.message}（依据 {refused.clause}）" if refused.clause else refused.message
