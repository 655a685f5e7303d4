"""Order the bundle of a village's day, show how far it is, give it out (打印册)."""

from __future__ import annotations

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.response import Response
from pyramid.view import view_config

from jiuji_docs.domain.errors import Refused
from jiuji_docs.services.bundles.orders import BundleOrderService
from jiuji_docs.web.file_response import file_response
from jiuji_docs.web.numbers import key_of
from jiuji_docs.web.press import wake_after_commit
from jiuji_docs.web.typed import typed_day
from jiuji_docs.web.views.errors import STATUS


@view_config(
    route_name="bundles", request_method="GET", renderer="bundles.pt", permission="bundles"
)
def bundles(request: Any) -> dict[str, Any]:
    """Offer the own unit and those below, and list the reader's own bundles."""
    return _page(request, "")


@view_config(
    route_name="bundles", request_method="POST", renderer="bundles.pt", permission="bundles"
)
def order(request: Any) -> Any:
    """Put a bundle in the outbox; row scope: the own unit and those below, the county all."""
    posted = request.POST
    try:
        key = request.find_service(BundleOrderService).order(
            str(posted.get("unit", ""))[:64],
            typed_day(str(posted.get("day", ""))),
            request.actor,
            duplex=posted.get("sides") != "1",
        )
    except Refused as refused:
        request.response.status_int = STATUS.get(type(refused), 400)
        return _page(request, refused.message)
    wake_after_commit(request)
    return HTTPSeeOther(f"/bundles/{key}")


@view_config(
    route_name="bundle_order",
    request_method="GET",
    renderer="bundle_order.pt",
    permission="bundles",
)
def progress(request: Any) -> dict[str, Any]:
    """Say how far one of the reader's own bundles is; the page asks again each second."""
    view = request.find_service(BundleOrderService).view(key_of(request, "bundle"), request.actor)
    return {"title": f"{view.unit} {view.row.day:%Y-%m-%d} 打印册", "view": view, "row": view.row}


@view_config(route_name="bundle_file", request_method="GET", permission="bundles")
def download(request: Any) -> Response:
    """Give out one of the reader's own bundles, to save; the reading of each case is logged."""
    key, actor, house = key_of(request, "bundle"), request.actor, request.registry["house"]
    name, data = request.find_service(BundleOrderService).read(key, actor)
    house.run(lambda desk: BundleOrderService(desk).note(key, actor))
    return file_response(data, name, inline=False)


def _page(request: Any, problem: str) -> dict[str, Any]:
    service = request.find_service(BundleOrderService)
    return {
        "title": "打印册",
        "units": service.units(request.actor),
        "orders": service.orders(request.actor),
        "problem": problem,
        "posted": request.POST,
        "today": request.desk.now(),
    }
