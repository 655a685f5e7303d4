"""Show over all cases where time is lost (办理耗时)."""

from __future__ import annotations

from typing import Any

from pyramid.view import view_config

from jiuji_docs.domain.errors import NotFound
from jiuji_docs.services.delays import DelayService
from jiuji_docs.services.flow_charts import FlowChartService
from jiuji_docs.web.numbers import whole_number

YEAR_DIGITS = 4
#: Years a calendar can begin at; anything else is not found.
FIRST_YEAR, LAST_YEAR = 1949, 9998


@view_config(route_name="delays", request_method="GET", renderer="delays.pt", permission="delays")
def delays(request: Any) -> dict[str, Any]:
    """Show the map of one pack, the first when none is named; the county all towns, a town its own."""
    packs = request.find_service(FlowChartService).packs()
    name = request.params.get("pack", "")[:64] or packs[0][0]
    year = whole_number(str(request.params.get("year", "")), YEAR_DIGITS)
    if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
        raise NotFound(str(year))
    found = request.find_service(DelayService).map(name, request.actor, year)
    return {"title": "办理耗时", "map": found, "packs": packs}
