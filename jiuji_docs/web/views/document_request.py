"""Read what the editor page of a document sends (拟稿页的请求)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from jiuji_docs.services.dispatch.drafting import Draft, DraftingService
from jiuji_docs.services.dispatch.preview import Preview
from jiuji_docs.web.numbers import whole_number

OWN = frozenset({"csrf_token", "version", "do", "__add", "pasted"})
VERSION_DIGITS = 8
#: Under this name a person's unsaved words are kept beside the draft itself.
UNSAVED = "document-edit"


def draft_of(request: Any) -> Draft:
    """Return the draft of the address, if this person may write on it."""
    number = str(request.matchdict["document"])[:40]
    found: Draft = request.find_service(DraftingService).draft(number, request.actor)
    return found


def preview_of(request: Any, content: Mapping[str, Any]) -> Preview:
    """Print *content* for this person."""
    shown: Preview = request.registry["preview"].show(request.actor.account, content)
    return shown


def controls_of(request: Any) -> list[tuple[str, str]]:
    """Return the posted boxes, without the page's own fields."""
    return [(name, value) for name, value in request.POST.items() if name not in OWN]


def version_of(request: Any) -> int | None:
    """Return the version the page was made on, None when it names none."""
    return whole_number(str(request.POST.get("version", "")), VERSION_DIGITS)


def today_of(request: Any) -> dt.date:
    """Return the day by the house's clock."""
    today: dt.date = request.desk.now().date()
    return today
