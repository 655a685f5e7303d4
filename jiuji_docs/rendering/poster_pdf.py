"""Print a poster of A4 pages, with a QR or without (海报)."""

from __future__ import annotations

from typing import Any

from chameleon import PageTemplate

from jiuji_docs.rendering.assets import AssetFetcher
from jiuji_docs.rendering.fonts import FontSet
from jiuji_docs.rendering.qr import qr_path
from jiuji_docs.rendering.sheet_pdf import font_assets


def poster_pdf(
    template: str, css: str, words: dict[str, Any], fonts: FontSet, address: str = ""
) -> bytes:
    """Return the poster; *words* fill the template, *address* is printed and is what the QR says."""
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    side, path = qr_path(address) if address else (0, "")
    page = PageTemplate(template).render(side=side, path=path, address=address, **words)
    fetcher, configuration = AssetFetcher(font_assets(fonts)), FontConfiguration()
    style = CSS(string=f"{fonts.face_css()}\n{css}", font_config=configuration, url_fetcher=fetcher)
    html = HTML(string=page, url_fetcher=fetcher)
    pdf: bytes = html.write_pdf(stylesheets=[style], font_config=configuration)
    fetcher.check()
    return pdf
