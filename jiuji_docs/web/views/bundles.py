"""Print all papers of a case at once (打印全套), with the press's progress in sight."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from pyramid.response import Response
from pyramid.view import view_config

from jiuji_docs.domain.errors import NotFound
from jiuji_docs.services.bundles.making import Binder
from jiuji_docs.services.bundles.plan import BundlePlanner
from jiuji_docs.services.printing_fonts import printing_fonts
from jiuji_docs.web.file_response import file_response


@view_config(route_name="bundle", request_method="GET", renderer="bundle.pt", permission="read")
def progress(request: Any) -> dict[str, Any]:
    """Say how many papers are ready; the page asks again each second, then leads to the file."""
    number = _number(request)
    plan = request.find_service(BundlePlanner).of_case(number, request.actor)
    (case,) = plan.cases
    return {
        "title": "打印全套",
        "number": number,
        "ready": plan.papers,
        "waiting": plan.waiting,
        "missing": case.missing,
        "papers": case.papers,
    }


@view_config(route_name="bundle_pdf", request_method="GET", permission="read")
def bundle(request: Any) -> Response:
    """Give out the bundle: a print copy, bound for double-sided printing; reading it is logged."""
    number, actor, registry = _number(request), request.actor, request.registry
    house = registry["house"]
    plan = request.find_service(BundlePlanner).of_case(number, actor)
    if not plan.papers:
        raise NotFound(number)
    duplex = request.params.get("sides", "") != "1"
    fonts, _stand_ins = printing_fonts(house.settings)
    binder = Binder(house.store, fonts, registry["preview"].sheet_pdf)
    with tempfile.TemporaryDirectory(prefix="jiuji-bundle-") as folder:
        target = Path(folder) / "bundle.pdf"
        binder.make(plan, target, duplex=duplex)
        data = target.read_bytes()
    house.run(lambda desk: BundlePlanner(desk).note(plan, actor))
    return file_response(data, f"{number}-全套文书.pdf")


def _number(request: Any) -> str:
    return str(request.matchdict["number"])[:40]
