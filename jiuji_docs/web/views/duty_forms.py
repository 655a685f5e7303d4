"""Record a duty whose outcome is a form, and print what was recorded (任务记录表)."""

from __future__ import annotations

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.response import Response
from pyramid.view import view_config

from jiuji_docs.domain.errors import FormInvalid, NotAllowed, Refused
from jiuji_docs.domain.forms.entry import prefill
from jiuji_docs.services.duties.recording import DutyService
from jiuji_docs.services.duties.sheets import DutySheets
from jiuji_docs.services.duties.views import DutyReader
from jiuji_docs.web.file_response import file_response
from jiuji_docs.web.forms.binding import bind_forms, fill, parse, show_errors
from jiuji_docs.web.numbers import key_of
from jiuji_docs.web.views.duties import read_done
from jiuji_docs.web.views.errors import STATUS

#: Boxes of the page that are not the form's own.
OWN = frozenset({"csrf_token", "pack", "duty", "period", "done_on", "note", "file", "__add"})


@view_config(
    route_name="duty_form", request_method="GET", renderer="duty_form.pt", permission="duties"
)
def show(request: Any) -> dict[str, Any]:
    """Show the form of a duty of the own unit, to the post that records it."""
    form, definition = _form(request)
    fill(form, {definition.id: prefill(definition, {})})
    return _page(request, form, [])


@view_config(
    route_name="duty_form", request_method="POST", renderer="duty_form.pt", permission="duties"
)
def record(request: Any) -> Any:
    """Keep the record with its form and files; what is wrong comes back at its field."""
    form, definition = _form(request)
    try:
        controls = [(name, value) for name, value in request.POST.items() if name not in OWN]
        values = parse(controls, form)
        fill(form, values)
        done = read_done(request.POST, values[definition.id])
        request.find_service(DutyService).record(done, request.actor)
    except FormInvalid as invalid:
        request.response.status_int = 400
        return _page(request, form, show_errors(form, invalid.errors, invalid.form))
    except Refused as refused:
        request.response.status_int = STATUS.get(type(refused), 400)
        return _page(request, form, [("", refused.message)])
    return HTTPSeeOther("/duties?said=done")


@view_config(route_name="duty_sheet", request_method="GET", permission="duties")
def sheet(request: Any) -> Response:
    """Print a record on its form; row scope: the own unit and those below, the county all."""
    made = request.find_service(DutySheets).sheet(key_of(request, "record"), request.actor)
    return file_response(request.registry["preview"].sheet_pdf(made), f"{made.title}.pdf")


def _form(request: Any) -> tuple[Any, Any]:
    names = request.matchdict
    asked, form = request.find_service(DutySheets).asked_form(
        names["pack"][:64], names["duty"][:64], request.actor
    )
    if asked.duty.role not in request.actor.roles:
        raise NotAllowed("role", f"“{asked.duty.title}”不由您的岗位记录")
    return bind_forms((form,), {}), form


def _page(request: Any, form: Any, problems: list[tuple[str, str]]) -> dict[str, Any]:
    pack, duty = request.matchdict["pack"], request.matchdict["duty"]
    cards = request.find_service(DutyReader).cards(request.actor)
    card = next(one for one in cards if (one.pack, one.duty.id) == (pack, duty))
    return {
        "title": card.duty.title,
        "card": card,
        "form_html": form.render(),
        "problems": problems,
        "posted": request.POST,
        "today": request.desk.now(),
    }
