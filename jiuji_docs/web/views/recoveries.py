"""Decide and follow recoveries after fraud (追回), let an emergency through a ban: the county's desks."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.view import view_config

from jiuji_docs.domain.errors import NotFound, Refused
from jiuji_docs.domain.funds.recovery import MOST_INSTALMENTS, Instalment
from jiuji_docs.domain.money import parse_yuan
from jiuji_docs.services.funds.recoveries import RecoveryService
from jiuji_docs.web.typed import typed
from jiuji_docs.web.views.errors import STATUS

LONGEST = {
    "case": 40, "found_on": 10, "facts": 300, "basis": 100, "amount": 20, "organ": 60,
    "court": 60, "voucher": 30, "to": 100, "id_number": 18, "reason": 200,
}  # fmt: skip
LONGEST_PLAN, LONGEST_NUMBER = 1000, 40


@view_config(
    route_name="recoveries", request_method="GET", renderer="recoveries.pt", permission="recover"
)
def recoveries(request: Any) -> dict[str, Any]:
    """List recoveries, with the forms to decide one and to grant an exception from a ban."""
    return _list(request, "")


@view_config(
    route_name="recoveries", request_method="POST", renderer="recoveries.pt", permission="recover"
)
def decide(request: Any) -> Any:
    """Decide to recover, or let one application of a barred person through."""
    service = request.find_service(RecoveryService)
    try:
        if request.POST.get("do") == "except":
            service.except_ban(
                request.actor,
                id_number=_text(request, "id_number"),
                reason=_text(request, "reason"),
            )
            return HTTPSeeOther("/recoveries?said=excepted")
        number = _decided(service, request)
    except NotFound:
        return _list(request, "没有这个受理号")
    except Refused as refused:
        return _list(request, refused.message, STATUS.get(type(refused), 400))
    return HTTPSeeOther(f"/recoveries/{number}")


@view_config(
    route_name="recovery", request_method="GET", renderer="recovery.pt", permission="recover"
)
def recovery(request: Any) -> dict[str, Any]:
    """Show one recovery with its schedule and what came back."""
    return _one(request, "")


@view_config(
    route_name="recovery", request_method="POST", renderer="recovery.pt", permission="recover"
)
def follow(request: Any) -> Any:
    """Enter a sum that came back, or that the case was handed over."""
    service, number = request.find_service(RecoveryService), _number(request)
    service.view(number)
    try:
        if request.POST.get("do") == "transfer":
            service.transfer(number, request.actor, to=_text(request, "to"))
        else:
            amount, voucher = _yuan(_text(request, "amount")), _text(request, "voucher")
            service.receive(number, request.actor, amount=amount, voucher=voucher)
    except Refused as refused:
        return _one(request, refused.message, STATUS.get(type(refused), 400))
    return HTTPSeeOther(f"/recoveries/{number}")


def _decided(service: RecoveryService, request: Any) -> str:
    return service.decide(
        _text(request, "case"),
        request.actor,
        found_on=_day(_text(request, "found_on")),
        facts=_text(request, "facts"),
        basis=_text(request, "basis"),
        amount=_yuan(_text(request, "amount")),
        instalments=_plan(typed(request.POST, "plan", LONGEST_PLAN, lines=True)),
        stopped=request.POST.get("stopped") == "yes",
        appeal=(_text(request, "organ"), _text(request, "court")),
    )


def _plan(text: str) -> list[Instalment]:
    """Read the schedule: a day and a sum on each line."""
    lines = [line.split() for line in text.splitlines() if line.strip()]
    if not 1 <= len(lines) <= MOST_INSTALMENTS or any(len(line) != 2 for line in lines):  # noqa: PLR2004
        raise Refused(
            "instalments", f"退回计划每行写一期：日期、空格、金额；1 至 {MOST_INSTALMENTS} 期"
        )
    return [Instalment(_day(day), _yuan(amount)) for day, amount in lines]


def _text(request: Any, name: str) -> str:
    return typed(request.POST, name, LONGEST[name], lines=name == "facts")


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise Refused("day", "日期应写作 2024-02-05") from error


def _yuan(text: str) -> Decimal:
    try:
        return parse_yuan(text)
    except ValueError as error:
        raise Refused("amount", str(error)) from error


def _number(request: Any) -> str:
    return str(request.matchdict["number"])[:LONGEST_NUMBER]


def _list(request: Any, problem: str, status: int = 400) -> dict[str, Any]:
    if problem:
        request.response.status_int = status
    return {
        "title": "骗取救助的追回",
        "rows": request.find_service(RecoveryService).newest(),
        "problem": problem,
        "values": request.POST,
        "excepted": request.params.get("said") == "excepted" and not problem,
        "may_decide": "county.approver" in request.actor.roles,
    }


def _one(request: Any, problem: str, status: int = 400) -> dict[str, Any]:
    if problem:
        request.response.status_int = status
    view = request.find_service(RecoveryService).view(_number(request))
    return {
        "title": f"追回 {view.row.number}",
        "view": view,
        "problem": problem,
        "may_decide": "county.approver" in request.actor.roles,
        "may_receive": "finance.clerk" in request.actor.roles,
    }
