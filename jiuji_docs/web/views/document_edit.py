"""Write a document: its form, its pages and what is to be mended side by side (拟稿)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from pyramid.httpexceptions import HTTPNotFound, HTTPSeeOther
from pyramid.response import Response
from pyramid.view import view_config

from jiuji_docs.domain.documents.entry_form import FORM
from jiuji_docs.domain.documents.entry_values import to_entry
from jiuji_docs.domain.errors import DefinitionError, FormInvalid, PaperError, Refused, StalePage
from jiuji_docs.services.dispatch.drafting import Draft, DraftingService
from jiuji_docs.services.dispatch.preview import Preview
from jiuji_docs.services.drafts import DraftService
from jiuji_docs.web.forms.binding import field_at, show_errors
from jiuji_docs.web.forms.document_binding import bind_document, entered_content, posted_entry
from jiuji_docs.web.numbers import whole_number
from jiuji_docs.web.presenters.findings import findings_for, preview_state
from jiuji_docs.web.views.errors import STATUS

OWN = frozenset({"csrf_token", "version", "do", "__add", "pasted"})
VERSION_DIGITS = 8
#: Under this name a person's unsaved words are kept beside the draft itself.
UNSAVED = "document-edit"
SAVED = "已保存。"


@view_config(
    route_name="document_edit",
    request_method="GET",
    renderer="document_edit.pt",
    permission="documents",
)
def show(request: Any) -> dict[str, Any]:
    """Show the draft as it stands, or what this person could not save last time."""
    draft = _draft(request)
    kept = request.find_service(DraftService).read(request.actor, draft.number, UNSAVED)
    message = SAVED if request.params.get("said") == "saved" else ""
    if kept:
        try:
            entry = posted_entry([pair for pair in kept if pair[0] not in OWN])
        except FormInvalid:
            kept = []
        else:
            message = "已恢复您上次未能保存的内容，请核对后保存。"
            return _page(request, draft, entry, message=message)
    return _page(request, draft, to_entry(draft.content), message=message)


@view_config(
    route_name="document_edit",
    request_method="POST",
    renderer="document_edit.pt",
    permission="documents",
)
def act(request: Any) -> Any:
    """Save, preview, read a pasted text in, or lay the form out anew; nothing typed is lost."""
    draft = _draft(request)
    if request.POST.get("do") == "import":
        return _import(request, draft)
    try:
        entry = posted_entry(_controls(request))
    except FormInvalid as invalid:
        return _refused(request, draft, {}, invalid)
    if add := str(request.POST.get("__add", "")):
        return _page(request, draft, entry, add_row_to=add)
    if request.POST.get("do") == "refresh":
        return _page(request, draft, entry, message="表项已按文种更新，尚未保存。")
    return _save(request, draft, entry, preview_only=request.POST.get("do") == "preview")


@view_config(
    route_name="document_draft", request_method="POST", renderer="json", permission="documents"
)
def autosave(request: Any) -> dict[str, Any]:
    """Save what the page holds; what cannot be saved is kept as this person's own unsaved words."""
    draft = _draft(request)
    drafts = request.find_service(DraftService)
    try:
        content = entered_content(posted_entry(_controls(request)), draft.content, _today(request))
        version = request.find_service(DraftingService).save(
            draft.number, request.actor, content, _version(request)
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
    draft = _draft(request)
    try:
        entry = posted_entry(_controls(request))
        content = entered_content(entry, draft.content, _today(request))
    except FormInvalid as invalid:
        findings = [
            {"severity": "error", "message": "；".join(messages), "place": "", "path": path}
            for path, messages in invalid.errors.items()
        ]
        return {"pages": 0, "key": "", "findings": findings, "state": "有填写错误，更正后更新预览"}
    shown = _preview(request, content)
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


def _save(request: Any, draft: Draft, entry: Mapping[str, Any], *, preview_only: bool) -> Any:
    try:
        content = entered_content(entry, draft.content, _today(request))
        if preview_only:
            return _page(request, draft, entry, content=content)
        request.find_service(DraftingService).save(
            draft.number, request.actor, content, _version(request)
        )
    except StalePage as stale:
        return _refused(request, draft, entry, stale, version=str(draft.version))
    except Refused as refused:
        return _refused(request, draft, entry, refused)
    request.find_service(DraftService).drop(request.actor, draft.number, UNSAVED)
    return HTTPSeeOther(f"/documents/{quote(draft.number)}/edit?said=saved")


def _import(request: Any, draft: Draft) -> dict[str, Any]:
    pasted = str(request.POST.get("pasted", ""))
    try:
        imported = request.find_service(DraftingService).read_pasted(draft, pasted)
    except (Refused, PaperError, DefinitionError) as error:
        request.response.status_int = 400
        return _page(
            request,
            draft,
            to_entry(draft.content),
            problems=[("pasted", str(error))],
            pasted=pasted,
        )
    content, findings = imported
    message = "文稿已读入，请核对后保存；原稿尚未改动。"
    return _page(
        request, draft, to_entry(content), content=content, imported=findings, message=message
    )


def _refused(
    request: Any, draft: Draft, entry: Mapping[str, Any], refused: Refused, *, version: str = ""
) -> dict[str, Any]:
    """Show the page again with everything typed; after a stale save the next one is made knowingly."""
    request.response.status_int = STATUS.get(type(refused), 400)
    errors = refused.errors if isinstance(refused, FormInvalid) else {}
    message = refused.message
    if isinstance(refused, StalePage):
        message += (
            f"。本页仍是您键入的内容，现为第 {draft.version} 稿；核对后再按“保存”，即以本页为准。"
        )
    problems = [] if errors else [("", message)]
    return _page(request, draft, entry, problems=problems, errors=errors, version=version)


def _page(
    request: Any,
    draft: Draft,
    entry: Mapping[str, Any],
    *,
    content: Mapping[str, Any] | None = None,
    problems: list[tuple[str, str]] | None = None,
    errors: Mapping[str, Any] | None = None,
    add_row_to: str = "",
    version: str = "",
    **more: Any,
) -> dict[str, Any]:
    units = request.find_service(DraftingService).units(request.actor)
    form = bind_document(entry, {f"{FORM}.addressees": units}, add_row_to)
    listed = [*(problems or []), *(show_errors(form, errors, FORM) if errors else [])]
    shown = _preview(request, content) if content is not None else None
    findings = findings_for(shown, entry) if shown else []
    return {
        "title": f"拟稿：{''.join(str(entry.get('title', '')).split()) or draft.number}",
        "wide": "wide",
        "number": draft.number,
        "state": draft.state_title,
        "version": version or _version_text(request, draft),
        "problem_title": "未保存，请更正：",
        "problems": listed,
        "form_html": form.render(),
        "units": units,
        "findings": findings,
        "targets": _targets(form, findings),
        "key": shown.key if shown else "",
        "pages": range(1, shown.pages + 1) if shown else (),
        "preview_state": preview_state(shown) if shown else "按“预览”查看版面和检查结果",
        "message": "",
        "imported": (),
        "pasted": "",
        **more,
    }


def _targets(form: Any, findings: list[dict[str, Any]]) -> dict[str, str]:
    """Return the id of the box of each finding's path."""
    paths = {one["path"] for one in findings if one["path"]}
    found = {path: field_at(form, f"{FORM}.{path}") for path in paths}
    return {path: field.oid for path, field in found.items() if field is not None}


def _draft(request: Any) -> Draft:
    number = str(request.matchdict["document"])[:40]
    found: Draft = request.find_service(DraftingService).draft(number, request.actor)
    return found


def _preview(request: Any, content: Mapping[str, Any]) -> Preview:
    shown: Preview = request.registry["preview"].show(request.actor.account, content)
    return shown


def _controls(request: Any) -> list[tuple[str, str]]:
    return [(name, value) for name, value in request.POST.items() if name not in OWN]


def _version(request: Any) -> int | None:
    return whole_number(str(request.POST.get("version", "")), VERSION_DIGITS)


def _version_text(request: Any, draft: Draft) -> str:
    posted = _version(request) if request.method == "POST" else None
    return str(draft.version if posted is None else posted)


def _today(request: Any) -> dt.date:
    today: dt.date = request.desk.now().date()
    return today
