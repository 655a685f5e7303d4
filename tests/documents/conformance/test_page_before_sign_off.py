"""The ruler accepts the page that ends early for the sign-off's sake, and no other (PG-6, 7.3.5.5)."""

from __future__ import annotations

from dataclasses import replace

from jiuji_docs.conformance.judge import check_pdf, judge
from jiuji_docs.conformance.page_model import Line, PrintedFile
from jiuji_docs.conformance.read_pdf import read_pdf
from jiuji_docs.definitions.documents import shipped_layout
from jiuji_docs.domain.documents.elements import Paragraph
from jiuji_docs.domain.documents.official import OfficialDocument
from jiuji_docs.rendering.official_pdf import OfficialPress

LINE = "请各单位认真贯彻执行本通知各项要求并将办理情况及时报送县民政局。"


def typeset(press: OfficialPress, golden: OfficialDocument, paragraphs: int) -> bytes:
    """Return the golden circular with a text of so many paragraphs of two lines, and nothing behind it."""
    body = tuple(Paragraph(f"{number}、{LINE}") for number in range(1, paragraphs + 1))
    document = replace(golden, body=body, issued=None, attachments=(), attachment_notes=())
    return press.pdf(document, layout=shipped_layout()).pdf


def early(pdf: bytes) -> bool:
    """Tell whether the page before the sign-off's ends two lines or more above its foot."""
    pages = read_pdf(pdf).pages
    signed = next(
        number
        for number, page in enumerate(pages)
        if any(line.text == "2026年3月5日" for line in page.lines)
    )
    last = [line for line in pages[signed - 1].lines if line.baseline < 262][-1]
    return signed > 1 and last.baseline < 262 - 1.6 * 10.2


def test_a_page_that_ends_early_for_the_sign_off_is_accepted(
    press: OfficialPress, golden: dict[str, OfficialDocument]
) -> None:
    seen = 0
    for paragraphs in range(10, 20):
        pdf = typeset(press, golden["circular"], paragraphs)
        assert "PG-6" not in {one.rule for one in check_pdf(pdf)}, paragraphs
        seen += early(pdf)
    assert seen >= 2


def test_a_page_that_ends_early_with_more_text_behind_it_is_told(
    press: OfficialPress, golden: dict[str, OfficialDocument]
) -> None:
    """Lines of the sign-off's page could have stood on the page before it."""
    file = read_pdf(typeset(press, golden["circular"], 18))
    thinned = _without(file, page=1, lines=4)
    assert "PG-6" not in {one.rule for one in judge(file)}
    assert "PG-6" in {one.rule for one in judge(thinned)}


def _without(file: PrintedFile, *, page: int, lines: int) -> PrintedFile:
    """Return the file with the last lines of text of one page (from 0) gone."""
    old = file.pages[page]
    body: list[Line] = [line for line in old.lines if line.baseline < 262]
    gone = set(body[-lines:])
    thin = replace(old, lines=tuple(line for line in old.lines if line not in gone))
    return replace(file, pages=(*file.pages[:page], thin, *file.pages[page + 1 :]))
