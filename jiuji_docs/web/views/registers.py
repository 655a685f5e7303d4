"""Show the registers (登记簿) and their items."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from pyramid.view import view_config

from jiuji_docs.services.funds.recoveries import RecoveryService
from jiuji_docs.services.packs import PackService
from jiuji_docs.services.registers import SHOWS, RegisterService
from jiuji_docs.web.numbers import whole_number
from jiuji_docs.web.security.permission_map import allows


@view_config(
    route_name="registers", request_method="GET", renderer="registers.pt", permission="registers"
)
def registers(request: Any) -> dict[str, Any]:
    """List the registers with what is open and overdue; row scope: the service's."""
    heads = request.find_service(RegisterService).heads(request.actor)
    owing = request.find_service(RecoveryService).owing() if _may_recover(request) else None
    return {"title": "登记簿", "heads": heads, "packs": _openings(request), "owing": owing}


@view_config(
    route_name="register", request_method="GET", renderer="register.pt", permission="registers"
)
def register(request: Any) -> dict[str, Any]:
    """List one register's items: open, overdue or all, of every unit or one."""
    show = str(request.params.get("show", "open"))[:10]
    unit = str(request.params.get("unit", ""))[:64]
    before = whole_number(str(request.params.get("after", ""))) or 0
    name = request.matchdict["register"][:40]
    service = request.find_service(RegisterService)
    page = service.page(name, request.actor, show=show, unit=unit, before=before)
    more = urlencode({"show": show, "unit": unit, "after": page.after}) if page.after else ""
    return {
        "title": f"登记簿：{page.title}",
        "page": page,
        "shows": list(SHOWS.items()),
        "show": show,
        "unit": unit,
        "more": more,
        "packs": _openings(request, page.title),
        "wide": "wide",
    }


def _may_recover(request: Any) -> bool:
    return allows("recover", request.actor.roles)


def _openings(request: Any, route: str = "") -> list[tuple[str, str, str, str]]:
    """Return (pack, step, title, register) of the items this person may open, of one register or of all."""
    if not allows("open", request.actor.roles):
        return []
    packs = request.find_service(PackService).openings(request.actor)
    return [
        (pack.id, one.id, one.title, one.route)
        for pack in packs
        for one in pack.openings
        if one.register and route in ("", one.route)
    ]
