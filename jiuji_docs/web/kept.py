"""Carry what was typed across a login that has expired, so that nothing is typed twice (登录过期不丢内容)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

#: More than this is no form that somebody typed.
MOST_FIELDS, LARGEST = 4_000, 256 * 1024
#: What the old page says about itself, and whatever must never travel: each page says its own.
_NOT_KEPT = frozenset({"csrf_token", "acting", "submit", "trial", "__add", "kept", "kept_for"})
#: Pages that ask for a password keep nothing.
_SECRET = frozenset({"login", "logout", "password"})
#: Routes whose page shows once more what it is sent, before anything is done (核对).
_REVIEWED = ("/new/", "/cases/")

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """What somebody typed: the address it was sent to, and its fields in order."""

    path: str
    pairs: Pairs

    @property
    def text(self) -> str:
        """Return the fields as one text for a hidden field."""
        return json.dumps(self.pairs, ensure_ascii=False)

    @property
    def reviewed(self) -> bool:
        """Say whether the page at that address can show the fields again without doing anything."""
        return self.path.startswith(_REVIEWED[0]) or (
            self.path.startswith(_REVIEWED[1]) and "/steps/" in self.path
        )


def typed_on(request: Any) -> Kept | None:
    """Return what a refused page held, or None where it cannot or must not be kept.

    Only a form that this house's own page sent is kept: the browser tells where a form comes from.
    """
    route = getattr(request.matched_route, "name", "")
    plain = request.content_type == "application/x-www-form-urlencoded"
    if request.method != "POST" or route in _SECRET or not plain or not from_our_page(request):
        return None
    pairs = [(str(name), str(value)) for name, value in request.POST.items()]
    return _bounded(request.path, [pair for pair in pairs if pair[0] not in _NOT_KEPT])


def carried(request: Any) -> Kept | None:
    """Return what the login page carries along; None when it carries nothing or something made up."""
    path, text = str(request.POST.get("kept_for", "")), str(request.POST.get("kept", ""))
    inside = path.startswith("/") and not path.startswith(("//", "/\\"))
    if not inside or not text or len(text) > 2 * LARGEST:
        return None
    try:
        pairs = [(str(name), str(value)) for name, value in json.loads(text)]
    except (ValueError, TypeError):
        return None
    return _bounded(path, pairs)


def from_our_page(request: Any) -> bool:
    """Say whether the browser tells that one of our own pages sent this form (not a script's request)."""
    told = urlsplit(request.headers.get("Origin", ""))
    own = bool(told.netloc) and told.netloc == urlsplit(request.host_url).netloc
    return own and "X-CSRF-Token" not in request.headers


def _bounded(path: str, pairs: list[tuple[str, str]]) -> Kept | None:
    size = sum(len(name) + len(value) for name, value in pairs)
    if not pairs or len(pairs) > MOST_FIELDS or size > LARGEST:
        return None
    return Kept(path, tuple(pairs))
