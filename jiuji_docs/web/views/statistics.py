"""Show, print and report a year's figures (统计、通报): sums by town, nobody's data."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.response import Response
from pyramid.view import view_config

from jiuji_docs.domain.statistics.figures import Figures
from jiuji_docs.domain.statistics.tables import shown, tables
from jiuji_docs.services.statistics.bulletin import BulletinService
from jiuji_docs.services.statistics.files import (
    statistics_pictures,
    statistics_print,
    statistics_workbook,
)
from jiuji_docs.services.statistics.service import StatisticsService
from jiuji_docs.web.security.permission_map import allows
from jiuji_docs.web.views.document_page import form_key, page_key
from jiuji_docs.web.year_reports import asked_kind, asked_year, year_report


@view_config(
    route_name="statistics", request_method="GET", renderer="statistics.pt", permission="statistics"
)
def statistics(request: Any) -> dict[str, Any]:
    """Show a year's figures with pictures; row scope: the service's."""
    figures = _figures(request)
    actor = request.actor
    return {
        "title": "统计",
        "figures": figures,
        "tables": tables(figures),
        "shown": shown,
        "pictures": statistics_pictures(figures),
        "key": form_key(request),
        "may_report": actor.level == "county" and allows("draft", actor.roles),
    }


@view_config(route_name="statistics_file", request_method="GET", permission="statistics")
def statistics_file(request: Any) -> Response:
    """Give the figures out as a workbook or as a sheet to print."""
    asked_kind(request)
    figures = _figures(request)
    return year_report(
        request,
        f"临时救助统计 {figures.year}",
        lambda: statistics_workbook(figures),
        lambda: statistics_print(figures),
    )


@view_config(route_name="bulletin", request_method="POST", permission="draft")
def report(request: Any) -> HTTPSeeOther:
    """Begin a 通报 from the figures and go on writing it."""
    service = request.find_service(BulletinService)
    number = service.begin(asked_year(request), request.actor, page_key(request))
    return HTTPSeeOther(f"/documents/{quote(number)}/edit")


def _figures(request: Any) -> Figures:
    figures: Figures = request.find_service(StatisticsService).figures(
        asked_year(request), request.actor
    )
    return figures
