"""Print the sheets of a flow chart as a PDF of A4 pages across (流程图打印稿)."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from jiuji_docs.rendering.assets import AssetFetcher
from jiuji_docs.rendering.fonts import FontSet
from jiuji_docs.rendering.sheet_pdf import font_assets

#: The faces of a chart: 黑体 reads best small; rare characters and signs come from the last one.
FACES = "JiujiHei,JiujiRare"
_PAGE = (
    "@page{size:A4 landscape;margin:0}body{margin:0}"
    "svg{display:block;width:297mm;height:210mm;break-after:page}svg:last-child{break-after:auto}"
)


def chart_pdf(sheets: Sequence[str], title: str, fonts: FontSet) -> bytes:
    """Return a PDF with one page per sheet; *sheets* are SVG documents drawn with ``FACES``."""
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    fetcher, configuration = AssetFetcher(font_assets(fonts)), FontConfiguration()
    style = CSS(string=fonts.face_css() + _PAGE, font_config=configuration, url_fetcher=fetcher)
    head = f'<html lang="zh-Hans"><head><title>{escape(title)}</title></head><body>'
    html = HTML(string=head + "".join(sheets) + "</body></html>", url_fetcher=fetcher)
    pdf: bytes = html.write_pdf(stylesheets=[style], font_config=configuration)
    fetcher.check()
    return pdf
