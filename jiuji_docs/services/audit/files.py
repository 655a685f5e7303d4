"""Hand the findings out as a workbook and as a sheet to print."""

from __future__ import annotations

from jiuji_docs.domain.audit.report import AuditReport
from jiuji_docs.domain.audit.report_sheet import report_sheet
from jiuji_docs.domain.forms.sheet import FormSheet
from jiuji_docs.rendering.workbook import Table, workbook

_HEADS = ("检查项目", "事项或批次", "单位", "对象", "情况", "依据", "处理")


def audit_workbook(report: AuditReport) -> bytes:
    """Return the findings as an Excel workbook: the counts, then every finding."""
    rows = tuple(
        (one.title, one.about, one.town, one.name, one.detail, one.clause, one.remedy)
        for one in report.lines
    )
    counts = Table("汇总", ("检查项目", "发现（处）"), report.counts)
    return workbook((counts, Table("明细", _HEADS, rows)))


def audit_sheet(report: AuditReport) -> FormSheet:
    """Return the findings as a sheet."""
    return report_sheet(report)
