"""Let anybody report need from a phone (扫码自报): no login, nothing read back, strictly bounded."""

from __future__ import annotations

import secrets
from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.view import view_config

from jiuji_docs.domain.calendar import BEIJING
from jiuji_docs.domain.errors import FormInvalid, NotFound, Refused
from jiuji_docs.services.public_deeds import allows
from jiuji_docs.services.same_page import completed
from jiuji_docs.services.self_reports import SelfReportService
from jiuji_docs.web.forms.binding import bind, fill, parse, show_errors

#: Reports of one address within an hour; a village's people may share one.
MOST = 10
#: A report is short: more fields or longer ones come from no phone.
MOST_FIELDS, LONGEST_FIELD = 30, 1200
#: Fields of the page that are not the form's own; nobody sees the last, only programs fill it.
OWN = frozenset({"csrf_token", "key", "town", "website"})


@view_config(route_name="help", request_method="GET", renderer="help.pt")
def help_page(request: Any) -> dict[str, Any]:
    """Show the towns, or one town's form; open to all, shows nobody's data."""
    town = str(request.params.get("town", ""))[:64]
    service = request.find_service(SelfReportService)
    if not town:
        return _page(service, "", "")
    return _page(service, town, bind(service.form(town)).render())


@view_config(route_name="help", request_method="POST", renderer="help.pt")
def report(request: Any) -> Any:
    """Take a report; open to all within the bounds, and answered without a word of what was said."""
    pairs = list(request.POST.items())
    if len(pairs) > MOST_FIELDS or any(len(str(value)) > LONGEST_FIELD for _, value in pairs):
        raise Refused("too_long", "填写的内容过长，请缩短后重新提交")
    if request.POST.get("website"):
        raise NotFound("help")
    within = _within(request)
    town, key = (str(request.POST.get(name, ""))[:64] for name in ("town", "key"))
    service = request.find_service(SelfReportService)
    asked = service.form(town)
    form = bind(asked)
    if not within:
        request.response.status_int = 429
        return _page(
            service, town, form.render(), [("", "填报太频繁，请稍后再试，或直接拨打电话求助")]
        )
    try:
        values = parse([(name, str(value)) for name, value in pairs if name not in OWN], form)
        if not request.POST.get("for_other"):
            # Who asks for themselves gives their name once.
            values = completed(asked.forms, values, request.desk.now().astimezone(BEIJING).date())
        fill(form, values)
        service.take(town, values, _key(key))
    except FormInvalid as invalid:
        errors = dict(invalid.errors)
        if "caller_name" in errors and not request.POST.get("for_other"):
            errors.pop("person_name", None)
        problems = show_errors(form, errors, invalid.form)
        return _again(request, service, town, form, problems)
    except Refused as refused:
        return _again(request, service, town, form, [("", refused.message)])
    return HTTPSeeOther(f"/help/done?town={town}")


@view_config(route_name="help_done", request_method="GET", renderer="help_done.pt")
def done(request: Any) -> dict[str, Any]:
    """Say that a report was taken, and whom to call; open to all, shows nobody's data."""
    town = str(request.params.get("town", ""))[:64]
    towns = request.find_service(SelfReportService).towns()
    found = next((unit for unit in towns if unit[0] == town), None)
    return {"title": "已收到", "unit": found}


def _again(
    request: Any, service: Any, town: str, form: Any, problems: list[tuple[str, str]]
) -> Any:
    request.response.status_int = 400
    return _page(service, town, form.render(), problems)


def _page(
    service: Any, town: str, form: str, problems: list[tuple[str, str]] | None = None
) -> dict[str, Any]:
    towns = service.towns()
    unit = next((one for one in towns if one[0] == town), None)
    return {
        "title": "求助登记",
        "towns": towns,
        "unit": unit,
        "form_html": form,
        "problems": problems or [],
        "key": secrets.token_urlsafe(16),
    }


def _key(key: str) -> str:
    """Return the page's own key as plain text; without one, a new one."""
    plain = "".join(mark for mark in key if mark.isascii() and (mark.isalnum() or mark in "-_"))
    return plain[:40] or secrets.token_urlsafe(16)


def _within(request: Any) -> bool:
    """Count this report by its address, before the request's own transaction and once for all tries."""
    if request.environ.get("retry.attempt", 0):
        return True
    return allows(request.registry["house"], str(request.remote_addr), MOST)
