"""Show rosters by version, write the next one, print it (名册、值班表)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from pyramid.httpexceptions import HTTPNotFound, HTTPSeeOther
from pyramid.response import Response
from pyramid.view import view_config

from jiuji_docs.domain.errors import Refused
from jiuji_docs.domain.rosters.roster import KINDS, MOST_MEMBERS, Member
from jiuji_docs.services.rosters.keeping import NewVersion, RosterService
from jiuji_docs.services.rosters.views import RosterReader
from jiuji_docs.web.file_response import file_response
from jiuji_docs.web.numbers import whole_number
from jiuji_docs.web.typed import typed, typed_day
from jiuji_docs.web.views.errors import STATUS

#: Empty rows beside the lines that are there.
MORE_ROWS = 4
#: Boxes of a line and how long each may be.
BOXES = {"name": 20, "unit": 40, "post": 30, "phone": 20, "position": 20}


@view_config(route_name="rosters", request_method="GET", renderer="rosters.pt", permission="duties")
def rosters(request: Any) -> dict[str, Any]:
    """Show the rosters of the own unit, or of one below; row scope: the service's."""
    return _page(request, "")


@view_config(
    route_name="rosters", request_method="POST", renderer="rosters.pt", permission="duties"
)
def write(request: Any) -> Any:
    """Write the next version of a roster of the own unit."""
    posted = request.POST
    try:
        new = NewVersion(
            pack=str(posted.get("pack", ""))[:64],
            roster=str(posted.get("roster", ""))[:64],
            valid_from=typed_day(str(posted.get("valid_from", "")), "启用日期"),
            members=tuple(_members(posted)),
            note=typed(posted, "note", 200),
        )
        request.find_service(RosterService).write(new, request.actor)
    except Refused as refused:
        request.response.status_int = STATUS.get(type(refused), 400)
        return _page(request, refused.message)
    return HTTPSeeOther("/duties/rosters?said=done")


@view_config(route_name="roster_print", request_method="GET", permission="duties")
def printed(request: Any) -> Response:
    """Print one version."""
    names, number = request.matchdict, whole_number(request.matchdict["version"], 6)
    if number is None:
        raise HTTPNotFound
    reader = request.find_service(RosterReader)
    sheet = reader.sheet(
        request.actor, names["pack"][:64], names["roster"][:64], names["unit"][:64], number
    )
    pdf = request.registry["preview"].sheet_pdf(sheet)
    return file_response(pdf, f"{sheet.title}第{number}版.pdf")


def _page(request: Any, problem: str) -> dict[str, Any]:
    reader, unit = request.find_service(RosterReader), str(request.params.get("unit", ""))[:64]
    said = str(request.params.get("said", ""))
    return {
        "title": "名册和值班",
        "cards": reader.cards(request.actor, unit),
        "units": reader.units(request.actor),
        "unit": unit or request.actor.unit,
        "kinds": KINDS,
        "problem": problem,
        "message": "已保存新的一版；以前各版保留。" if said == "done" and not problem else "",
        "posted": request.POST,
        "more": MORE_ROWS,
        "today": request.desk.now(),
    }


def _members(posted: Any) -> Iterator[Member]:
    """Yield the lines that say anything; Refused for a day that is none."""
    for row in range(1, MOST_MEMBERS + 1):
        if f"name-{row}" not in posted:
            return
        words = {name: typed(posted, f"{name}-{row}", most) for name, most in BOXES.items()}
        first, last = (_shift_day(posted, f"{name}-{row}") for name in ("first_day", "last_day"))
        if any(words.values()) or first or last:
            yield Member(**words, first_day=first, last_day=last)


def _shift_day(posted: Any, name: str) -> dt.date | None:
    text = str(posted.get(name, "")).strip()
    return typed_day(text, "值班日期") if text else None
