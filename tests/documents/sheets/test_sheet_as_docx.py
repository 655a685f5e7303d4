"""Open the DOCX of a sheet again and compare it with the PDF and the grid."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from docx import Document
from docx.oxml.ns import qn

from jiuji_docs.domain.errors import DoesNotFit
from jiuji_docs.domain.forms.sheet import Box, FormSheet, RenderedPaper, SheetBlock
from jiuji_docs.rendering.fonts import FontSet
from jiuji_docs.rendering.sheet_docx import sheet_docx
from jiuji_docs.rendering.sheet_metrics import Typeface
from jiuji_docs.rendering.sheet_pdf import SheetPress

from . import measure

OFFICIAL = {"仿宋_GB2312", "黑体", "方正小标宋简体", "宋体", "楷体_GB2312"}


def words(data: bytes) -> str:
    document = Document(io.BytesIO(data))
    section = document.sections[0]
    parts = [
        "".join(item.text or "" for item in element.iter(qn("w:t")))
        for element in (section.header._element, document.element.body, section.footer._element)
    ]
    return "".join("".join(parts).split())


def test_the_words_are_those_of_the_pdf_in_the_same_order(
    paper: RenderedPaper, approval: FormSheet, fonts: FontSet
) -> None:
    assert words(sheet_docx(approval, Typeface(fonts))) == measure.text(paper.pdf)


def test_a_continuation_sheet_has_the_same_words(
    press: SheetPress, with_value: Callable[..., FormSheet], fonts: FontSet
) -> None:
    sheet = with_value("situation", "因家中失火，房屋及生活用品损毁。" * 40)
    made = press.pdf(sheet)
    printed = measure.text(made.pdf).replace("第1页共2页", "").replace("第2页共2页", "")
    printed = printed.replace("编号：示救〔2024〕0001号", "")
    written = words(sheet_docx(sheet, Typeface(fonts))).replace("第1页共1页", "")
    assert written.replace("编号：示救〔2024〕0001号", "") == printed


def test_rows_have_exact_heights_and_the_table_a_fixed_layout(approval: FormSheet) -> None:
    document = Document(io.BytesIO(sheet_docx(approval)))
    (table,) = document.tables
    assert table._tbl.tblPr.find(qn("w:tblLayout")).get(qn("w:type")) == "fixed"
    heights = [row._tr.trPr.find(qn("w:trHeight")) for row in table.rows]
    assert {item.get(qn("w:hRule")) for item in heights} == {"exact"}
    expected = [block.height for block in approval.blocks for _ in block.rows]
    assert [int(item.get(qn("w:val"))) / 1440 * 25.4 for item in heights] == pytest.approx(
        expected, abs=0.02
    )


def test_columns_add_up_to_the_width_between_the_margins(approval: FormSheet) -> None:
    document = Document(io.BytesIO(sheet_docx(approval)))
    widths = [column.width.mm for column in document.tables[0].columns]
    assert sum(widths) == pytest.approx(165, abs=0.2)
    for row in document.tables[0]._tbl.tr_lst:
        spans = [int(cell.tcPr.find(qn("w:gridSpan")).get(qn("w:val"))) for cell in row.tc_lst]
        assert sum(spans) == len(widths)


def test_the_page_is_the_one_of_the_pdf(approval: FormSheet) -> None:
    section = Document(io.BytesIO(sheet_docx(approval))).sections[0]
    found = (
        section.page_width.mm, section.page_height.mm, section.left_margin.mm,
        section.right_margin.mm, section.top_margin.mm, section.bottom_margin.mm,
    )  # fmt: skip
    assert found == pytest.approx((210, 297, 25, 20, 25, 22), abs=0.05)


def test_every_run_names_an_official_face_four_times_and_nothing_is_bold(
    approval: FormSheet,
) -> None:
    with zipfile.ZipFile(io.BytesIO(sheet_docx(approval))) as package:
        xml = {name: package.read(name).decode() for name in package.namelist() if "xml" in name}
    assert not any("asciiTheme" in text or "eastAsiaTheme" in text for text in xml.values())
    body = Document(io.BytesIO(sheet_docx(approval))).element.body
    runs = list(body.iter(qn("w:r")))
    assert len(runs) > 60
    for run in runs:
        fonts = run.rPr.find(qn("w:rFonts"))
        faces = {fonts.get(qn(f"w:{slot}")) for slot in ("ascii", "hAnsi", "eastAsia", "cs")}
        assert len(faces) == 1
        assert faces <= OFFICIAL
        assert run.rPr.find(qn("w:b")) is None


def test_the_same_sheet_gives_the_same_bytes(approval: FormSheet) -> None:
    assert sheet_docx(approval) == sheet_docx(approval)


def test_a_tall_box_is_one_cell() -> None:
    rows = (
        (Box("村级意见", 2, rows=3, label=True), Box("甲", 10)),
        (Box("乙", 10),),
        (Box("丙", 10),),
    )
    document = Document(io.BytesIO(sheet_docx(FormSheet("f", "表", (SheetBlock("grid", rows),)))))
    (table,) = document.tables
    first = [table.cell(row, 0)._tc for row in range(3)]
    assert all(cell is first[0] for cell in first)
    assert [table.cell(row, 1).text for row in range(3)] == ["甲", "乙", "丙"]


def test_a_long_list_repeats_its_head_in_word_too() -> None:
    head = (Box("姓名", 12, label=True),)
    block = SheetBlock("table", (head, *((Box(str(n), 12),) for n in range(90))))
    grid = SheetBlock("grid", ((Box("单位", 2, label=True), Box("阳山镇", 10)),))
    document = Document(io.BytesIO(sheet_docx(FormSheet("f", "名册", (grid, block)))))
    assert len(document.tables) == 2
    flags = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in document.tables[1].rows]
    assert flags == [True] + [False] * 90


def test_markup_is_text_in_word_too(with_value: Callable[..., FormSheet]) -> None:
    data = sheet_docx(with_value("address", "<w:br/>&<b>甲</b>"))
    assert "<w:br/>&<b>甲</b>" in words(data)


def test_what_refuses_in_the_pdf_refuses_here(with_value: Callable[..., FormSheet]) -> None:
    with pytest.raises(DoesNotFit):
        sheet_docx(with_value("bank", "信用社" * 90, "refuse"))


def test_word_adds_no_space_between_chinese_and_digits(approval: FormSheet) -> None:
    body = Document(io.BytesIO(sheet_docx(approval))).element.body
    for paragraph in body.iter(qn("w:p")):
        for name in ("w:autoSpaceDE", "w:autoSpaceDN"):
            assert paragraph.pPr.find(qn(name)).get(qn("w:val")) == "0"


def test_the_body_ends_with_a_paragraph(approval: FormSheet) -> None:
    body = Document(io.BytesIO(sheet_docx(approval))).element.body
    assert [child.tag for child in body][-2:] == [qn("w:p"), qn("w:sectPr")]


def test_the_properties_name_sheet_and_unit_and_no_clock(approval: FormSheet) -> None:
    properties = Document(io.BytesIO(sheet_docx(approval))).core_properties
    assert (properties.title, properties.author) == (approval.title, approval.unit)
    assert properties.created == properties.modified
    assert properties.created is not None
    assert properties.created.year == 2000
