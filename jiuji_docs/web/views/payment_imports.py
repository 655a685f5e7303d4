"""Bring in sheets of payments (导入发放表), show what was wrong, follow up what is off the system."""

from __future__ import annotations

import json
from typing import Any

from pyramid.httpexceptions import HTTPNotFound, HTTPSeeOther
from pyramid.response import Response
from pyramid.view import view_config

from jiuji_docs.domain.errors import Refused
from jiuji_docs.importing.bounds import LARGEST_FILE
from jiuji_docs.services.funds.payment_imports import PaymentImportService
from jiuji_docs.web.numbers import whole_number
from jiuji_docs.web.typed import typed
from jiuji_docs.web.views.errors import STATUS
from jiuji_docs.web.views.payments import MEDIA

LONGEST_NOTE, LONGEST_NUMBER = 200, 40


@view_config(
    route_name="batch_imports", request_method="GET", renderer="batch_imports.pt", permission="pay"
)
def imports(request: Any) -> dict[str, Any]:
    """Show the box for a sheet, the sheets judged before, and payments off the system."""
    return _page(request, "")


@view_config(
    route_name="batch_imports",
    request_method="POST",
    renderer="batch_imports.pt",
    permission="pay",
)
def take(request: Any) -> Any:
    """Judge a sheet: it becomes a batch, or the report says row by row why not."""
    upload = request.POST.get("file")
    if not hasattr(upload, "file"):
        return _page(request, "请选择 Excel 发放表")
    data = upload.file.read(LARGEST_FILE + 1)
    try:
        name = typed({"name": upload.filename}, "name", LONGEST_NOTE)
        report = request.find_service(PaymentImportService).take(data, name, request.actor)
    except Refused as refused:
        return _page(request, refused.message, STATUS.get(type(refused), 400))
    return HTTPSeeOther(f"/batches/imports/{report.number}")


@view_config(
    route_name="batch_import", request_method="GET", renderer="batch_import.pt", permission="pay"
)
def report(request: Any) -> dict[str, Any]:
    """Show what came of one sheet."""
    found = _report(request)
    return {"title": f"发放表 {found.number}", "report": found}


@view_config(route_name="batch_import_file", request_method="GET", permission="pay")
def download(request: Any) -> Response:
    """Give the report out as Excel or JSON; it holds row numbers and reasons, nobody's data."""
    kind, found = request.matchdict["kind"], _report(request)
    if kind == "xlsx":
        response = Response(found.xlsx(), content_type=MEDIA["xlsx"])
    elif kind == "json":
        text = json.dumps(found.plain(), ensure_ascii=False)
        response = Response(text.encode(), content_type="application/json")
    else:
        raise HTTPNotFound
    response.headers["Content-Disposition"] = f'attachment; filename="{found.number}.{kind}"'
    return response


@view_config(
    route_name="off_system", request_method="GET", renderer="off_system.pt", permission="off_system"
)
def off_system(request: Any) -> dict[str, Any]:
    """List payments found outside the system that nobody has followed up."""
    return _flags(request, "")


@view_config(
    route_name="off_system",
    request_method="POST",
    renderer="off_system.pt",
    permission="off_system",
)
def explain(request: Any) -> Any:
    """Close a flag with what was found out."""
    flag = whole_number(str(request.POST.get("flag", "")))
    try:
        request.find_service(PaymentImportService).explain(
            flag if flag is not None else -1,
            request.actor,
            transferred=request.POST.get("do") == "transfer",
            note=typed(request.POST, "note", LONGEST_NOTE),
        )
    except Refused as refused:
        request.response.status_int = STATUS.get(type(refused), 400)
        return _flags(request, refused.message)
    return HTTPSeeOther("/off-system")


def _report(request: Any) -> Any:
    number = str(request.matchdict["number"])[:LONGEST_NUMBER]
    return request.find_service(PaymentImportService).report(number)


def _page(request: Any, problem: str, status: int = 400) -> dict[str, Any]:
    if problem:
        request.response.status_int = status
    return {
        "title": "导入发放表",
        "problem": problem,
        "sheets": request.find_service(PaymentImportService).newest(),
        "may_make": "finance.clerk" in request.actor.roles,
    }


def _flags(request: Any, problem: str) -> dict[str, Any]:
    return {
        "title": "系统外发放",
        "problem": problem,
        "flags": request.find_service(PaymentImportService).flagged(),
        "may_close": "county.approver" in request.actor.roles,
    }
