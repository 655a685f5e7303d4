"""Hold the typeset circular of seed 000 against the standard, with figures of our own."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pytest
from docx import Document
from docx.oxml.ns import qn

from jiuji_docs.definitions.documents import shipped_layout
from jiuji_docs.domain.documents.import_text import import_circular
from jiuji_docs.domain.documents.official import OfficialDocument
from jiuji_docs.domain.forms.sheet import RenderedPaper
from jiuji_docs.rendering.official_docx import official_docx
from jiuji_docs.rendering.official_pdf import OfficialPress

from .ruler import Line, Ruler

pytestmark = pytest.mark.seeds

CELL = 156 / 28
FORBIDDEN_FIRST = set("，。、；：！？）》”’〕")
FORBIDDEN_LAST = set("（《“‘〔")


def body_lines(ruler: Ruler) -> list[Line]:
    return [
        line
        for page in range(1, ruler.pages + 1)
        for line in ruler.lines(page)
        if not line.text.startswith("—")
    ]


def squashed(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_every_page_is_a4(ruler: Ruler) -> None:
    for page in range(1, ruler.pages + 1):
        assert ruler.size(page) == pytest.approx((210, 297), abs=0.1)


def test_a_full_page_has_22_lines(ruler: Ruler) -> None:
    counts = [
        len([line for line in ruler.lines(page) if not line.text.startswith("—")])
        for page in range(1, ruler.pages + 1)
    ]
    assert counts[2:4] == [22, 22]
    assert max(counts) == 22


def test_a_full_line_has_28_characters_and_fills_156_mm(ruler: Ruler) -> None:
    full = [
        line
        for line in ruler.lines(3)
        if len(line.text) == 28
        and line.text[-1] not in "，。、；：”）"
        and line.text[0] not in "（“"
    ]
    assert len(full) > 5
    for line in full:
        assert line.marks[0].x == pytest.approx(28, abs=0.1)
        assert line.marks[-1].x + 16 * 25.4 / 72 == pytest.approx(184, abs=0.2)


def test_text_stays_inside_the_type_area(ruler: Ruler) -> None:
    for line in body_lines(ruler):
        assert line.marks[0].left >= 27.9
        assert line.marks[-1].right <= 184.2
        assert 37 <= line.baseline <= 262


def test_no_line_begins_or_ends_with_a_forbidden_mark(ruler: Ruler) -> None:
    for line in body_lines(ruler):
        assert line.text[0] not in FORBIDDEN_FIRST, line.text
        assert line.text[-1] not in FORBIDDEN_LAST, line.text


def test_the_marks_ink_begins_35_mm_below_the_type_area(ruler: Ruler) -> None:
    mark = ruler.lines(1)[0]
    assert mark.text == "利津县人民政府文件"
    assert min(one.top for one in mark.marks) == pytest.approx(72, abs=0.5)


def test_the_mark_is_centred(ruler: Ruler) -> None:
    mark = ruler.lines(1)[0]
    assert (mark.marks[0].left + mark.marks[-1].right) / 2 == pytest.approx(106, abs=0.6)


def test_the_red_rule_is_156_mm_wide_and_4_mm_below_the_number(ruler: Ruler) -> None:
    number = next(line for line in ruler.lines(1) if "〔2017〕" in line.text)
    rule = ruler.bars(1)[0]
    assert (rule.left, rule.right) == pytest.approx((28, 184), abs=0.3)
    assert rule.top - max(one.bottom for one in number.marks) == pytest.approx(4, abs=0.3)


def test_the_title_is_broken_into_a_shape_without_cutting_its_quotes(ruler: Ruler) -> None:
    assert [line.text for line in ruler.lines(1)[2:5]] == [
        "利津县人民政府",
        "关于印发利津县“救急难”",
        "工作实施方案的通知",
    ]


def test_page_numbers_stand_7_mm_below_right_on_odd_and_left_on_even_pages(ruler: Ruler) -> None:
    for page in range(1, ruler.pages):
        number = ruler.lines(page)[-1]
        assert number.text == f"—{page}—"
        assert number.marks[0].top == pytest.approx(269, abs=0.5)
        em = 14 * 25.4 / 72
        if page % 2:
            assert number.marks[-1].x + 2 * em == pytest.approx(184, abs=0.5)
        else:
            assert number.marks[0].x == pytest.approx(28 + em, abs=0.5)


def test_the_colophon_ends_the_type_area_of_an_even_page_without_a_number(ruler: Ruler) -> None:
    bars = ruler.bars(ruler.pages)
    assert ruler.pages % 2 == 0
    assert [line.text for line in ruler.lines(ruler.pages)] == [
        "利津县人民政府办公室2017年12月5日印发"
    ]
    assert bars[-1].bottom == pytest.approx(262, abs=0.2)
    assert [bar.thickness for bar in bars] == pytest.approx([0.35, 0.35], abs=0.03)
    assert (bars[-1].left, bars[-1].right) == pytest.approx((28, 184), abs=0.3)


def test_the_date_stands_4_characters_from_the_right_and_the_name_centred_on_it(
    ruler: Ruler,
) -> None:
    lines = {line.text: line for line in ruler.lines(1)}
    name, date = lines["利津县人民政府"], lines["2017年12月5日"]
    name = next(line for line in reversed(ruler.lines(1)) if line.text == "利津县人民政府")
    assert date.marks[-1].x + 16 * 25.4 / 72 == pytest.approx(184 - 4 * CELL, abs=0.2 * CELL)
    middles = [(line.marks[0].left + line.marks[-1].right) / 2 for line in (name, date)]
    assert middles[0] == pytest.approx(middles[1], abs=0.2 * CELL)


def test_the_seal_presses_name_and_date_and_begins_within_a_line_of_the_text(
    press: OfficialPress, circular: OfficialDocument
) -> None:
    for diameter in (42, 45):
        made = press.pdf(replace(circular, seal_diameter=diameter), layout=shipped_layout())
        seal, lines = made.places["seal"], Ruler(made.pdf).lines(1)
        date = next(line for line in lines if line.text == "2017年12月5日")
        text_end = next(line for line in lines if line.text.endswith("贯彻执行。")).baseline
        assert (seal.page, seal.width, seal.height) == (1, diameter, diameter)
        assert 0 < seal.top - text_end < 10.6
        assert seal.top < date.baseline < seal.top + diameter
        middle = (date.marks[0].left + date.marks[-1].right) / 2
        assert seal.left + diameter / 2 == pytest.approx(middle, abs=1)
        assert seal.top + diameter <= 262.1


def test_an_attachment_has_its_label_on_line_1_and_its_title_on_line_3(ruler: Ruler) -> None:
    page = next(
        number for number in range(1, ruler.pages + 1) if ruler.lines(number)[0].text == "附件"
    )
    label, title = ruler.lines(page)[:2]
    assert label.marks[0].x == pytest.approx(28, abs=0.2)
    assert title.text == "利津县“救急难”协调领导小组"
    assert title.baseline - label.baseline == pytest.approx(2 * 10.21, abs=1.5)


def test_names_of_two_characters_are_as_wide_as_three(ruler: Ruler) -> None:
    rows = [line for page in range(1, ruler.pages + 1) for line in ruler.lines(page)]
    two = next(line for line in rows if "陈庄镇" in line.text)
    three = next(line for line in rows if "盐窝镇" in line.text)
    assert two.text.startswith("刘峰")
    assert two.marks[0].x == pytest.approx(three.marks[0].x, abs=0.2)
    assert two.marks[1].x == pytest.approx(three.marks[2].x, abs=0.2)


def test_every_word_of_the_source_is_on_paper_in_order(
    ruler: Ruler, seed_texts: dict[str, str]
) -> None:
    source = re.sub(r"^-{3}$|^#+ ", "", seed_texts["000"], flags=re.MULTILINE)
    source = squashed(source.replace("附件:", "附件")).replace(":", "：")
    assert squashed(ruler.words()) == source


def test_the_docx_has_the_words_of_the_pdf(ruler: Ruler, circular: OfficialDocument) -> None:
    document = Document(io.BytesIO(official_docx(circular, shipped_layout())))
    texts = "".join(node.text or "" for node in document.element.body.iter(qn("w:t")))
    assert squashed(texts) == squashed(ruler.words())


def test_the_docx_names_official_faces_in_every_slot_and_no_bold(
    circular: OfficialDocument,
) -> None:
    document = Document(io.BytesIO(official_docx(circular, shipped_layout())))
    faces = set()
    for fonts in document.element.body.iter(qn("w:rFonts")):
        slots = {fonts.get(qn(f"w:{slot}")) for slot in ("ascii", "hAnsi", "eastAsia", "cs")}
        assert len(slots) == 1
        faces |= slots
    assert faces == {"仿宋_GB2312", "楷体_GB2312", "黑体", "方正小标宋简体"}
    assert not list(document.element.body.iter(qn("w:b")))
    assert not list(document.element.body.iter(qn("w:docGrid")))


def test_the_docx_has_the_page_of_the_standard(circular: OfficialDocument) -> None:
    document = Document(io.BytesIO(official_docx(circular, shipped_layout())))
    first, last = document.sections
    margins = (first.top_margin, first.bottom_margin, first.left_margin, first.right_margin)
    assert [one.mm for one in margins] == pytest.approx([37, 35, 28, 26], abs=0.2)
    assert (first.page_width.mm, first.page_height.mm) == pytest.approx((210, 297), abs=0.2)
    assert "PAGE" in first.footer._element.xml
    assert "PAGE" in first.even_page_footer._element.xml
    assert "PAGE" not in last.footer._element.xml
    assert last.start_type == 3  # an even page


def test_the_same_document_gives_the_same_bytes(
    press: OfficialPress, circular: OfficialDocument, paper: RenderedPaper
) -> None:
    assert press.pdf(circular, layout=shipped_layout()).pdf == paper.pdf
    first = official_docx(circular, shipped_layout())
    assert first == official_docx(circular, shipped_layout())


def test_the_pdf_says_what_it_is(ruler: Ruler, paper: RenderedPaper) -> None:
    told = ruler.metadata()
    assert told["Title"] == "利津县人民政府关于印发利津县“救急难”工作实施方案的通知"
    assert told["Author"] == "利津县人民政府"
    assert b"pdfaid:part" in paper.pdf


def test_ink_mode_lets_the_ink_reach_the_type_areas_edges(
    press: OfficialPress, circular: OfficialDocument
) -> None:
    ruler = Ruler(press.pdf(circular, layout=shipped_layout("ink")).pdf)
    lines = [line for line in ruler.lines(3) if not line.text.startswith("—")]
    assert len(lines) == 22
    assert min(mark.top for mark in lines[0].marks) == pytest.approx(37, abs=1)
    assert max(mark.bottom for mark in lines[-1].marks) == pytest.approx(262, abs=1)


@pytest.mark.parametrize("seed", ["001", "002", "003", "004"])
def test_the_other_seeds_are_typeset_too(
    press: OfficialPress, seed_texts: dict[str, str], seed: str
) -> None:
    document = import_circular(seed_texts[seed]).document
    ruler = Ruler(press.pdf(document, layout=shipped_layout()).pdf)
    for line in body_lines(ruler):
        assert line.text[0] not in FORBIDDEN_FIRST, line.text
        assert line.marks[-1].right <= 184.5
