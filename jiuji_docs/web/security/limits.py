"""Refuse requests that are too large before anything parses them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pyramid.response import Response

#: A form may have this many bytes and fields; uploads have a bound of their own.
LARGEST_FORM = 2 * 1024 * 1024
LARGEST_UPLOAD = 10 * 1024 * 1024
MOST_FIELDS = 4_000


def limits_tween(handler: Callable[[Any], Any], _registry: Any) -> Callable[[Any], Any]:
    """Answer 413 to a body over the bound or a form with too many fields."""

    def tween(request: Any) -> Any:
        if request.method in ("POST", "PUT", "PATCH") and (why := _too_large(request)):
            return Response(why, status=413, content_type="text/plain", charset="utf-8")
        return handler(request)

    return tween


def _too_large(request: Any) -> str:
    upload = "multipart/form-data" in (request.content_type or "") and (
        request.path.endswith(("/attachments", "/return"))
    )
    limit = LARGEST_UPLOAD if upload else LARGEST_FORM
    length = request.content_length
    if length is None:
        return "请求缺少长度，未处理。"
    if length > limit:
        return f"提交的内容超过 {limit // 1024 // 1024} MB，未处理；请缩小后重新提交。"
    if not upload and request.body.count(b"&") > MOST_FIELDS:
        return f"提交的字段超过 {MOST_FIELDS} 个，未处理。"
    if not upload and request.body.count(b"Content-Disposition: form-data") > MOST_FIELDS:
        return f"提交的字段超过 {MOST_FIELDS} 个，未处理。"
    return ""
