"""List a unit's documents and show one of them (公文列表、公文页)."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from pyramid.httpexceptions import HTTPNotFound, HTTPSeeOther
from pyramid.response import Response
from pyramid.view import view_config

from jiuji_docs.domain.documents.kinds import KINDS
from jiuji_docs.domain.errors import Refused
from jiuji_docs.services.dispatch.drafting import DraftingService
from jiuji_docs.services.dispatch.lists import LISTS, DossierLists
from jiuji_docs.services.dispatch.reading import DossierReader
from jiuji_docs.services.dispatch.sheets import SheetService
from jiuji_docs.web.file_response import file_response
from jiuji_docs.web.numbers import whole_number
from jiuji_docs.web.presenters.dossiers import facts, text_lines, waiting_for
from jiuji_docs.web.presenters.findings import preview_state, seal_note
from jiuji_docs.web.security.permission_map import allows
from jiuji_docs.web.views.cases import MEDIA
from jiuji_docs.web.views.document_page import form_key, number_of, page_key
from jiuji_docs.web.views.errors import STATUS

EMPTY = {
    "waiting": "现在没有等您办理的公文。",
    "outgoing": "本单位还没有发文。",
    "incoming": "本单位还没有收文。",
    "overdue": "没有逾期的收文。",
}
#: What a page says after something was done, by a short code in the address.
MESSAGES = {
    "done": "已办理。",
    "print": "已送印，稍候刷新可见正本。",
    "again": "已重新送印，稍候刷新可见。",
}


@view_config(
    route_name="documents", request_method="GET", renderer="documents.pt", permission="documents"
)
def documents(request: Any) -> dict[str, Any]:
    """Show one list; row scope: the own unit's documents, and those it is asked to countersign."""
    shown = request.params.get("show", "waiting")
    if shown not in LISTS:
        raise HTTPNotFound
    before = whole_number(str(request.params.get("after", ""))) or 0
    found = request.find_service(DossierLists).show(shown, request.actor, before)
    roles = request.actor.roles
    return {
        "title": "公文",
        "tabs": list(LISTS.items()),
        "shown": shown,
        "rows": found.rows,
        "after": found.after,
        "empty": EMPTY[shown],
        "dated": shown in {"incoming", "overdue"},
        "may_draft": allows("draft", roles),
        "may_register": allows("register", roles),
        "may_number": allows("numbers", roles),
        "may_see_filed": allows("filed", roles),
        "message": MESSAGES.get(request.params.get("said", ""), ""),
    }


@view_config(
    route_name="document_new", request_method="GET", renderer="document_new.pt", permission="draft"
)
def new(request: Any) -> dict[str, Any]:
    """Offer the kinds of document (条例 8)."""
    return _kinds(request, "", "")


@view_config(
    route_name="document_new", request_method="POST", renderer="document_new.pt", permission="draft"
)
def begin(request: Any) -> Any:
    """Begin a document of the chosen kind; the same page begins it once."""
    kind = str(request.POST.get("kind", ""))[:20]
    try:
        number = request.find_service(DraftingService).begin(kind, request.actor, page_key(request))
    except Refused as refused:
        request.response.status_int = STATUS.get(type(refused), 400)
        return _kinds(request, kind, refused.message)
    return HTTPSeeOther(f"/documents/{quote(number)}/edit")


@view_config(
    route_name="document", request_method="GET", renderer="document.pt", permission="documents"
)
def document(request: Any) -> dict[str, Any]:
    """Show where a document stands, what can be done, its papers, its text and its history."""
    view = request.find_service(DossierReader).view(number_of(request), request.actor)
    return {
        "title": view.title,
        "view": view,
        "number": view.number,
        "facts": facts(view),
        "waiting": waiting_for(view),
        "text": text_lines(view.content),
        "message": MESSAGES.get(request.params.get("said", ""), ""),
    }


@view_config(route_name="document_paper", request_method="GET", permission="documents")
def paper(request: Any) -> Response:
    """Give out the finished paper; the units it was sent to get the PDF."""
    kind, key = request.matchdict["kind"], whole_number(request.matchdict["paper"])
    if kind not in MEDIA or key is None:
        raise HTTPNotFound
    reader = request.find_service(DossierReader)
    name, data = reader.paper(number_of(request), key, request.actor, kind)
    return file_response(data, name, MEDIA[kind], inline=kind == "pdf")


@view_config(
    route_name="document_view",
    request_method="GET",
    renderer="document_view.pt",
    permission="documents",
)
def layout(request: Any) -> dict[str, Any]:
    """Show the text as it will print, to whoever reviews or signs it; nothing can be changed here."""
    view = request.find_service(DossierReader).view(number_of(request), request.actor)
    shown = request.registry["preview"].show(request.actor.account, view.content)
    return {
        "title": view.title,
        "number": view.number,
        "findings": shown.findings,
        "preview_state": preview_state(shown),
        "seals": seal_note(view.content, final=view.final),
        "key": shown.key,
        "pages": range(1, shown.pages + 1),
    }


@view_config(route_name="document_sheet", request_method="GET", permission="documents")
def sheet(request: Any) -> Response:
    """Print 发文稿纸 or 收文处理单 from the record as it stands now."""
    number = number_of(request)
    found = request.find_service(SheetService).sheet(number, request.actor)
    pdf = request.registry["preview"].sheet_pdf(found)
    return file_response(pdf, f"{number} {found.title}.pdf")


def _kinds(request: Any, chosen: str, problem: str) -> dict[str, Any]:
    kinds = list(KINDS.values())
    return {
        "title": "拟稿",
        "kinds": kinds,
        "chosen": chosen,
        "problem": problem,
        "key": form_key(request),
    }
