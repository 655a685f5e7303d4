"""Measure the composer on finished pages: full lines end flush, no line ends with a forbidden mark."""

from __future__ import annotations

import random

import pytest

from jiuji_docs.conformance.read_pdf import read_pdf
from jiuji_docs.definitions.documents import document_template, shipped_layout
from jiuji_docs.domain.documents.elements import Paragraph
from jiuji_docs.domain.documents.official import OfficialDocument
from jiuji_docs.rendering.fonts import FontSet
from jiuji_docs.rendering.line_composer import NOT_FIRST, NOT_LAST
from jiuji_docs.rendering.official_metrics import em
from jiuji_docs.rendering.official_pages import compose_pages
from jiuji_docs.rendering.official_pdf import OfficialPress

PARAGRAPHS, DOCUMENTS = 1000, 20
#: Points by which a full line may miss an edge, and the share of lines that must not.
FLUSH, SHARE = 0.3, 0.995
LEFT, RIGHT, POINT = 28.0, 184.0, 25.4 / 72
_WORDS = (
    "临时救助", "急难", "困难群众", "《社会救助暂行办法》", "（国务院令第649号）", "“救急难”", "24小时",
    "示民发〔2024〕12号", "、", "，", "；", "：", "——", "……", "100.00元", "应当", "及时", "会同", "有关部门",
    "（含特困人员、低保对象）", "2026年3月", "“一门受理、协同办理”", "5%", "A4", "乡镇人民政府",
)  # fmt: skip


def paragraph(number: int) -> str:
    chance = random.Random(number)  # noqa: S311 - repeatable, no secret
    words = [chance.choice(_WORDS) for _ in range(chance.randint(20, 90))]
    text = "县"
    for word in words:
        if word in "、，；：" and text[-1] in "、，；：—…":
            continue
        text += word
    return f"{text.rstrip('、，；：')}。"


@pytest.fixture(scope="module")
def measured(fonts: FontSet) -> tuple[int, int, list[str]]:
    """Return (full lines, flush lines, forbidden ends) of a thousand paragraphs."""
    press = OfficialPress(
        document_template("official.pt"), document_template("official.css"), fonts
    )
    layout, full, flush, wrong = shipped_layout(), 0, 0, []
    each = PARAGRAPHS // DOCUMENTS
    for batch in range(DOCUMENTS):
        texts = tuple(Paragraph(paragraph(batch * each + at)) for at in range(each))
        document = OfficialDocument(title=("关于量行的通知",), body=texts, style="circular")
        planned = compose_pages(document, layout, press._faces)
        pdf = press.pdf(document, layout=layout).pdf
        for page, (_, filled) in zip(read_pdf(pdf).pages, planned.filled, strict=True):
            lines = iter(page.lines)
            rows = [row for _, row in filled.rows if row.role == "body" and row.texts]
            for row, following in zip(rows, [*rows[1:], None], strict=True):
                text = row.texts[0]
                line = next(one for one in lines if one.text == text.text.replace(" ", ""))
                wrong += _forbidden(line.text)
                last = following is None or following.of is not row.of
                if last:
                    continue
                full += 1
                begins = LEFT if text.left < LEFT + 1 else text.left
                mark = text.stretches[-1]
                wide = (
                    1.0
                    if ord(line.text[-1]) > 0x2000
                    else press._faces.width(mark.face, line.text[-1])
                )
                end = line.marks[-1].x + (wide - mark.cut_right) * em(text.size)
                start = line.marks[0].x + text.stretches[0].cut_left * em(text.size)
                near = abs(start - begins) < FLUSH * POINT + text.stretches[0].cut_left * em(
                    text.size
                )
                flush += near and abs(end - RIGHT) < FLUSH * POINT
    return full, flush, wrong


def _forbidden(text: str) -> list[str]:
    return [text] if text[0] in NOT_FIRST or text[-1] in NOT_LAST else []


def test_full_lines_are_flush_on_both_edges(measured: tuple[int, int, list[str]]) -> None:
    full, flush, _ = measured
    print(f"{full} full lines, {flush / full:.2%} flush within {FLUSH} pt")
    assert full > 3 * PARAGRAPHS
    assert flush / full >= SHARE


def test_no_line_begins_or_ends_with_a_forbidden_mark(
    measured: tuple[int, int, list[str]],
) -> None:
    assert measured[2] == []
