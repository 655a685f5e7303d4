"""Read what every page of a document has: its address, its key, why something was refused."""

from __future__ import annotations

import secrets
from typing import Any

from jiuji_docs.domain.errors import Refused


def number_of(request: Any) -> str:
    """Return the dossier's number of the address."""
    return str(request.matchdict["document"])[:40]


def page_key(request: Any) -> str:
    """Return the page's key as the kernel knows it, the person's own."""
    key = str(request.POST.get("key", "")) or secrets.token_urlsafe(8)
    plain = "".join(mark for mark in key[:40] if mark.isascii() and mark.isprintable())
    return f"web:{request.actor.account}:{plain}"


def form_key(request: Any) -> str:
    """Return the key a form goes on with, a new one for a new page."""
    return str(request.POST.get("key", ""))[:40] or secrets.token_urlsafe(16)


def reason_of(refused: Refused) -> str:
    """Return a refusal with its clause."""
    return f"{refused.message}（依据 {refused.clause}）" if refused.clause else refused.message
