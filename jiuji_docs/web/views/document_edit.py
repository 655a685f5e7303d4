"""Write a document: its form, its pages and what is to be mended side by side (拟稿)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.view import view_config

from jiuji_docs.domain.documents.entry_form import FORM
from jiuji_docs.domain.documents.entry_values import to_entry
from jiuji_docs.domain.errors import DefinitionError, FormInvalid, PaperError, Refused, StalePage
from jiuji_docs.services.dispatch.drafting import Draft, DraftingService
from jiuji_docs.services.drafts import DraftService
from jiuji_docs.web.forms.binding import field_at, show_errors
from jiuji_docs.web.forms.document_binding import bind_document, entered_content, posted_entry
from jiuji_docs.web.presenters.findings import findings_for, preview_state, seal_note
from jiuji_docs.web.views.document_request import (
    OWN,
    UNSAVED,
    controls_of,
    draft_of,
    preview_of,
    today_of,
    version_of,
)
from jiuji_docs.web.views.errors import STATUS

SAVED = "已保存。"


@view_config(
    route_name="document_edit",
    request_method="GET",
    renderer="document_edit.pt",
    permission="documents",
)
def show(request: Any) -> dict[str, Any]:
    """Show the draft as it stands, or what this person could not save last time."""
    draft = draft_of(request)
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
    draft = draft_of(request)
    if request.POST.get("do") == "import":
        return _import(request, draft)
    try:
        entry = posted_entry(controls_of(request))
    except FormInvalid as invalid:
        return _refused(request, draft, {}, invalid)
    if add := str(request.POST.get("__add", "")):
        return _page(request, draft, entry, add_row_to=add)
    if request.POST.get("do") == "refresh":
        return _page(request, draft, entry, message="表项已按文种更新，尚未保存。")
    return _save(request, draft, entry, preview_only=request.POST.get("do") == "preview")


def _save(request: Any, draft: Draft, entry: Mapping[str, Any], *, preview_only: bool) -> Any:
    try:
        content = entered_content(entry, draft.content, today_of(request))
        if preview_only:
            return _page(request, draft, entry, content=content)
        request.find_service(DraftingService).save(
            draft.number, request.actor, content, version_of(request)
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
    shown = preview_of(request, content) if content is not None else None
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
        "seals": seal_note(content or draft.content),
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


def _version_text(request: Any, draft: Draft) -> str:
    posted = version_of(request) if request.method == "POST" else None
    return str(draft.version if posted is None else posted)
