"""Check that WeasyPrint reaches named assets and nothing else."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from jiuji_docs.domain.errors import PaperError
from jiuji_docs.rendering.assets import AssetFetcher

SECRET = "县局内部密件"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'
PAYLOADS = [
    '<img src="{url}">',
    '<img src="{url}" srcset="{url} 2x">',
    '<object data="{url}"></object>',
    '<embed src="{url}">',
    '<link rel="stylesheet" href="{url}">',
    '<link rel="attachment" href="{url}">',
    '<a rel="attachment" href="{url}">附件</a>',
    "<style>@import url({url});</style>",
    "<style>body {{ background: url({url}) }}</style>",
    "<style>@font-face {{ font-family: x; src: url({url}) }} body {{ font-family: x }}</style>",
    "<style>li {{ list-style-image: url({url}) }}</style><ul><li>一</li></ul>",
    "<style>p::before {{ content: url({url}) }}</style><p>一</p>",
    '<p style="border-image-source: url({url})">一</p>',
    SVG.format('<image xlink:href="{url}" width="9" height="9"/>'),
    SVG.format('<image href="{url}" width="9" height="9"/>'),
    '<base href="{url}"><img src="x.png">',
]


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[str, list[str]]]:
    """Serve on loopback and remember every request."""
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"x")

        def log_message(self, *_: object) -> None:
            """Stay silent."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as httpd:
        thread = threading.Thread(target=httpd.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{httpd.server_port}/x.png", asked
        httpd.shutdown()
        thread.join()


def _print(body: str, fetcher: AssetFetcher) -> bytes:
    from weasyprint import HTML

    document = HTML(string=f"<html><body>{body}</body></html>", url_fetcher=fetcher)
    return bytes(document.write_pdf(uncompressed_pdf=True))


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_payload_reaches_the_network(payload: str, server: tuple[str, list[str]]) -> None:
    url, asked = server
    fetcher = AssetFetcher({})
    _print(payload.format(url=url), fetcher)

    assert asked == []
    with pytest.raises(PaperError, match="外部资源"):
        fetcher.check()


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_payload_brings_a_file_into_the_paper(payload: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.svg"
    secret.write_text(SVG.format(f"<text>{SECRET}</text>"), "utf-8")
    fetcher = AssetFetcher({})
    pdf = _print(payload.format(url=secret.as_uri()), fetcher)

    assert SECRET.encode() not in pdf
    assert b"/EmbeddedFile" not in pdf or SECRET.encode("utf-16-be") not in pdf
    with pytest.raises(PaperError):
        fetcher.check()


def test_a_data_address_is_refused_too() -> None:
    fetcher = AssetFetcher({})
    _print('<img src="data:image/svg+xml,%3Csvg%2F%3E">', fetcher)
    with pytest.raises(PaperError):
        fetcher.check()


def test_a_named_asset_is_served_and_nothing_is_remembered() -> None:
    fetcher = AssetFetcher({"css/plain.css": b"p { color: red }"})
    _print('<link rel="stylesheet" href="asset:css/plain.css"><p>x</p>', fetcher)

    assert fetcher.refused == ()
    fetcher.check()


@pytest.mark.parametrize(
    "url",
    ["asset:", "asset:../fonts/a.otf", "asset:fonts/b.otf", "ASSET:fonts/a.otf", "fonts/a.otf"],
)
def test_a_name_is_matched_whole(url: str) -> None:
    fetcher = AssetFetcher({"fonts/a.otf": b"font"})
    with pytest.raises(PaperError):
        fetcher(url)
    assert fetcher.refused == (url,)


def test_a_refusal_is_told_once() -> None:
    fetcher = AssetFetcher({"a": lambda: b"late"})
    assert fetcher("asset:a").read() == b"late"
    with pytest.raises(PaperError):
        fetcher("http://example.invalid/")
    with pytest.raises(PaperError, match="1 处"):
        fetcher.check()
    fetcher.check()
