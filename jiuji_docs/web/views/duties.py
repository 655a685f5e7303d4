"""Show scheduled duties, record that one was done, and report on them (定期任务)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.response import Response
from pyramid.view import view_config

from jiuji_docs.domain.duties.duty import MOST_FILES
from jiuji_docs.domain.errors import Refused
from jiuji_docs.services.duties.closed import ClosedReader
from jiuji_docs.services.duties.recording import LONGEST_NOTE, LONGEST_REASON, Done, DutyService
from jiuji_docs.services.duties.superiors import SuperiorReader
from jiuji_docs.services.duties.views import DutyReader
from jiuji_docs.web.file_response import file_response
from jiuji_docs.web.numbers import key_of, whole_number
from jiuji_docs.web.typed import typed, typed_day
from jiuji_docs.web.views.errors import STATUS

YEAR_DIGITS = 4
MESSAGES = {"done": "已记录。", "void": "已作废，原记录仍在台账中。"}


@view_config(route_name="duties", request_method="GET", renderer="duties.pt", permission="duties")
def duties(request: Any) -> dict[str, Any]:
    """Show the duties of the own unit: due, overdue, done."""
    return _page(request, "")


@view_config(route_name="duties", request_method="POST", renderer="duties.pt", permission="duties")
def record(request: Any) -> Any:
    """Record that a duty was done, with a note and a file."""
    try:
        done = read_done(request.POST, {})
        request.find_service(DutyService).record(done, request.actor)
    except Refused as refused:
        request.response.status_int = STATUS.get(type(refused), 400)
        return _page(request, refused.message)
    return HTTPSeeOther("/duties?said=done")


@view_config(
    route_name="duty_report", request_method="GET", renderer="duty_report.pt", permission="duties"
)
def report(request: Any) -> dict[str, Any]:
    """Report by period; row scope: the own unit and those below, the county all."""
    now = request.desk.now().year
    year = whole_number(str(request.params.get("year", "")), YEAR_DIGITS) or now
    lines = request.find_service(DutyReader).report(year, request.actor)
    return {"title": f"{year}年定期任务完成情况", "year": year, "lines": lines, "now": now}


@view_config(route_name="duty_void", request_method="POST", permission="duties")
def void(request: Any) -> HTTPSeeOther:
    """Void a record made by mistake."""
    reason = typed(request.POST, "reason", LONGEST_REASON)
    request.find_service(DutyService).void(key_of(request, "record"), reason, request.actor)
    return HTTPSeeOther("/duties?said=void")


@view_config(route_name="duty_file", request_method="GET", permission="duties")
def evidence(request: Any) -> Response:
    """Give out the file of a record, as something to save."""
    place = whole_number(str(request.params.get("place", "1")), 2) or 1
    service = request.find_service(DutyService)
    file, data = service.evidence(key_of(request, "record"), request.actor, place)
    return file_response(data, file.file_name, file.media_type, inline=False)


def read_done(posted: Any, entry: Mapping[str, Any]) -> Done:
    """Return what was posted: the period, the day, the note and every file; Refused for a day that is none."""
    files = [one for one in posted.getall("file") if hasattr(one, "file")][: MOST_FILES + 1]
    brought = [(str(one.filename), one.file.read()) for one in files] or [("", b"")]
    return Done(
        pack=str(posted.get("pack", ""))[:64],
        duty=str(posted.get("duty", ""))[:64],
        period=str(posted.get("period", ""))[:12],
        done_on=typed_day(str(posted.get("done_on", "")), "完成日期"),
        note=typed(posted, "note", LONGEST_NOTE, lines=True),
        file_name=brought[0][0],
        data=brought[0][1],
        more=tuple(brought[1:]),
        entry=entry,
    )


def _page(request: Any, problem: str) -> dict[str, Any]:
    said = "" if problem else str(request.params.get("said", ""))
    return {
        "title": "定期任务",
        "cards": request.find_service(DutyReader).cards(request.actor),
        "reported": request.find_service(SuperiorReader).reported_to(request.actor),
        "closed": request.find_service(ClosedReader).closed(request.actor),
        "problem": problem,
        "message": MESSAGES.get(said, ""),
        "posted": request.POST,
        "today": request.desk.now(),
    }
