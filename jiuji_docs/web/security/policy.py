"""Find out who is here from the session cookie, and ask the permission table."""

from __future__ import annotations

from typing import Any

from pyramid.request import RequestLocalCache
from pyramid.security import Allowed, Denied

from jiuji_docs.services.accounts import AccountService, Session
from jiuji_docs.web.security.permission_map import allows

#: The cookie's name; over HTTPS it carries the ``__Host-`` prefix.
COOKIE = "jiuji"
#: No real token is longer; anything else is not looked up.
LONGEST_TOKEN = 64


class DeskPolicy:
    """Identity is a server-side session; permission is a row of the table."""

    def __init__(self) -> None:
        self._identities = RequestLocalCache(self._load)

    def identity(self, request: Any) -> Session | None:
        """Return the session, read in a short transaction of its own so that no write lock is taken."""
        return self._identities.get_or_create(request)

    def authenticated_userid(self, request: Any) -> str | None:
        """Return the account's id."""
        session = self.identity(request)
        return None if session is None else session.actor.account

    def permits(self, request: Any, _context: Any, permission: str) -> Allowed | Denied:
        """Look the permission up."""
        session = self.identity(request)
        if session is not None and allows(
            permission, session.actor.roles, deputy=bool(session.actor.on_behalf_of)
        ):
            return Allowed("role")
        return Denied("role")

    def remember(self, request: Any, token: str, **_kw: Any) -> list[tuple[str, str]]:
        """Return the header that sets the cookie: HttpOnly, SameSite=Strict, Secure over HTTPS."""
        return [("Set-Cookie", _cookie(request, token, max_age=None))]

    def forget(self, request: Any, **_kw: Any) -> list[tuple[str, str]]:
        """Return the header that clears the cookie."""
        return [("Set-Cookie", _cookie(request, "", max_age=0))]

    def _load(self, request: Any) -> Session | None:
        token = token_of(request)
        if not token:
            return None
        house = request.registry["house"]
        with house.desk(write=False) as desk:
            session = AccountService(desk).session(token)
        if session is not None and session.stale:
            house.run(lambda desk: AccountService(desk).touch(token))
        return session


def token_of(request: Any) -> str:
    """Return the cookie's token, or nothing."""
    token = str(request.cookies.get(_name(request), ""))
    return token if len(token) <= LONGEST_TOKEN else ""


def _name(request: Any) -> str:
    return f"__Host-{COOKIE}" if request.scheme == "https" else COOKIE


def _cookie(request: Any, value: str, max_age: int | None) -> str:
    parts = [f"{_name(request)}={value}", "Path=/", "HttpOnly", "SameSite=Strict"]
    if request.scheme == "https":
        parts.append("Secure")
    if max_age is not None:
        parts.append(f"Max-Age={max_age}")
    return "; ".join(parts)
