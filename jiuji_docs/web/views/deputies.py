"""Appoint a deputy, act as one, and end it (代理)."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.view import view_config

from jiuji_docs.domain.errors import NotAllowed, Refused
from jiuji_docs.services.accounts import AccountService
from jiuji_docs.services.deputies import Appointment, DeputyService
from jiuji_docs.web.numbers import key_of
from jiuji_docs.web.security.policy import token_of
from jiuji_docs.web.typed import typed, typed_day

LONGEST_REASON = 200
#: Yuan with at most two places, small enough for any column.
_AMOUNT = re.compile(r"[0-9]{1,9}(\.[0-9]{1,2})?", re.ASCII)
MESSAGES = {"done": "已委托代理。", "ended": "代理已结束。"}


@view_config(route_name="deputies", request_method="GET", renderer="deputies.pt", permission="view")
def deputies(request: Any) -> dict[str, Any]:
    """Show this person's deputyships on either side, and the form for another."""
    return _page(request, {}, "")


@view_config(
    route_name="deputies", request_method="POST", renderer="deputies.pt", permission="view"
)
def appoint(request: Any) -> Any:
    """Appoint a deputy for oneself; a deputy appoints nobody."""
    names = ("deputy", "first_day", "last_day", "ceiling", "reason")
    values = {name: str(request.POST.get(name, ""))[:300] for name in names}
    try:
        if request.actor.on_behalf_of:
            raise NotAllowed("chain", "代理期间不能再委托他人，请先回到本人岗位")
        asked = Appointment(
            request.actor.account,
            values["deputy"][:64],
            typed_day(values["first_day"]),
            typed_day(values["last_day"]),
            roles=_chosen(request, "role"),
            steps=_chosen(request, "step"),
            ceiling=_ceiling(values["ceiling"]),
            reason=typed(values, "reason", LONGEST_REASON),
        )
        request.find_service(DeputyService).appoint(asked, request.actor.account)
    except Refused as refused:
        request.response.status_int = 400
        return _page(request, values, refused.message)
    return HTTPSeeOther("/deputies?said=done")


@view_config(route_name="deputy_act", request_method="POST", permission="view")
def act(request: Any) -> HTTPSeeOther:
    """Begin to act for an absent person in this session."""
    if request.actor.on_behalf_of:
        raise NotAllowed("chain", "正在代理他人，请先回到本人岗位")
    principal = str(request.POST.get("principal", ""))[:64]
    request.find_service(AccountService).act_for(token_of(request), request.actor, principal)
    return HTTPSeeOther("/worklist")


@view_config(route_name="deputy_leave", request_method="POST", permission="view")
def leave(request: Any) -> HTTPSeeOther:
    """Go back to one's own desk."""
    service = request.find_service(AccountService)
    service.act_for_oneself(token_of(request), request.actor.account)
    return HTTPSeeOther("/worklist")


@view_config(route_name="deputy_end", request_method="POST", permission="view")
def end(request: Any) -> HTTPSeeOther:
    """End a deputyship before its period is over; either of the two may."""
    key = key_of(request, "deputy")
    request.find_service(DeputyService).end(key, request.actor.account)
    return HTTPSeeOther("/deputies?said=ended")


def _page(request: Any, values: dict[str, str], problem: str) -> dict[str, Any]:
    service, actor = request.find_service(DeputyService), request.actor
    return {
        "title": "代理",
        "message": "" if problem else MESSAGES.get(request.params.get("said", ""), ""),
        "problem": problem,
        "held": service.mine(actor.account),
        "candidates": service.candidates(actor),
        "posts": service.posts(actor),
        "steps": service.steps(actor),
        "values": values,
        "chosen": {*_chosen(request, "role"), *_chosen(request, "step")},
    }


def _chosen(request: Any, name: str) -> tuple[str, ...]:
    return tuple(str(value)[:64] for value in request.POST.getall(name)[:100])


def _ceiling(text: str) -> Decimal | None:
    if not text.strip():
        return None
    if not _AMOUNT.fullmatch(text.strip()):
        raise Refused("ceiling", "金额上限应写作 2000 或 2000.50")
    return Decimal(text.strip())
