"""Send the headers that keep a page's scripts, frames and caches in bounds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def headers_tween(handler: Callable[[Any], Any], _registry: Any) -> Callable[[Any], Any]:
    """Add the headers to every answer; pages with personal data are not kept by any cache."""

    def tween(request: Any) -> Any:
        response = handler(request)
        response.headers.update(HEADERS)
        if not request.path.startswith("/static/"):
            response.headers["Cache-Control"] = "no-store"
        return response

    return tween
