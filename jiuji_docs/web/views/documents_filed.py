"""Show and print the catalogue of filed official documents (归档文件目录)."""

from __future__ import annotations

from typing import Any

from pyramid.response import Response
from pyramid.view import view_config

from jiuji_docs.domain.archives.filing import RETENTIONS
from jiuji_docs.services.dispatch.filed import FiledDossiers
from jiuji_docs.web.file_response import file_response
from jiuji_docs.web.numbers import whole_number

YEAR_DIGITS = 4


@view_config(
    route_name="documents_filed",
    request_method="GET",
    renderer="documents_filed.pt",
    permission="filed",
)
def catalogue(request: Any) -> dict[str, Any]:
    """List the own unit's filed documents of a year."""
    year, items = request.find_service(FiledDossiers).show(request.actor, _year(request))
    return {"title": "归档文件目录", "year": year, "rows": items, "retentions": RETENTIONS}


@view_config(route_name="documents_filed_list", request_method="GET", permission="filed")
def printed(request: Any) -> Response:
    """Print the same list as DA/T 22 has it."""
    year, _ = request.find_service(FiledDossiers).show(request.actor, _year(request))
    sheet = request.find_service(FiledDossiers).sheet(request.actor, year)
    pdf = request.registry["preview"].sheet_pdf(sheet)
    return file_response(pdf, f"归档文件目录 {year}.pdf")


def _year(request: Any) -> int | None:
    return whole_number(str(request.params.get("year", "")).strip(), YEAR_DIGITS)
