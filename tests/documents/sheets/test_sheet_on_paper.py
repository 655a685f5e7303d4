"""Measure the approval form on its finished PDF."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from dataclasses import replace

import pikepdf
import pytest

from jiuji_docs.domain.errors import DoesNotFit, GlyphMissing, PaperError
from jiuji_docs.domain.forms.sheet import Box, FormSheet, RenderedPaper, SheetBlock
from jiuji_docs.rendering.fonts import FontSet
from jiuji_docs.rendering.sheet_metrics import Typeface
from jiuji_docs.rendering.sheet_pdf import SheetPress
from jiuji_docs.rendering.sheet_plan import plan

from . import measure

#: Glyph edges and the half width of a rule, in mm.
CLOSE = 0.25


def values(sheet: FormSheet) -> list[Box]:
    return [box for block in sheet.blocks for row in block.rows for box in row if box.text]


def test_the_page_is_a4(paper: RenderedPaper) -> None:
    assert measure.size(paper.pdf) == (210.0, 297.0)
    assert paper.pages == 1


def test_every_value_is_on_the_paper(paper: RenderedPaper, approval: FormSheet) -> None:
    assert len(values(approval)) >= 45
    printed = measure.text(paper.pdf)
    assert [box.text for box in values(approval) if "".join(box.text.split()) not in printed] == []


def test_number_title_unit_and_page_count_are_on_the_paper(paper: RenderedPaper) -> None:
    printed = measure.text(paper.pdf)
    assert printed.startswith(
        "编号：示救〔2024〕0001号支出型临时救助审核确认表单位：阳山镇人民政府"
    )
    assert printed.endswith("第1页共1页")


def test_each_box_has_its_rules_where_the_grid_says(
    paper: RenderedPaper, approval: FormSheet, fonts: FontSet
) -> None:
    drawn = measure.rules(paper.pdf)
    (page,) = plan(approval, Typeface(fonts)).pages
    boxes = [(one, cell) for one in page for cell in one.strip.cells]
    assert len(drawn) == len(boxes) == 69
    for rule, (one, cell) in zip(drawn, boxes, strict=True):
        left, top = 25 + cell.column * 165 / 12, one.top + (cell.rect.top - one.strip.top)
        assert rule.left == pytest.approx(left, abs=CLOSE)
        assert rule.right == pytest.approx(left + cell.box.span * 165 / 12, abs=CLOSE)
        assert rule.top == pytest.approx(top, abs=CLOSE)
        assert rule.bottom == pytest.approx(top + cell.rect.height, abs=CLOSE)


def test_no_character_leaves_its_box(paper: RenderedPaper) -> None:
    drawn = measure.rules(paper.pdf)
    top, bottom = min(rule.top for rule in drawn), max(rule.bottom for rule in drawn)
    inside = [ink for ink in measure.characters(paper.pdf) if top < ink.top < bottom - 0.3]
    assert len(inside) > 400
    for ink in inside:
        homes = [
            rule
            for rule in drawn
            if rule.left <= ink.left + 0.01
            and ink.right <= rule.right + 0.01
            and rule.top <= ink.top + 0.01
            and ink.bottom <= rule.bottom + 0.01
        ]
        assert len(homes) == 1, ink


def test_the_same_sheet_gives_the_same_bytes(
    press: SheetPress, paper: RenderedPaper, approval: FormSheet
) -> None:
    assert press.pdf(approval).pdf == paper.pdf


def test_a_name_of_rare_characters_is_printed_and_audited(paper: RenderedPaper) -> None:
    assert {character for character, _ in paper.substitutions} == set("旻昇玥珺瑄")
    assert {family for _, family in paper.substitutions} == {"JiujiRare"}


@pytest.mark.parametrize(
    "name",
    [
        "旻昇玥珺瑄",
        "阿卜杜热合曼·买买提吐尔逊江",
        "旻昇玥珺瑄" * 3,
        "欧阳旻玥（曾用名：昇珺瑄）",
        "玥",
    ],
)
def test_long_names_stay_whole_in_their_box(
    name: str, press: SheetPress, with_value: Callable[..., FormSheet]
) -> None:
    made = press.pdf(with_value("name", name))
    assert name in measure.text(made.pdf)
    assert not [outcome for _, outcome in made.overflow if outcome == "continue"]


def test_each_place_is_reported_where_its_box_is_drawn(paper: RenderedPaper) -> None:
    assert list(paper.places) == ["village", "town", "decision_county"]
    drawn = measure.rules(paper.pdf)
    for place in paper.places.values():
        around = [
            rule
            for rule in drawn
            if rule.left <= place.left
            and rule.top <= place.top
            and rule.right >= place.left + place.width
            and rule.bottom >= place.top + place.height
        ]
        assert place.page == 1
        assert len(around) == 1
        assert around[0].bottom - around[0].top - place.height < 1.2


def test_a_shrunk_value_is_reported(paper: RenderedPaper) -> None:
    assert ("bank", "shrink") in paper.overflow
    assert "name" not in dict(paper.overflow)


def test_a_text_too_long_goes_on_a_continuation_sheet(
    press: SheetPress, with_value: Callable[..., FormSheet]
) -> None:
    text = "因家中失火，房屋及生活用品损毁，短期内无力恢复基本生活；" * 40
    made = press.pdf(with_value("situation", text))

    assert made.pages >= 2
    assert dict(made.overflow)["situation"] == "continue"
    printed = measure.text(made.pdf)
    assert "（详见续页）" in printed
    assert "审核确认表续页【家庭困难情况说明】" in printed
    last = "".join(
        ink.text for page in range(1, made.pages) for ink in measure.characters(made.pdf, page)
    )
    assert text in last.replace("第2页共2页", "").replace("第2页共3页", "").replace(
        "第3页共3页", ""
    )


def test_the_other_boxes_do_not_move_when_one_text_grows(
    press: SheetPress, paper: RenderedPaper, with_value: Callable[..., FormSheet]
) -> None:
    made = press.pdf(with_value("situation", "因家中失火，房屋损毁。" * 60))
    assert measure.rules(made.pdf) == measure.rules(paper.pdf)
    assert made.places == paper.places


def test_a_box_that_refuses_makes_no_paper(
    press: SheetPress, with_value: Callable[..., FormSheet]
) -> None:
    with pytest.raises(DoesNotFit, match=r"“开户银行”.*220 字"):
        press.pdf(with_value("bank", "示范县农村信用合作联社" * 20, "refuse"))


HOSTILE = [
    "<b>加粗</b>&amp;<script>alert(1)</script>",
    "${structure: value} ${1+1} <tal:block replace='x'/>",
    "</div></body><img src='file:///etc/passwd'/>",
    "<link rel=attachment href=http://127.0.0.1:9/>",
    "{{ x }} {% y %} ]]> <!-- --> \"'",
]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("name", ["situation", "address"])
def test_markup_prints_as_text(
    text: str, name: str, press: SheetPress, with_value: Callable[..., FormSheet]
) -> None:
    made = press.pdf(with_value(name, text))
    assert "".join(text.split()) in measure.text(made.pdf)


def test_markup_in_title_number_unit_and_names_is_text_too(press: SheetPress) -> None:
    mark = '<img src="http://127.0.0.1:9/">&\'"'
    box = Box(mark, 12, name=mark, place=mark)
    sheet = FormSheet(
        mark, mark, (SheetBlock("grid", ((box,),), height=40),), mark, mark, unit=mark
    )
    made = press.pdf(sheet)
    assert measure.text(made.pdf).count("".join(mark.split())) == 5
    assert list(made.places) == [mark]


def test_a_character_that_no_face_has_is_refused_by_name(
    press: SheetPress, with_value: Callable[..., FormSheet]
) -> None:
    with pytest.raises(GlyphMissing, match=r"U\+E123"):
        press.pdf(with_value("name", "王\ue123"))


@pytest.mark.parametrize("text", ["a\x00b", "a\u202eb", "\ud800", "a\u200bb"])
def test_invisible_and_broken_characters_are_refused(
    text: str, press: SheetPress, with_value: Callable[..., FormSheet]
) -> None:
    with pytest.raises(PaperError):
        press.pdf(with_value("address", text))


def test_the_same_place_twice_is_refused(press: SheetPress) -> None:
    row = (Box("", 6, place="town"), Box("", 6, place="town"))
    with pytest.raises(PaperError, match="重名"):
        press.pdf(FormSheet("f", "t", (SheetBlock("grid", (row,)),)))


def test_a_turned_list_repeats_its_heads_on_turned_pages(press: SheetPress) -> None:
    head = (Box("序号", 2, label=True), Box("姓名", 10, label=True))
    rows = tuple((Box(str(n + 1), 2), Box(f"人员第{n + 1}号", 10)) for n in range(45))
    made = press.pdf(
        FormSheet(
            "payroll", "发放花名册", (SheetBlock("table", (head, *rows)),), orientation="landscape"
        )
    )
    assert made.pages == 3
    assert measure.size(made.pdf, 2) == (297.0, 210.0)
    printed = measure.text(made.pdf)
    assert printed.count("序号姓名") == 3
    assert all(f"人员第{n}号" in printed for n in range(1, 46))
    assert "第2页共3页" in printed


def test_the_file_says_what_it_is(press: SheetPress, approval: FormSheet) -> None:
    moment = dt.datetime(2024, 2, 8, 9, 30, tzinfo=dt.timezone(dt.timedelta(hours=8)))
    made = press.pdf(approval, author="示范县民政局", created=moment)
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        assert str(pdf.docinfo["/Title"]) == "支出型临时救助审核确认表"
        assert str(pdf.docinfo["/Author"]) == "示范县民政局"
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20240208093000")
        with pdf.open_metadata() as metadata:
            assert metadata["pdfaid:part"] == "2"
            assert metadata["pdfaid:conformance"] == "B"
            assert metadata["dc:title"] == "支出型临时救助审核确认表"
        assert "/Filter" not in pdf.Root.Metadata
        assert pdf.Root.OutputIntents[0].S == "/GTS_PDFA1"
        assert "/EmbeddedFiles" not in pdf.Root.get("/Names", {})
    assert b"dc:title" in made.pdf


def test_every_font_is_embedded_and_ours(paper: RenderedPaper) -> None:
    with pikepdf.open(io.BytesIO(paper.pdf)) as pdf:
        fonts = pdf.pages[0].Resources.Font
        names = {str(font.BaseFont).partition("+")[2].partition("-")[0] for font in fonts.values()}
        embedded = [
            "/FontFile3" in font.DescendantFonts[0].FontDescriptor for font in fonts.values()
        ]
    assert names == {"JiujiFang", "JiujiHei", "JiujiBiao", "JiujiSong", "JiujiRare"}
    assert all(embedded)


def test_an_archive_checker_finds_no_fault(press: SheetPress, approval: FormSheet) -> None:
    page = pytest.importorskip("page", reason="page-validation checks PDF/A")
    for number in range(6):
        made = press.pdf(replace(approval, number=f"示救〔2024〕{number}号"))
        report = page.validate_pdf_bytes(made.pdf, profile=page.ValidationProfile.PDF_A_2B)
        assert report.failures == []
