"""Show what the audit checks find (监督检查): masked, within scope, every reading written down."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from pyramid.httpexceptions import HTTPNotFound
from pyramid.response import Response
from pyramid.view import view_config

from jiuji_docs.domain.audit.report import AuditReport
from jiuji_docs.domain.errors import NotFound
from jiuji_docs.services.audit.files import audit_sheet, audit_workbook
from jiuji_docs.services.audit.service import AuditService
from jiuji_docs.web.numbers import whole_number

YEAR_DIGITS = 4
FIRST_YEAR, LAST_YEAR = 1950, 9998
MEDIA = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@view_config(route_name="audit", request_method="GET", renderer="audit.pt", permission="audit")
def audit(request: Any) -> dict[str, Any]:
    """Show the findings of a year, this one when none is named; row scope: the service's."""
    return {"title": "监督检查", "report": _report(request)}


@view_config(route_name="audit_file", request_method="GET", permission="audit")
def audit_file(request: Any) -> Response:
    """Give the findings out as a workbook or as a sheet to print."""
    kind = request.matchdict["kind"]
    if kind not in MEDIA:
        raise HTTPNotFound
    report = _report(request)
    if kind == "xlsx":
        data = audit_workbook(report)
    else:
        data = request.registry["preview"].sheet_pdf(audit_sheet(report))
    response = Response(data, content_type=MEDIA[kind])
    name = quote(f"监督检查 {report.year}.{kind}")
    response.headers["Content-Disposition"] = f"inline; filename*=UTF-8''{name}"
    return response


def _report(request: Any) -> AuditReport:
    year = whole_number(str(request.params.get("year", "")).strip(), YEAR_DIGITS)
    if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
        raise NotFound(str(year))
    house, actor = request.registry["house"], request.actor
    report: AuditReport = request.find_service(AuditService).report(year, actor)
    house.run(lambda desk: AuditService(desk).note(report, actor))
    return report
