"""Give out a form of the case's next steps before it is entered, to be signed by hand (预印签字表)."""

from __future__ import annotations

from typing import Any

from pyramid.response import Response
from pyramid.view import view_config

from jiuji_docs.services.case_file import CaseFileService
from jiuji_docs.services.signing_sheets import SigningSheets
from jiuji_docs.web.file_response import file_response


@view_config(route_name="signing_sheet", request_method="GET", permission="attach")
def signing_sheet(request: Any) -> Response:
    """Print one form with what is known; row scope and hidden fields: the service's; reading it is logged."""
    number, form = request.matchdict["number"][:40], request.matchdict["form"][:64]
    house, actor = request.registry["house"], request.actor
    sheet = request.find_service(SigningSheets).sheet(number, form, actor)
    pdf = request.registry["preview"].sheet_pdf(sheet)
    name = f"{number}-{sheet.title}（预印）.pdf"
    house.run(lambda desk: CaseFileService(desk).note_reading(number, actor, name))
    return file_response(pdf, name, inline=True)
