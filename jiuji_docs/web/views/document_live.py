"""Answer the editor's script: save the draft, print it anew, give out its pages (自动保存、实时预览)."""

from __future__ import annotations

from typing import Any

from pyramid.httpexceptions import HTTPNotFound
from pyramid.response import Response
from pyramid.view import view_config

from jiuji_docs.domain.errors import FormInvalid, Refused
from jiuji_docs.services.dispatch.drafting import DraftingService
from jiuji_docs.services.drafts import DraftService
from jiuji_docs.web.forms.document_binding import entered_content, posted_entry
from jiuji_docs.web.numbers import whole_number
from jiuji_docs.web.presenters.findings import findings_for, preview_state
from jiuji_docs.web.views.document_request import (
    UNSAVED,
    controls_of,
    draft_of,
    preview_of,
    today_of,
    version_of,
)


@view_config(
    route_name="document_draft", request_method="POST", renderer="json", permission="documents"
)
def autosave(request: Any) -> dict[str, Any]:
    """Save what the page holds; what cannot be saved is kept as this person's own unsaved words."""
    draft = draft_of(request)
    drafts = request.find_service(DraftService)
    try:
        content = entered_content(
            posted_entry(controls_of(request)), draft.content, today_of(request)
        )
        version = request.find_service(DraftingService).save(
            draft.number, request.actor, content, version_of(request)
        )
    except Refused as refused:
        # The words are stored in this transaction, so the answer must not undo it.
        pairs = [pair for pair in request.POST.items() if pair[0] != "csrf_token"]
        drafts.save(request.actor, draft.number, UNSAVED, pairs)
        message = f"尚未保存：{refused.message}；您键入的内容已另存，不会丢失"
        return {"saved": False, "kept": True, "message": message}
    drafts.drop(request.actor, draft.number, UNSAVED)
    return {"saved": True, "version": version}


@view_config(
    route_name="document_preview", request_method="POST", renderer="json", permission="documents"
)
def preview(request: Any) -> dict[str, Any]:
    """Print the posted words and say what is to be mended; nothing is stored."""
    draft = draft_of(request)
    try:
        entry = posted_entry(controls_of(request))
        content = entered_content(entry, draft.content, today_of(request))
    except FormInvalid as invalid:
        findings = [
            {"severity": "error", "message": "；".join(messages), "place": "", "path": path}
            for path, messages in invalid.errors.items()
        ]
        return {"pages": 0, "key": "", "findings": findings, "state": "有填写错误，更正后更新预览"}
    shown = preview_of(request, content)
    return {
        "pages": shown.pages,
        "key": shown.key,
        "findings": findings_for(shown, entry),
        "state": preview_state(shown),
    }


@view_config(route_name="document_picture", request_method="GET", permission="documents")
def picture(request: Any) -> Response:
    """Give out one page of a preview to whom it was made for."""
    page = whole_number(request.matchdict["page"], 3)
    if page is None:
        raise HTTPNotFound
    key = request.matchdict["key"][:64]
    png = request.registry["preview"].picture(request.actor.account, key, page)
    return Response(png, content_type="image/png")
