"""Hold a meeting on its page: keep the record, try it, issue the minutes, call it off (会议记录)."""

from __future__ import annotations

from typing import Any

from pyramid.httpexceptions import HTTPNotFound, HTTPSeeOther
from pyramid.view import view_config

from jiuji_docs.domain.errors import Refused
from jiuji_docs.domain.meetings.judging import RecordRefused
from jiuji_docs.services.meetings.holding import HoldingService
from jiuji_docs.services.meetings.preparing import MeetingService
from jiuji_docs.services.meetings.views import MeetingView
from jiuji_docs.web.forms.meeting_boxes import read_record
from jiuji_docs.web.numbers import whole_number
from jiuji_docs.web.press import wake_after_commit
from jiuji_docs.web.views.errors import STATUS
from jiuji_docs.web.views.meeting_page import back, page, view_of


@view_config(
    route_name="meeting", request_method="GET", renderer="meeting.pt", permission="meetings"
)
def meeting(request: Any) -> dict[str, Any]:
    """Show one meeting of the own unit: its record to be written, or what came of it."""
    return page(request, view_of(request), [])


@view_config(
    route_name="meeting", request_method="POST", renderer="meeting.pt", permission="meetings"
)
def record(request: Any) -> Any:
    """Keep the record, try it, issue the minutes, or call the meeting off."""
    view, deed = view_of(request), str(request.POST.get("do", ""))
    if deed not in DEEDS:
        raise HTTPNotFound
    if view.row.state == "held":
        return back(view, "held")
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
    return back(view, "saved")


def _hold(request: Any, view: MeetingView) -> HTTPSeeOther:
    written = read_record(request.POST, view)
    service = request.find_service(HoldingService)
    service.hold(view.row.number, written, _version(request), request.actor)
    wake_after_commit(request)
    return back(view, "held")


def _try(request: Any, view: MeetingView) -> dict[str, Any]:
    """Say what issuing would do (核对); whatever happens here is never committed."""
    request.tm.doom()
    written = read_record(request.POST, view)
    service = request.find_service(HoldingService)
    held = service.hold(view.row.number, written, None, request.actor)
    return {**page(request, view, []), "tried": held}


def _cancel(request: Any, view: MeetingView) -> HTTPSeeOther:
    request.find_service(MeetingService).cancel(view.row.number, request.actor)
    return back(view, "off")


DEEDS = {"save": _save, "hold": _hold, "try": _try, "cancel": _cancel}


def _again(
    request: Any, view: MeetingView, problems: list[tuple[str, str]], status: int
) -> dict[str, Any]:
    """Show the page again with an error status, which also rolls back; what was typed is kept."""
    request.response.status_int = status
    return page(request, view, problems)


def _version(request: Any) -> int:
    """Return the version the page showed; what is no number counts as an old page."""
    return whole_number(str(request.POST.get("version", "")), 8) or 0


def _reason(refused: Refused) -> str:
    return f"{refused.message}（依据 {refused.clause}）" if refused.clause else refused.message
