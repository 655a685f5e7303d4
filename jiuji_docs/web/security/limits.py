"""Refuse requests that are too large, or whose address is no text, before anything parses or copies them."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from typing import Any

#: A form may have this many bytes and fields; uploads have a bound of their own.
LARGEST_FORM = 2 * 1024 * 1024
LARGEST_UPLOAD = 10 * 1024 * 1024
MOST_FIELDS = 4_000
MEGABYTE = 1024 * 1024
#: What a form around a file may add to it.
AROUND = MEGABYTE // 4
#: Addresses that take files end so; those of duties take several at once.
UPLOADS = {
    "/attachments": LARGEST_UPLOAD,
    "/return": LARGEST_UPLOAD,
    "/imports": LARGEST_UPLOAD,
    "/signed": LARGEST_UPLOAD,
    "/file": 3 * LARGEST_UPLOAD,
    "/record": 3 * LARGEST_UPLOAD,
    "/duties": 3 * LARGEST_UPLOAD,
}

#: The whole page: nothing of the application has run yet.
_PAGE = (
    '<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"/><title>未处理</title>'
    '<link rel="stylesheet" href="/static/desk.css"/></head><body><main><h1>未处理</h1>'
    '<div class="problem" role="alert"><p>{why}</p></div>'
    '<p>请用浏览器的后退返回原来的页面，或<a href="/worklist">回待办</a>。</p></main></body></html>'
)

Application = Callable[[dict[str, Any], Any], Iterable[bytes]]


class BodyLimit:
    """A WSGI layer around the application: 413 for too much, else the body is read once into memory.

    It stands outside Pyramid because the retry policy copies the body before any tween runs.
    """

    def __init__(self, app: Any) -> None:
        self._app = app
        self.registry = app.registry

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Pass the request on, or answer it here."""
        if not _is_text(environ.get("PATH_INFO", "")):
            return _answer(start_response, "400 Bad Request", "地址无法识别。")
        if environ["REQUEST_METHOD"] in ("POST", "PUT", "PATCH") and (why := _bound(environ)):
            return _answer(start_response, "413 Content Too Large", why)
        answer: Iterable[bytes] = self._app(environ, start_response)
        return answer


def _is_text(path: str) -> bool:
    """Say whether a path, as WSGI hands it over, is UTF-8 without NUL."""
    try:
        return "\0" not in path.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return False


def _answer(start_response: Any, status: str, why: str) -> Iterable[bytes]:
    page = _PAGE.format(why=why).encode()
    headers = [
        ("Content-Type", "text/html; charset=utf-8"),
        ("Content-Length", str(len(page))),
        ("Content-Security-Policy", "default-src 'none'; style-src 'self'"),
        ("X-Content-Type-Options", "nosniff"),
    ]
    start_response(status, headers)
    return [page]


def _bound(environ: dict[str, Any]) -> str:
    """Read the body into memory; return why it is refused, or nothing."""
    length = environ.get("CONTENT_LENGTH") or ""
    if not length.isdigit():
        return "请求缺少长度，未处理。"
    upload = _largest_upload(environ)
    if int(length) > (upload + AROUND if upload else LARGEST_FORM):
        most = (upload or LARGEST_FORM) // MEGABYTE
        return f"提交的内容超过 {most} MB，未处理；请缩小后重新提交。"
    body = environ["wsgi.input"].read(int(length))
    if not upload and _fields(body) > MOST_FIELDS:
        return f"提交的字段超过 {MOST_FIELDS} 个，未处理。"
    environ["wsgi.input"] = io.BytesIO(body)
    environ["webob.is_body_seekable"] = True
    return ""


def _largest_upload(environ: dict[str, Any]) -> int:
    """Return how many bytes of files the address takes, 0 where it takes none."""
    if not environ.get("CONTENT_TYPE", "").startswith("multipart/form-data"):
        return 0
    path = environ.get("PATH_INFO", "")
    return next((most for end, most in UPLOADS.items() if path.endswith(end)), 0)


def _fields(body: bytes) -> int:
    """Count fields of either encoding without parsing them."""
    return max(body.count(b"&"), body.count(b"Content-Disposition: form-data"))
