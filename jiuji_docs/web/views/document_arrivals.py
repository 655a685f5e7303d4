"""Take in a document that came on paper or from elsewhere (收文登记)."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.view import view_config

from jiuji_docs.domain.errors import Refused
from jiuji_docs.services.dispatch.arrivals import BOXES, ArrivalService
from jiuji_docs.web.presenters.dossier_steps import Box
from jiuji_docs.web.typed import typed
from jiuji_docs.web.views.document_page import form_key, page_key, reason_of
from jiuji_docs.web.views.errors import STATUS


@view_config(
    route_name="document_arrival",
    request_method="GET",
    renderer="document_step.pt",
    permission="register",
)
def arrival(request: Any) -> dict[str, Any]:
    """Show the form for a document that came on paper from elsewhere."""
    return _arrival(request, {}, "")


@view_config(
    route_name="document_arrival",
    request_method="POST",
    renderer="document_step.pt",
    permission="register",
)
def register(request: Any) -> Any:
    """Take the document in."""
    values = {box.name: str(request.POST.get(box.name, ""))[: 2 * box.limit] for box in BOXES}
    try:
        clean = {box.name: typed(values, box.name, box.limit, lines=box.lines) for box in BOXES}
        service = request.find_service(ArrivalService)
        number = service.register(clean, request.actor, page_key(request))
    except Refused as refused:
        request.response.status_int = STATUS.get(type(refused), 400)
        return _arrival(request, values, reason_of(refused))
    return HTTPSeeOther(f"/documents/{quote(number)}?said=done")


def _arrival(request: Any, values: dict[str, str], problem: str) -> dict[str, Any]:
    boxes = [
        Box(one.name, one.title, one.hint, one.required, one.lines, one.limit) for one in BOXES
    ]
    return {
        "title": "收文登记",
        "number": "",
        "subject": "",
        "edition": "",
        "clause": "条例 24（二）",
        "problem": problem,
        "choices": (),
        "chosen": {},
        "boxes": boxes,
        "typed": values,
        "key": form_key(request),
        "version": "",
    }
