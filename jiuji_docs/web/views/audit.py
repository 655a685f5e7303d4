"""Show what the audit checks find (监督检查): masked, within scope, every reading written down."""

from __future__ import annotations

from typing import Any

from pyramid.response import Response
from pyramid.view import view_config

from jiuji_docs.domain.audit.report import AuditReport
from jiuji_docs.services.audit.files import audit_sheet, audit_workbook
from jiuji_docs.services.audit.service import AuditService
from jiuji_docs.web.year_reports import asked_kind, asked_year, year_report


@view_config(route_name="audit", request_method="GET", renderer="audit.pt", permission="audit")
def audit(request: Any) -> dict[str, Any]:
    """Show the findings of a year, this one when none is named; row scope: the service's."""
    return {"title": "监督检查", "report": _report(request)}


@view_config(route_name="audit_file", request_method="GET", permission="audit")
def audit_file(request: Any) -> Response:
    """Give the findings out as a workbook or as a sheet to print."""
    asked_kind(request)  # before anything is read and written down
    report = _report(request)
    return year_report(
        request,
        f"监督检查 {report.year}",
        lambda: audit_workbook(report),
        lambda: audit_sheet(report),
    )


def _report(request: Any) -> AuditReport:
    house, actor = request.registry["house"], request.actor
    report: AuditReport = request.find_service(AuditService).report(asked_year(request), actor)
    house.run(lambda desk: AuditService(desk).note(report, actor))
    return report
