"""County desks: exceptions, archives, the seal register, the policy in force."""

from __future__ import annotations

from typing import Any

from pyramid.httpexceptions import HTTPNotFound, HTTPSeeOther
from pyramid.response import Response
from pyramid.view import view_config

from jiuji_docs.domain.archives.filing import RETENTIONS
from jiuji_docs.domain.errors import Refused
from jiuji_docs.domain.workflow.parameter_text import text_in
from jiuji_docs.domain.workflow.time_limit_text import limit_lines
from jiuji_docs.services.edition_list import EditionService
from jiuji_docs.services.exceptions import ExceptionService
from jiuji_docs.services.filing import FilingService
from jiuji_docs.services.packs import PackService
from jiuji_docs.services.posters import PosterService
from jiuji_docs.web.file_response import file_response
from jiuji_docs.web.numbers import whole_number
from jiuji_docs.web.typed import typed, typed_day

YEAR_DIGITS = 4
LONGEST_REASON = 500
ORIGINS = {
    "seed": "文件规定",
    "national": "国家规定",
    "office": "本单位规定",
    "product": "系统默认读法",
}


@view_config(
    route_name="exceptions", request_method="GET", renderer="exceptions.pt", permission="except"
)
def exceptions(request: Any) -> dict[str, Any]:
    """Show the form for admitting the same matter again."""
    return _exception_page(request, {}, "")


@view_config(
    route_name="exceptions", request_method="POST", renderer="exceptions.pt", permission="except"
)
def grant(request: Any) -> Any:
    """Record a reasoned exception."""
    names = ("id_number", "cause", "occurred_on", "reason")
    values = {name: str(request.POST.get(name, ""))[:600] for name in names}
    try:
        reason = typed(values, "reason", LONGEST_REASON, lines=True)
        request.find_service(ExceptionService).grant(
            request.actor,
            id_number=values["id_number"],
            cause=_cause(request, values["cause"]),
            occurred_on=typed_day(values["occurred_on"], "事发日期", "occurred_on"),
            reason=reason,
        )
    except Refused as refused:
        request.response.status_int = 400
        return _exception_page(request, values, refused.message)
    return HTTPSeeOther("/exceptions?said=done")


@view_config(
    route_name="archives", request_method="GET", renderer="archives.pt", permission="archives"
)
def archives(request: Any) -> dict[str, Any]:
    """List a year's filed cases; the county's archives desk sees every town."""
    year = whole_number(str(request.params.get("year", "")), YEAR_DIGITS)
    year, rows = request.find_service(FilingService).catalogue(year)
    return {"title": "归档文件目录", "year": year, "rows": rows, "retentions": RETENTIONS}


@view_config(route_name="seals", request_method="GET", renderer="seals.pt", permission="seals")
def seals(request: Any) -> dict[str, Any]:
    """Show the seal register: the county all, a town its own seal."""
    return {
        "title": "用印登记",
        "rows": request.find_service(FilingService).seal_uses(request.actor),
    }


@view_config(route_name="policy", request_method="GET", renderer="policy.pt", permission="view")
def policy(request: Any) -> dict[str, Any]:
    """Show what an edition of the pack decides, clause by clause; 未规定 where nobody decided."""
    name = request.matchdict["pack"]
    editions = request.find_service(EditionService)
    try:
        pack = request.find_service(PackService).edition(name, request.params.get("edition", ""))
    except KeyError as error:
        raise HTTPNotFound from error
    rules, flow = pack.policy, pack.workflow
    parameters = [
        {
            "title": item.title,
            "value": text_in(pack, item),
            "origin": ORIGINS.get(item.origin, item.origin) if item.is_set else "—",
            "clause": item.clause,
            "note": f"{item.note}{item.descriptive}",
        }
        for item in rules.parameters.values()
    ]
    return {
        "title": rules.title,
        "policy": rules,
        "parameters": parameters,
        "limits": [(item.title, limit_lines(flow, item)) for item in flow.time_limits.values()],
        "known": frozenset(rules.clauses),
        "clauses": list(rules.clauses.values()),
        "edition": pack.checksum,
        "editions": editions.published(name),
        "unpublished": editions.has_unpublished_changes(name),
    }


@view_config(route_name="policy_notice", request_method="GET", permission="view")
def policy_notice(request: Any) -> Response:
    """Give out what the public is told of a pack, in the reader's own unit's name; nobody's data."""
    posters, actor = request.find_service(PosterService), request.actor
    try:
        name, pdf = posters.policy_notice(request.matchdict["pack"], actor.town or actor.unit)
    except KeyError as error:
        raise HTTPNotFound from error
    return file_response(pdf, name)


def _exception_page(request: Any, values: dict[str, str], problem: str) -> dict[str, Any]:
    return {
        "title": "例外批准",
        "causes": request.find_service(PackService).causes(),
        "values": values,
        "problem": problem,
        "done": request.params.get("said") == "done" and not problem,
    }


def _cause(request: Any, value: str) -> str:
    if value not in dict(request.find_service(PackService).causes()):
        raise Refused("cause", "请选择急难原因")
    return value
