"""Read which year a report is asked for, and give it out to print or as a workbook (年度报表)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pyramid.httpexceptions import HTTPNotFound
from pyramid.response import Response

from jiuji_docs.domain.errors import NotFound
from jiuji_docs.web.file_response import file_response
from jiuji_docs.web.numbers import whole_number

YEAR_DIGITS = 4
FIRST_YEAR, LAST_YEAR = 1949, 9998
MEDIA = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def asked_year(request: Any) -> int | None:
    """Return the year asked for, None when none is named; NotFound for one no office has papers of."""
    year = whole_number(str(request.params.get("year", "")).strip(), YEAR_DIGITS)
    if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
        raise NotFound(str(year))
    return year


def asked_kind(request: Any) -> str:
    """Return the kind of file asked for, pdf or xlsx; another is not found."""
    kind = str(request.matchdict["kind"])
    if kind not in MEDIA:
        raise HTTPNotFound
    return kind


def year_report(
    request: Any, title: str, workbook: Callable[[], bytes], sheet: Callable[[], Any]
) -> Response:
    """Return the report as *workbook*, or as *sheet* typeset to print, whichever is asked for."""
    kind = asked_kind(request)
    data = workbook() if kind == "xlsx" else request.registry["preview"].sheet_pdf(sheet())
    return file_response(data, f"{title}.{kind}", MEDIA[kind])
