"""Show and change towns' reserves (备用金): the county every town's, a town its own."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.response import Response
from pyramid.view import view_config

from jiuji_docs.domain.errors import Refused
from jiuji_docs.domain.money import parse_yuan
from jiuji_docs.services.funds.reserve import LONGEST_REASON, ReserveService
from jiuji_docs.services.funds.reserve_papers import ReservePapers
from jiuji_docs.services.funds.reserve_views import ReserveReader
from jiuji_docs.web.file_response import file_response
from jiuji_docs.web.typed import typed
from jiuji_docs.web.views.errors import STATUS

LONGEST_SUM, LONGEST_NUMBER = 20, 40

#: What the page says after a deed, by its code in the address; what is not named here is in the ledger.
SAID = {
    "done": "已记入台账。",
    "ask": "已报县局，等待审核；台账在拨付以后记。",
    "agree": "已同意，由财务拨付以后记入台账。",
    "refuse": "已答复不同意，台账没有变动。",
}


@view_config(
    route_name="reserves", request_method="GET", renderer="reserves.pt", permission="reserve"
)
def reserves(request: Any) -> dict[str, Any]:
    """List the towns' reserves: the county every town's, a town its own."""
    towns = request.find_service(ReserveReader).towns(request.actor)
    return {"title": "乡镇备用金", "towns": towns}


@view_config(
    route_name="reserve", request_method="GET", renderer="reserve.pt", permission="reserve"
)
def reserve(request: Any) -> dict[str, Any]:
    """Show one town's reserve in a month."""
    return _page(request, "")


@view_config(
    route_name="reserve", request_method="POST", renderer="reserve.pt", permission="reserve"
)
def change(request: Any) -> Any:
    """Open a reserve, ask for money, give back or take a refund; who may do which the service says."""
    service, town = request.find_service(ReserveService), request.matchdict["town"]
    try:
        _CHANGES[str(request.POST.get("do", ""))](service, town, request)
    except KeyError:
        return _page(request, "请选择要办理的事项", 400)
    except Refused as refused:
        return _page(request, refused.message, STATUS.get(type(refused), 400))
    return _told(town, str(request.POST.get("do", "")))


@view_config(route_name="reserve_request", request_method="POST", permission="reserve")
def decide(request: Any) -> Any:
    """Confirm, refuse or pay a town's request."""
    service, number = request.find_service(ReserveService), _number(request)
    town = request.find_service(ReserveReader).request(number, request.actor).town_id
    deed = str(request.POST.get("do", ""))
    if deed == "pay":
        service.pay(number, request.actor)
    elif deed in ("agree", "refuse"):
        opinion = typed(request.POST, "opinion", LONGEST_REASON)
        service.decide(number, request.actor, agreed=deed == "agree", opinion=opinion)
    else:
        raise Refused("deed", "请选择要办理的事项")
    return _told(town, str(request.POST.get("do", "")))


@view_config(route_name="reserve_ledger", request_method="GET", permission="reserve")
def ledger(request: Any) -> Response:
    """Give out a month's ledger on its form; the names on it make it a recorded reading."""
    papers = ReservePapers, request.matchdict["town"], request.actor, _month(request)
    made = request.registry["house"].run(lambda desk: papers[0](desk).ledger(*papers[1:]))
    return _pdf(*made)


@view_config(route_name="reserve_paper", request_method="GET", permission="reserve")
def paper(request: Any) -> Response:
    """Give out a request on its form."""
    return _pdf(*request.find_service(ReservePapers).request(_number(request), request.actor))


def _open(service: ReserveService, town: str, request: Any) -> None:
    line = typed(request.POST, "low_line", LONGEST_SUM)
    service.open(
        town,
        request.actor,
        opening=_sum(request, "amount"),
        basis=typed(request.POST, "basis", LONGEST_REASON),
        low_line=_yuan(line) if line else None,
    )


def _ask(service: ReserveService, town: str, request: Any) -> None:
    asked = typed(request.POST, "amount", LONGEST_SUM)
    service.request(
        town,
        request.actor,
        requested=_yuan(asked) if asked else Decimal(0),
        reason=typed(request.POST, "basis", LONGEST_REASON),
    )


def _give_back(service: ReserveService, town: str, request: Any) -> None:
    basis = typed(request.POST, "basis", LONGEST_REASON)
    service.give_back(town, request.actor, amount=_sum(request, "amount"), basis=basis)


def _refund(service: ReserveService, _town: str, request: Any) -> None:
    service.refund(
        typed(request.POST, "case", LONGEST_NUMBER),
        request.actor,
        amount=_sum(request, "amount"),
        basis=typed(request.POST, "basis", LONGEST_REASON),
    )


def _told(town: str, deed: str) -> HTTPSeeOther:
    """Go back to the town's page, which says what was done."""
    return HTTPSeeOther(f"/reserve/{town}?said={deed if deed in SAID else 'done'}")


_CHANGES = {"open": _open, "ask": _ask, "give_back": _give_back, "refund": _refund}


def _sum(request: Any, name: str) -> Decimal:
    return _yuan(typed(request.POST, name, LONGEST_SUM))


def _yuan(text: str) -> Decimal:
    try:
        return parse_yuan(text)
    except ValueError as error:
        raise Refused("amount", str(error)) from error


def _number(request: Any) -> str:
    return str(request.matchdict["number"])[:LONGEST_NUMBER]


def _month(request: Any) -> str:
    return str(request.params.get("month", ""))[:7]


def _pdf(name: str, data: bytes) -> Response:
    return file_response(data, name)


def _page(request: Any, problem: str, status: int = 200) -> dict[str, Any]:
    request.response.status_int = status
    roles = request.actor.roles
    month = "" if problem else _month(request)
    view = request.find_service(ReserveReader).town(request.matchdict["town"], request.actor, month)
    return {
        "title": f"{view.name}备用金",
        "view": view,
        "problem": problem,
        "values": request.POST,
        "done": "" if problem else SAID.get(str(request.params.get("said", "")), ""),
        "wide": True,
        "finance": "finance.clerk" in roles,
        "head": "town.head" in roles,
        "approver": "county.approver" in roles,
        "county": request.actor.level == "county",
    }
