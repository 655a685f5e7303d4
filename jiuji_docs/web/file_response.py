"""Give a file out under its Chinese name, to look at or to save (文件下载)."""

from __future__ import annotations

from urllib.parse import quote

from pyramid.response import Response

PDF = "application/pdf"


def file_response(
    data: bytes, name: str, media_type: str = PDF, *, inline: bool = True
) -> Response:
    """Return *data* as a file called *name*; ``inline`` lets the browser show it, else it is saved."""
    response = Response(data, content_type=media_type)
    how = "inline" if inline else "attachment"
    response.headers["Content-Disposition"] = f"{how}; filename*=UTF-8''{quote(name)}"
    return response
