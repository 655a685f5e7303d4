"""Give every form a token: the session's, or a cookie's before there is a session."""

from __future__ import annotations

from hmac import compare_digest
from typing import Any

from pyramid.csrf import CookieCSRFStoragePolicy
from pyramid.interfaces import ICSRFStoragePolicy
from zope.interface import implementer


@implementer(ICSRFStoragePolicy)
class SessionTokens:
    """The token lives with the server-side session; the login page uses a strict cookie."""

    def __init__(self) -> None:
        self._before_login = CookieCSRFStoragePolicy(
            cookie_name="jiuji_login", httponly=True, samesite="Strict"
        )

    def new_csrf_token(self, request: Any) -> str:
        """Return a token; a session's token is fixed for its life."""
        return self.get_csrf_token(request)

    def get_csrf_token(self, request: Any) -> str:
        """Return the token that this request's forms must carry."""
        session = request.identity
        if session is not None:
            return str(session.csrf_token)
        return str(self._before_login.get_csrf_token(request))

    def check_csrf_token(self, request: Any, supplied: str) -> bool:
        """Compare in constant time."""
        return compare_digest(self.get_csrf_token(request).encode(), str(supplied).encode())
