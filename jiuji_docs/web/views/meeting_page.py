"""Show one meeting's page, and lead back to it (会议页)."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from pyramid.httpexceptions import HTTPSeeOther

from jiuji_docs.domain.meetings.agenda import ATTENDANCES, WAYS
from jiuji_docs.services.meetings.views import MeetingReader, MeetingView
from jiuji_docs.web.forms.meeting_boxes import SHARE_ROWS, Boxes

MESSAGES = {
    "saved": "已暂存记录，尚未签发，事项没有流转。",
    "made": "会议已筹备，议程如下。",
    "held": "纪要已签发，结果如下。",
    "off": "会议已取消，事项可以列入下次会议。",
    "signed": "已保存召集人签字件。",
}


def page(request: Any, view: MeetingView, problems: list[tuple[str, str]]) -> dict[str, Any]:
    """Return what the page of a meeting shows, with what was refused."""
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


def view_of(request: Any) -> MeetingView:
    """Return the meeting the address names; NotFound for another unit's."""
    view: MeetingView = request.find_service(MeetingReader).view(number_of(request), request.actor)
    return view


def number_of(request: Any) -> str:
    """Return the number that the address names."""
    return str(request.matchdict["meeting"])[:40]


def back(view: MeetingView, said: str) -> HTTPSeeOther:
    """Lead back to the meeting and say what was done."""
    return HTTPSeeOther(f"/meetings/{quote(view.row.number)}?said={said}")
