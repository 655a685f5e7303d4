"""Show the special account (专账) with a month's plan, and enter money allotted; the county's desks only."""

from __future__ import annotations

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.view import view_config

from jiuji_docs.domain.errors import Refused
from jiuji_docs.domain.money import parse_yuan
from jiuji_docs.services.funds.special_account import SpecialAccountService
from jiuji_docs.web.typed import typed
from jiuji_docs.web.views.errors import STATUS

LONGEST_SUM, LONGEST_BASIS = 20, 200


@view_config(
    route_name="special_account",
    request_method="GET",
    renderer="special_account.pt",
    permission="recover",
)
def account(request: Any) -> dict[str, Any]:
    """Show the account in a month."""
    return _page(request, "")


@view_config(
    route_name="special_account",
    request_method="POST",
    renderer="special_account.pt",
    permission="recover",
)
def top_up(request: Any) -> Any:
    """Enter money allotted."""
    try:
        amount = parse_yuan(typed(request.POST, "amount", LONGEST_SUM))
        basis = typed(request.POST, "basis", LONGEST_BASIS)
        request.find_service(SpecialAccountService).top_up(
            request.actor, amount=amount, basis=basis
        )
    except ValueError as error:
        return _page(request, str(error))
    except Refused as refused:
        return _page(request, refused.message, STATUS.get(type(refused), 400))
    return HTTPSeeOther("/special-account")


def _page(request: Any, problem: str, status: int = 400) -> dict[str, Any]:
    if problem:
        request.response.status_int = status
    month = "" if problem else str(request.params.get("month", ""))[:7]
    return {
        "title": "救助资金专账",
        "view": request.find_service(SpecialAccountService).view(month),
        "problem": problem,
        "may_enter": "finance.clerk" in request.actor.roles,
    }
