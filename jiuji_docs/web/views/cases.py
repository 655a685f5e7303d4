"""Show one case, its papers and its proofs (事项页)."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from pyramid.httpexceptions import HTTPNotFound, HTTPSeeOther
from pyramid.response import Response
from pyramid.view import view_config

from jiuji_docs.domain.errors import Refused
from jiuji_docs.domain.workflow.published import FILE_KINDS
from jiuji_docs.services.attachments import AttachmentService
from jiuji_docs.services.case_file import PRINTS_AGAIN, CaseFileService
from jiuji_docs.services.case_pictures import CasePictureService
from jiuji_docs.services.case_views import CaseView
from jiuji_docs.services.filing import FilingService
from jiuji_docs.services.meetings.filed_minutes import MinutesReader
from jiuji_docs.services.signing_sheets import SigningSheets
from jiuji_docs.web.file_response import file_response
from jiuji_docs.web.numbers import whole_number
from jiuji_docs.web.press import wake_after_commit
from jiuji_docs.web.security.permission_map import allows
from jiuji_docs.web.typed import typed

MEDIA = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
LONGEST_REASON = 100
#: States of a paper that the press is still busy with.
PRINTING = frozenset({"printing"})
#: What the page says after a step, by a short code in the address.
MESSAGES = {
    "done": "已办理。",
    "file": "材料已保存。",
    "again": "已重新送印。",
}


@view_config(route_name="case", request_method="GET", renderer="case.pt", permission="read")
def case(request: Any) -> dict[str, Any]:
    """Show the case; personal data is masked. Row scope: the service's."""
    return _page(request, unmasked=False)


@view_config(route_name="reveal", request_method="POST", renderer="case.pt", permission="read")
def reveal(request: Any) -> dict[str, Any]:
    """Show the case unmasked, after writing down who asked and why."""
    reason = typed(request.POST, "reason", LONGEST_REASON)
    request.find_service(CaseFileService).reveal(_number(request), request.actor, reason)
    return _page(request, unmasked=True)


@view_config(route_name="paper", request_method="GET", permission="read")
def paper(request: Any) -> Response:
    """Give out a stored paper as it was printed; reading it is logged."""
    kind = request.matchdict["kind"]
    if kind not in MEDIA:
        raise HTTPNotFound
    house, actor, number = request.registry["house"], request.actor, _number(request)
    name, data = request.find_service(CaseFileService).paper(
        number, _id(request, "paper"), actor, kind
    )
    house.run(lambda desk: CaseFileService(desk).note_reading(number, actor, name))
    return file_response(data, name, MEDIA[kind], inline=kind == "pdf")


@view_config(route_name="paper_again", request_method="POST", permission="work")
def print_again(request: Any) -> HTTPSeeOther:
    """Ask the press for a failed paper once more (重新印制)."""
    service = request.find_service(CaseFileService)
    service.print_again(_number(request), _id(request, "paper"), request.actor)
    wake_after_commit(request)
    return HTTPSeeOther(f"/cases/{quote(_number(request))}?said=again")


@view_config(route_name="filed_copy", request_method="GET", permission="archives")
def filed_copy(request: Any) -> Response:
    """Give out a print copy bearing the filing stamp (归档章); the signed original stays untouched."""
    name, data = request.find_service(FilingService).stamped_copy(
        _number(request), _id(request, "paper"), request.actor
    )
    return file_response(data, name, MEDIA["pdf"], inline=True)


@view_config(
    route_name="attachments", request_method="POST", permission="attach", renderer="message.pt"
)
def attach(request: Any) -> Any:
    """Keep a proof brought by the family."""
    request.find_service(CaseFileService).require(_number(request), request.actor)
    upload = request.POST.get("file")
    if not hasattr(upload, "file"):
        raise Refused("no_file", "请选择文件")
    service = request.find_service(AttachmentService)
    kind = request.POST.get("kind", "proof")
    service.add(_number(request), request.actor, upload.filename, upload.file.read(), kind)
    return HTTPSeeOther(f"/cases/{quote(_number(request))}?said=file")


@view_config(route_name="attachment", request_method="GET", permission="read")
def attachment(request: Any) -> Response:
    """Give out a proof, always as a download."""
    row, data = request.find_service(AttachmentService).read(
        _number(request), _id(request, "attachment"), request.actor
    )
    return file_response(data, row.name, row.media_type, inline=False)


def _page(request: Any, *, unmasked: bool) -> dict[str, Any]:
    service = request.find_service(CaseFileService)
    view = service.view(_number(request), request.actor, unmasked=unmasked)
    return {
        "title": f"{view.person}：{view.cause or view.route}",
        "case": view,
        "flow": request.find_service(CasePictureService).of(view.number, request.actor),
        "unmasked": unmasked,
        "to_sign": _to_sign(request, view),
        "printing": sum(paper.state in PRINTING for paper in view.papers),
        "message": MESSAGES.get(request.params.get("said", ""), ""),
        "may_attach": allows("attach", request.actor.roles),
        "may_copy": allows("archives", request.actor.roles),
        "may_reprint": PRINTS_AGAIN in request.actor.roles,
        "file_kinds": FILE_KINDS,
        "minutes": request.find_service(MinutesReader).of_case(view.number, request.actor),
        "attachments": request.find_service(AttachmentService).list(view.number, request.actor),
    }


def _to_sign(request: Any, view: CaseView) -> tuple[tuple[str, str], ...]:
    """Return the forms this person may print to be signed by hand: none for those who only read."""
    if view.closed or not allows("attach", request.actor.roles):
        return ()
    return request.find_service(SigningSheets).titles(view.number, request.actor)


def _number(request: Any) -> str:
    return str(request.matchdict["number"])[:40]


def _id(request: Any, name: str) -> int:
    key = whole_number(request.matchdict[name])
    if key is None:
        raise HTTPNotFound
    return key
