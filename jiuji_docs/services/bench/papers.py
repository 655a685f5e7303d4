"""Measure how many sheets the warm press prints in a second, beside WeasyPrint as anyone would call it."""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable

from chameleon import PageTemplate

from jiuji_docs.domain.forms import frozen
from jiuji_docs.domain.forms.sheet import FormSheet
from jiuji_docs.rendering.assets import AssetFetcher
from jiuji_docs.rendering.fonts import FontSet, installed_fonts
from jiuji_docs.rendering.isolation import PaperProcess
from jiuji_docs.rendering.paper_order import PaperOrder
from jiuji_docs.rendering.sheet_html import printed_pages
from jiuji_docs.rendering.sheet_metrics import Typeface
from jiuji_docs.rendering.sheet_pdf import font_assets
from jiuji_docs.rendering.sheet_plan import plan
from jiuji_docs.services.bench.ground import awaiting_approval, ground
from jiuji_docs.services.bench.measure import Measure, at_least
from jiuji_docs.services.house import House

PAPER = "approval_expenditure"
SHEETS = 8
#: A case has a dozen papers: two a second keep the press ahead of any county.
SHEETS_A_SECOND, TIMES_FASTER = 2.0, 1.2


def measure_papers(_database: str = "") -> tuple[Measure, ...]:
    """Return sheets per second of the warm press, and how much faster that is than plain WeasyPrint."""
    fonts = installed_fonts()
    with ground() as house:
        sheet = _sheet(house)
        template, css = (house.catalog.template(f"forms/sheet.{kind}") for kind in ("pt", "css"))
    order = PaperOrder("sheet", sheet, template, css, fonts)
    html = _html(sheet, template, fonts)
    style = f"{fonts.face_css()}\n{css}"
    with PaperProcess() as press:
        press.print(order)  # the first paper starts the child
        _plain(html, style, fonts)  # and the first import is nobody's fault
        pairs = [
            (_seconds(lambda: press.print(order)), _seconds(lambda: _plain(html, style, fonts)))
            for _ in range(SHEETS)
        ]
    warm, plain = (statistics.median(side) for side in zip(*pairs, strict=True))
    return (
        at_least("sheets", "每秒印制审核确认表", 1 / warm, "份/秒", SHEETS_A_SECOND),
        at_least("against_plain", "比每次新建字体配置快", plain / warm, "倍", TIMES_FASTER),
    )


def _sheet(house: House) -> FormSheet:
    """Return the filled approval form of a real case."""
    number = awaiting_approval(house)
    with house.desk(write=False) as desk:
        row = desk.documents.latest(desk.cases.get(number).id, PAPER)
    if row is None:
        raise LookupError(PAPER)
    return frozen.thaw(json.loads(row.content)["body"])


def _html(sheet: FormSheet, template: str, fonts: FontSet) -> str:
    """Return the very page the press would draw."""
    typeface = Typeface(fonts)
    planned = plan(sheet, typeface)
    page: str = PageTemplate(template).render(
        title=sheet.title,
        metadata=[],
        orientation=sheet.orientation,
        pages=printed_pages(planned, typeface),
    )
    return page


def _plain(html: str, style: str, fonts: FontSet) -> bytes:
    """Draw the page with a FontConfiguration and a style of its own, as WeasyPrint's manual shows."""
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    fetcher, configuration = AssetFetcher(font_assets(fonts)), FontConfiguration()
    css = CSS(string=style, font_config=configuration, url_fetcher=fetcher)
    page = HTML(string=html, url_fetcher=fetcher)
    pdf: bytes = page.write_pdf(font_config=configuration, stylesheets=[css])
    return pdf


def _seconds(action: Callable[[], object]) -> float:
    began = time.perf_counter()
    action()
    return time.perf_counter() - began
