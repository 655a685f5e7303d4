"""Give out a meeting's papers, and take in the minutes that were signed on paper (会议文书)."""

from __future__ import annotations

from typing import Any

from pyramid.response import Response
from pyramid.view import view_config

from jiuji_docs.domain.errors import Refused
from jiuji_docs.services.case_file import CaseFileService
from jiuji_docs.services.meetings.filed_minutes import MinutesReader
from jiuji_docs.services.meetings.signed_paper import SignedPaperService
from jiuji_docs.services.meetings.views import MeetingReader
from jiuji_docs.web.file_response import file_response
from jiuji_docs.web.numbers import whole_number
from jiuji_docs.web.views.errors import STATUS
from jiuji_docs.web.views.meeting_page import back, number_of, page, view_of

MEDIA = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@view_config(
    route_name="meeting_signed", request_method="POST", renderer="meeting.pt", permission="meetings"
)
def keep(request: Any) -> Any:
    """Keep the minutes signed on paper; only the unit's own meeting, before a case is filed with them."""
    view, upload = view_of(request), request.POST.get("file")
    given = hasattr(upload, "file")
    name, data = (upload.filename, upload.file.read()) if given else ("", b"")
    pages = whole_number(str(request.POST.get("pages", "")), 3)
    service = request.find_service(SignedPaperService)
    try:
        service.keep(view.row.number, name, data, pages, request.actor)
    except Refused as refused:
        request.response.status_int = STATUS.get(type(refused), 400)
        return page(request, view, [("", refused.message)])
    return back(view, "signed")


@view_config(route_name="meeting_signed", request_method="GET", permission="meetings")
def signed(request: Any) -> Response:
    """Give out the minutes signed on paper, as something to save."""
    row, data = request.find_service(SignedPaperService).read(number_of(request), request.actor)
    return file_response(data, row.signed_name, row.signed_media, inline=False)


@view_config(route_name="meeting_paper", request_method="GET", permission="meetings")
def paper(request: Any) -> Response:
    """Give out the printed minutes, or their form."""
    name = request.matchdict["paper"]
    reader = request.find_service(MeetingReader)
    title, data = reader.paper(number_of(request), name, request.actor)
    kind = name.rpartition(".")[2]
    return file_response(data, title, MEDIA[kind], inline=kind == "pdf")


@view_config(route_name="case_minutes", request_method="GET", permission="archives")
def of_case(request: Any) -> Response:
    """Give out minutes from a case's file; other families stand in them, so only to the county, and logged."""
    reader, number = request.find_service(MinutesReader), str(request.matchdict["number"])[:40]
    place = whole_number(request.matchdict["place"], 3) or 0
    house, actor = request.registry["house"], request.actor
    found, data = reader.read(number, place, actor)
    read = f"{found.paper.title}{found.paper.number}"
    house.run(lambda desk: CaseFileService(desk).note_reading(number, actor, read))
    pdf = found.name.lower().endswith(".pdf")
    media = MEDIA["pdf"] if pdf else "application/octet-stream"
    return file_response(data, f"{number}-{found.name}", media, inline=False)
