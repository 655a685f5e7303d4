"""Hand a case over, give it to read, urge it, take a step back (转办、委派、传阅、催办、撤回)."""

from __future__ import annotations

import datetime as dt
import secrets
from typing import Any
from urllib.parse import quote

from pyramid.httpexceptions import HTTPNotFound, HTTPSeeOther
from pyramid.view import view_config

from jiuji_docs.domain.errors import NotAllowed, Refused
from jiuji_docs.services.circulation import CirculationService
from jiuji_docs.services.handovers import HandoverService, Request
from jiuji_docs.services.hands_views import HandsReader
from jiuji_docs.services.urging import UrgingService
from jiuji_docs.services.withdrawals import WithdrawalService
from jiuji_docs.web.numbers import whole_number
from jiuji_docs.web.security.permission_map import allows
from jiuji_docs.web.typed import typed, typed_day

LONGEST_REASON, LONGEST_ANSWER, LONGEST_URGE = 400, 1000, 200
DAYS_DIGITS, VERSION_DIGITS, MOST_READERS = 3, 8, 50
MESSAGES = {
    "given": "已转出，等待对方签收。签收以前本件仍由您负责。",
    "sent": "已传阅。",
    "urged": "已催办。",
    "back": "已撤回，本件回到上一环节。",
    "done": "已记录。",
}


@view_config(route_name="hands", request_method="GET", renderer="hands.pt", permission="read")
def hands(request: Any) -> dict[str, Any]:
    """Show whose hands a case is in and was in. Row scope: the service's."""
    return _page(request, {}, "")


@view_config(route_name="hands", request_method="POST", renderer="hands.pt", permission="work")
def give(request: Any) -> Any:
    """Hand the case over, or ask a colleague about it."""
    values = {name: str(request.POST.get(name, ""))[:500] for name in ("kind", "to", "due_on")}
    try:
        values["reason"] = typed(request.POST, "reason", LONGEST_REASON, lines=True)
        asked = Request(
            _number(request), values["kind"], values["to"], values["reason"], _day(values["due_on"])
        )
        request.find_service(HandoverService).open(asked, request.actor)
    except Refused as refused:
        request.response.status_int = 400
        return _page(request, values, refused.message)
    return _back(request, "given")


@view_config(route_name="assignment", request_method="POST", permission="read")
def settle(request: Any) -> HTTPSeeOther:
    """Accept, answer, send back or take back what was given."""
    service, actor = request.find_service(HandoverService), request.actor
    number, deed = request.matchdict["assignment"][:40], request.matchdict["deed"]
    if deed == "accept":
        service.accept(number, actor)
    elif deed == "take_back":
        service.take_back(number, actor)
    elif deed in ("answer", "send_back"):
        text = typed(request.POST, "answer", LONGEST_ANSWER, lines=True)
        act = service.answer if deed == "answer" else service.send_back
        act(number, text, actor)
    else:
        raise HTTPNotFound
    return HTTPSeeOther("/worklist")


@view_config(route_name="circulate", request_method="POST", permission="work")
def circulate(request: Any) -> HTTPSeeOther:
    """Give the case to people or units to read."""
    to = tuple(str(value)[:80] for value in request.POST.getall("to")[:MOST_READERS])
    days = whole_number(str(request.POST.get("days", "")), DAYS_DIGITS) or 0
    reason = typed(request.POST, "reason", LONGEST_REASON)
    service = request.find_service(CirculationService)
    service.send(_number(request), to, reason, days, request.actor)
    return _back(request, "sent")


@view_config(route_name="copy", request_method="POST", permission="read")
def settle_copy(request: Any) -> HTTPSeeOther:
    """Note that a copy was read, or end it."""
    key, deed = whole_number(request.matchdict["copy"]), request.matchdict["deed"]
    if key is None or deed not in ("read", "end"):
        raise HTTPNotFound
    service = request.find_service(CirculationService)
    act = service.read if deed == "read" else service.end
    number = act(key, request.actor)
    return HTTPSeeOther(f"/cases/{quote(number)}/hands?said=done" if deed == "end" else "/worklist")


@view_config(route_name="urge", request_method="POST", permission="read")
def urge(request: Any) -> HTTPSeeOther:
    """Urge the case."""
    reason = typed(request.POST, "reason", LONGEST_URGE)
    request.find_service(UrgingService).urge(_number(request), reason, request.actor)
    return _back(request, "urged")


@view_config(route_name="withdraw", request_method="POST", permission="work")
def withdraw(request: Any) -> HTTPSeeOther:
    """Take the last step back."""
    actor, posted = request.actor, request.POST
    if str(posted.get("acting", "")) != actor.on_behalf_of:
        raise NotAllowed("deputy_over", "代理期已满或代理已结束，本次操作未办理；请刷新页面")
    mark = str(posted.get("key", ""))[:40]
    plain = "".join(sign for sign in mark if sign.isascii() and sign.isprintable())
    key = f"web:{actor.account}:{plain or secrets.token_urlsafe(8)}"
    version = whole_number(str(posted.get("version", "")), VERSION_DIGITS)
    reason = typed(posted, "reason", LONGEST_REASON)
    service = request.find_service(WithdrawalService)
    service.withdraw(_number(request), key, reason, actor, version)
    return _back(request, "back")


def _page(request: Any, values: dict[str, str], problem: str) -> dict[str, Any]:
    view = request.find_service(HandsReader).of_case(_number(request), request.actor)
    said = "" if problem else str(request.params.get("said", ""))
    return {
        "title": f"交接与传阅：{view.number}",
        "hands": view,
        "values": values,
        "problem": problem,
        "message": MESSAGES.get(said, ""),
        "may_open": allows("open", request.actor.roles),
        "key": secrets.token_urlsafe(16),
    }


def _back(request: Any, said: str) -> HTTPSeeOther:
    return HTTPSeeOther(f"/cases/{quote(_number(request))}/hands?said={said}")


def _number(request: Any) -> str:
    return str(request.matchdict["number"])[:40]


def _day(text: str) -> dt.date | None:
    return typed_day(text) if text.strip() else None
