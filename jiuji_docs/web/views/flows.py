"""Show how cases and documents go, and who may do what while one stands at a place (流程)."""

from __future__ import annotations

from typing import Any

from pyramid.view import view_config

from jiuji_docs.services.flow_charts import FlowChartService

LONGEST_NAME = 64


@view_config(route_name="flows", request_method="GET", renderer="flows.pt", permission="flows")
def flows(request: Any) -> dict[str, Any]:
    """List the flows that run here."""
    return {"title": "流程", "flows": request.find_service(FlowChartService).names()}


@view_config(route_name="flow", request_method="GET", renderer="flow.pt", permission="flows")
def flow(request: Any) -> dict[str, Any]:
    """Show one flow: its pictures, and the steps of the place and post that were asked about."""
    service = request.find_service(FlowChartService)
    name = request.matchdict["flow"][:LONGEST_NAME]
    chart = service.chart(name)
    place = request.params.get("state", "")[:LONGEST_NAME]
    role = request.params.get("role", "")[:LONGEST_NAME]
    return {
        "title": chart.title,
        "chart": chart,
        "place": place,
        "role": role,
        "steps": service.who_may(name, place, role) if place else (),
        "pictures": service.pictures(name),
    }
