"""Decide who is here and what they may do."""

from __future__ import annotations

from typing import Any

from jiuji_docs.web.security.csrf import SessionTokens
from jiuji_docs.web.security.policy import DeskPolicy


def includeme(config: Any) -> None:
    """Install identity, permissions, CSRF checks and response headers."""
    config.set_security_policy(DeskPolicy())
    config.set_csrf_storage_policy(SessionTokens())
    config.set_default_csrf_options(require_csrf=True)
    config.add_request_method(lambda request: request.identity.actor, "actor", reify=True)
    config.add_tween("jiuji_docs.web.security.headers.headers_tween")
