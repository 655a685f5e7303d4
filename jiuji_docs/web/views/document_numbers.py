"""Show the register of document numbers, and begin a series (发文字号登记簿)."""

from __future__ import annotations

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.view import view_config

from jiuji_docs.domain.errors import Refused
from jiuji_docs.services.dispatch.number_register import NumberRegisterService
from jiuji_docs.web.numbers import whole_number
from jiuji_docs.web.typed import typed
from jiuji_docs.web.views.errors import STATUS

YEAR_DIGITS, SERIAL_DIGITS = 4, 5
BOXES = ("code", "year", "begin")


@view_config(
    route_name="document_numbers",
    request_method="GET",
    renderer="document_numbers.pt",
    permission="numbers",
)
def register(request: Any) -> dict[str, Any]:
    """Show the own unit's numbers of a year; a gap says why."""
    return _page(request, {}, "")


@view_config(
    route_name="document_numbers",
    request_method="POST",
    renderer="document_numbers.pt",
    permission="register",
)
def begin(request: Any) -> Any:
    """Let a series begin behind the paper register's last number."""
    values = {name: str(request.POST.get(name, ""))[:20] for name in BOXES}
    try:
        code = typed(values, "code", 12)
        year = whole_number(values["year"].strip(), YEAR_DIGITS)
        first = whole_number(values["begin"].strip(), SERIAL_DIGITS)
        request.find_service(NumberRegisterService).begin(request.actor, code, year, first)
    except Refused as refused:
        request.response.status_int = STATUS.get(type(refused), 400)
        return _page(request, values, refused.message)
    return HTTPSeeOther(f"/documents/numbers?year={values['year'].strip()}&said=begun")


def _page(request: Any, values: dict[str, str], problem: str) -> dict[str, Any]:
    year = whole_number(str(request.params.get("year", "")).strip(), YEAR_DIGITS)
    service = request.find_service(NumberRegisterService)
    return {
        "title": "发文字号登记簿",
        "series": service.show(request.actor, year),
        "year": year or service.this_year(),
        "typed": values,
        "problem": problem,
        "may_begin": "doc.registrar" in request.actor.roles,
        "may_void": bool(request.actor.roles & service.voiders()),
        "message": "已开始编号。" if request.params.get("said") == "begun" else "",
    }
