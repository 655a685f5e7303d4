"""Take a step of a document (公文办理)."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.view import view_config

from jiuji_docs.domain.dispatch.flow import ASKS
from jiuji_docs.domain.errors import Refused, StalePage
from jiuji_docs.services.dispatch.command import StepCommand
from jiuji_docs.services.dispatch.kernel import DispatchKernel
from jiuji_docs.services.dispatch.reading import DossierReader
from jiuji_docs.services.dispatch.views import StepPage
from jiuji_docs.web.numbers import whole_number
from jiuji_docs.web.presenters.dossier_steps import boxes_of, choices_of
from jiuji_docs.web.press import wake_after_commit
from jiuji_docs.web.typed import typed
from jiuji_docs.web.views.document_page import form_key, number_of, page_key, reason_of
from jiuji_docs.web.views.errors import STATUS

LONGEST_COMMENT = 1000
LONGEST_ANSWER = 64
VERSION_DIGITS = 8
#: After these the page says that the press is at work.
PRINTS = frozenset({"print", "reprint", "seal", "seal_joint"})


@view_config(
    route_name="document_step",
    request_method="GET",
    renderer="document_step.pt",
    permission="documents",
)
def show(request: Any) -> dict[str, Any]:
    """Show what the step asks for."""
    return _page(request, _step(request))


@view_config(
    route_name="document_step",
    request_method="POST",
    renderer="document_step.pt",
    permission="documents",
)
def take(request: Any) -> Any:
    """Take the step; a refusal comes back with everything typed still there."""
    step = _step(request)
    try:
        comment = typed(request.POST, "comment", LONGEST_COMMENT, lines=True)
        given = {
            name: [text[:LONGEST_ANSWER] for text in request.POST.getall(name)]
            for name in step.asks
        }
        version = whole_number(str(request.POST.get("version", "")), VERSION_DIGITS)
        if version is None:
            # Nobody signs or passes a text without saying which one was on the page.
            raise StalePage("stale_page", "本页没有写明稿次，请核对后再办")
        command = StepCommand(step.number, step.id, page_key(request), version, comment, given)
        request.find_service(DispatchKernel).submit(command, request.actor)
    except Refused as refused:
        request.response.status_int = STATUS.get(type(refused), 400)
        return _page(
            request, step, problem=reason_of(refused), stale=isinstance(refused, StalePage)
        )
    wake_after_commit(request)
    said = "print" if step.id in PRINTS else "done"
    seen = request.find_service(DossierReader).sees(step.number, request.actor)
    place = f"/documents/{quote(step.number)}" if seen else "/documents"
    return HTTPSeeOther(f"{place}?said={said}")


def _step(request: Any) -> StepPage:
    reader = request.find_service(DossierReader)
    name = str(request.matchdict["step"])[:40]
    found: StepPage = reader.step(number_of(request), name, request.actor)
    return found


def _page(
    request: Any, step: StepPage, *, problem: str = "", stale: bool = False
) -> dict[str, Any]:
    posted = request.method == "POST"
    given = {name: tuple(request.POST.getall(name)) for name in ASKS} if posted else step.given
    values = {name: next(iter(given.get(name, ())), "") for name in ASKS}
    # After a stale page the next attempt is made knowingly, on the document as it stands now.
    version = str(step.version) if stale or not posted else str(request.POST.get("version", ""))[:8]
    return {
        "title": step.title,
        "number": step.number,
        "subject": step.subject,
        "edition": f"第 {step.version} 稿" if step.laid_out else "",
        "clause": step.clause,
        "problem": problem,
        "choices": choices_of(step),
        "chosen": given,
        "boxes": boxes_of(step),
        "typed": {**values, "comment": str(request.POST.get("comment", ""))[:LONGEST_COMMENT]},
        "key": form_key(request),
        "version": version,
    }
