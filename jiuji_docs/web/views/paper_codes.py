"""Open a paper by the code on it (扫码查文书), and print the poster that leads the public to self-report."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.response import Response
from pyramid.view import view_config

from jiuji_docs.domain.forms.paper_code import LONGEST, read_code
from jiuji_docs.services.paper_lookup import PaperLookup
from jiuji_docs.services.posters import PosterService
from jiuji_docs.web.file_response import file_response
from jiuji_docs.web.security.permission_map import allows

TITLE = "扫码查文书"
NO_CODE = "这不是本系统的文书码，请重新扫描纸面左上角的二维码"


@view_config(
    route_name="paper_codes", request_method="GET", renderer="paper_code.pt", permission="read"
)
def ask(request: Any) -> Any:
    """Show the box that a hand scanner types into; what it typed leads to the paper's own address."""
    text = str(request.params.get("code", ""))[:LONGEST].strip()
    if not text:
        return _page(request)
    if read_code(text) is None:
        request.response.status_int = 400
        return _page(request, problem=NO_CODE, code=text)
    code = text.rpartition("/papers/")[2]
    return HTTPSeeOther(f"/papers/{code if '%' in code else quote(code)}")


@view_config(
    route_name="paper_code", request_method="GET", renderer="paper_code.pt", permission="read"
)
def found(request: Any) -> dict[str, Any]:
    """Say which paper a code stands on, and lead to it; row scope and hidden papers: the service's."""
    code = str(request.matchdict["code"])[:LONGEST]
    paper = request.find_service(PaperLookup).find(code, request.actor)
    return _page(request, found=paper, code=code)


@view_config(route_name="poster", request_method="GET", permission="poster")
def poster(request: Any) -> Response:
    """Give out the poster of the reader's own town: a QR that opens the self-report page."""
    address = request.registry["house"].settings.address or request.host_url
    name, pdf = request.find_service(PosterService).poster(request.actor.town, address)
    return file_response(pdf, name)


def _page(request: Any, **more: Any) -> dict[str, Any]:
    may_post = allows("poster", request.actor.roles)
    return {"title": TITLE, "found": None, "problem": "", "code": "", "may_post": may_post, **more}
