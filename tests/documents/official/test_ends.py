"""Measure sign-offs, colophons, notices and tables of invented documents on their finished PDFs."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace

import pytest
from docx import Document
from docx.oxml.ns import qn

from jiuji_docs.definitions.documents import shipped_composition, shipped_layout
from jiuji_docs.domain.documents.composition import compose
from jiuji_docs.domain.documents.elements import Attachment, Paragraph, Table
from jiuji_docs.domain.documents.official import OfficialDocument
from jiuji_docs.domain.errors import GlyphMissing, PaperError
from jiuji_docs.rendering.official_docx import official_docx
from jiuji_docs.rendering.official_pdf import OfficialPress

from .ruler import Ruler

CELL = 156 / 28
EM = 16 * 25.4 / 72
PLAIN = OfficialDocument(
    title=("示范县民政局关于做好救助工作的通知",),
    body=(Paragraph("请认真贯彻执行。" * 8),),
    mark="示范县民政局文件",
    number="示民发〔2024〕1号",
    addressees="各乡镇人民政府",
    signatories=("示范县民政局",),
    date=dt.date(2024, 2, 8),
    cc="县委办公室，县人大常委会办公室，县政协办公室，县纪委监委，县法院，县检察院，县人武部，县总工会",
    printer="示范县民政局办公室",
    print_date=dt.date(2024, 2, 9),
)


def measured(press: OfficialPress, document: OfficialDocument) -> Ruler:
    return Ruler(press.pdf(document, layout=shipped_layout()).pdf)


def line(ruler: Ruler, page: int, text: str) -> tuple[float, float]:
    """Return where a line begins and ends, the last one of that text on the page."""
    found = [one for one in ruler.lines(page) if one.text == text][-1]
    return found.marks[0].x, found.marks[-1].x + EM


@pytest.mark.parametrize("length", [3, 4, 6, 8, 11, 13])
@pytest.mark.parametrize("date", [dt.date(2024, 2, 8), dt.date(2024, 12, 28)])
def test_a_stamped_name_is_centred_over_a_date_4_characters_from_the_right(
    press: OfficialPress, length: int, date: dt.date
) -> None:
    name = "示范县人民政府民政局办公室"[:length]
    ruler = measured(press, replace(PLAIN, signatories=(name,), date=date))
    shown = f"{date.year}年{date.month}月{date.day}日"
    name_at, date_at = line(ruler, 1, name), line(ruler, 1, shown)
    assert date_at[1] == pytest.approx(184 - 4 * CELL, abs=0.2 * CELL)
    assert sum(name_at) / 2 == pytest.approx(sum(date_at) / 2, abs=0.2 * CELL)


@pytest.mark.parametrize("name", ["示范县民政局", "示范县人民政府办公室民政局"])
def test_an_unstamped_name_is_2_from_the_right_and_the_date_begins_2_further(
    press: OfficialPress, name: str
) -> None:
    ruler = measured(press, replace(PLAIN, signatories=(name,), stamped=False))
    name_at, date_at = line(ruler, 1, name), line(ruler, 1, "2024年2月8日")
    assert date_at[0] - name_at[0] == pytest.approx(2 * CELL, abs=0.2 * CELL)
    assert max(name_at[1], date_at[1]) <= 184
    assert name_at[1] == pytest.approx(184 - 2 * CELL, abs=0.2 * CELL)


def test_an_unstamped_date_longer_than_the_name_is_itself_2_from_the_right(
    press: OfficialPress,
) -> None:
    date = dt.date(2024, 12, 28)
    changed = replace(PLAIN, signatories=("民政局",), date=date, stamped=False)
    ruler = measured(press, changed)
    name_at, date_at = line(ruler, 1, "民政局"), line(ruler, 1, "2024年12月28日")
    assert date_at[1] == pytest.approx(184 - 2 * CELL, abs=0.2 * CELL)
    assert date_at[0] - name_at[0] == pytest.approx(2 * CELL, abs=0.2 * CELL)


def test_an_unstamped_document_has_no_place_for_a_seal(press: OfficialPress) -> None:
    assert press.pdf(replace(PLAIN, stamped=False), layout=shipped_layout()).places == {}


def test_the_colophon_has_three_rules_and_its_copies_hang_under_the_first_name(
    press: OfficialPress,
) -> None:
    ruler = measured(press, PLAIN)
    bars = ruler.bars(2)
    assert [bar.thickness for bar in bars] == pytest.approx([0.35, 0.25, 0.35], abs=0.03)
    assert bars[-1].bottom == pytest.approx(262, abs=0.2)
    first, second, printer = ruler.lines(2)
    em = 14 * 25.4 / 72
    assert first.text.startswith("抄送：县委办公室")
    assert first.marks[0].x == pytest.approx(28 + em, abs=0.2)
    assert second.marks[0].x == pytest.approx(28 + 4 * em, abs=0.2)
    assert second.text.endswith("。")
    assert printer.text == "示范县民政局办公室2024年2月9日印发"
    assert printer.marks[-1].x + em == pytest.approx(184 - em, abs=0.3)


@pytest.mark.parametrize(
    ("repeats", "pages", "shared"), [(8, 2, False), (75, 2, True), (105, 4, False), (150, 4, False)]
)
def test_the_colophon_stands_on_an_even_page_and_shares_it_when_there_is_room(
    press: OfficialPress, repeats: int, pages: int, *, shared: bool
) -> None:
    ruler = measured(press, replace(PLAIN, body=(Paragraph("请认真贯彻执行。" * repeats),)))
    assert ruler.pages == pages
    assert ruler.bars(pages)[-1].bottom == pytest.approx(262, abs=0.2)
    numbers = [one.text for one in ruler.lines(pages) if one.text.startswith("—")]
    assert numbers == ([f"—{pages}—"] if shared else [])


def test_no_page_has_only_name_and_date(press: OfficialPress) -> None:
    for repeats in range(14, 34):
        ruler = measured(press, replace(PLAIN, body=(Paragraph("请认真贯彻执行。" * repeats),)))
        for page in range(1, ruler.pages + 1):
            texts = [one.text for one in ruler.lines(page)]
            if "2024年2月8日" in texts:
                assert sum("贯彻" in text for text in texts) >= 1, repeats


def test_addressees_that_leave_no_room_for_text_move_to_the_colophon(press: OfficialPress) -> None:
    long = "、".join(f"第{number}乡镇人民政府" for number in range(10, 50))
    ruler = measured(press, replace(PLAIN, addressees=long))
    assert any("贯彻执行" in one.text for one in ruler.lines(1))
    assert ruler.lines(ruler.pages)[0].text.startswith("主送：")


def test_a_long_mark_shrinks_to_its_line(press: OfficialPress) -> None:
    mark = "示范省示范市示范县人民政府办公室文件"
    first = measured(press, replace(PLAIN, mark=mark)).lines(1)[0]
    assert first.text == mark
    assert first.marks[0].left >= 28
    assert first.marks[-1].right <= 184.1
    assert min(one.top for one in first.marks) == pytest.approx(72, abs=0.5)


def test_urgency_stands_first_at_the_left(press: OfficialPress) -> None:
    first = measured(press, replace(PLAIN, urgency="加急")).lines(1)[0]
    assert first.text == "加急"
    assert first.marks[0].x == pytest.approx(28, abs=0.1)


def test_a_table_prints_every_cell_inside_the_type_area(press: OfficialPress) -> None:
    rows = tuple((str(number), "示范村" * 4, "困难家庭情况说明" * 3) for number in range(30))
    table = Attachment("名册", (Table(("序号", "村", "情况"), rows),), 1)
    ruler = measured(press, replace(PLAIN, attachments=(table,)))
    words = ruler.words()
    assert words.count("困难家庭") == 90
    assert "附件1" in words
    for page in range(2, ruler.pages):
        for one in ruler.lines(page):
            if not one.text.startswith("—"):
                assert one.marks[0].left >= 28
                assert one.marks[-1].right <= 184.1
                assert one.baseline <= 262


def test_markup_prints_as_text(press: OfficialPress) -> None:
    words = measured(press, replace(PLAIN, body=(Paragraph("<b>甲&乙</b>"),))).words()
    assert "<b>甲&乙</b>" in words


def test_line_breaks_print_as_spaces_and_control_characters_are_refused(
    press: OfficialPress,
) -> None:
    broken = replace(PLAIN, body=(Paragraph("甲\n乙\t丙"),))
    assert "甲乙丙" in measured(press, broken).words()
    assert official_docx(broken, shipped_layout())
    wrong = replace(PLAIN, body=(Paragraph("甲\x01乙"),))
    with pytest.raises(PaperError, match=r"U\+0001"):
        press.pdf(wrong, layout=shipped_layout())
    with pytest.raises(PaperError, match=r"U\+0001"):
        official_docx(wrong, shipped_layout())


def test_a_character_no_face_has_is_refused_and_a_rare_one_is_told(press: OfficialPress) -> None:
    made = press.pdf(replace(PLAIN, body=(Paragraph("请刘玥办理。"),)), layout=shipped_layout())
    assert made.substitutions == (("玥", "JiujiRare"),)
    with pytest.raises(GlyphMissing):
        press.pdf(replace(PLAIN, body=(Paragraph("\U0001f600"),)), layout=shipped_layout())


@pytest.mark.parametrize("name", ["approval_notice", "refusal_notice"])
def test_a_notice_is_one_page_with_number_and_seal_place(press: OfficialPress, name: str) -> None:
    known = {
        "application.applicant_name": "张某玥",
        "case.number": "示救〔2024〕0001号",
        "case.accepted_on": dt.date(2024, 2, 1),
        "decision.modes": ["goods", "referral"],
        "policy.title": "示范县临时救助实施办法",
        "policy.named": "《示范县临时救助实施办法》（示民发〔2021〕15号）",
        "policy.reference": "《示范县临时救助实施办法》（示民发〔2021〕15号）第四条",
        "refusal_notice.reason_code": "not_eligible",
        "refusal_notice.reason": "家庭收入扣除必要支出后仍高于标准。" * 8,
        "unit.phone": "0000-1234567",
    }
    document = compose(
        shipped_composition(name),
        known,
        issuer="阳山镇人民政府",
        number="示民救〔2024〕1号",
        signed_on=dt.date(2024, 2, 8),
    )
    made = press.pdf(document, layout=shipped_layout())
    ruler = Ruler(made.pdf)
    assert made.pages == 1
    texts = [one.text for one in ruler.lines(1)]
    assert texts[:4] == ["阳山镇人民政府", "示民救〔2024〕1号", document.full_title, "张某玥："]
    assert texts[-2:] == ["阳山镇人民政府", "2024年2月8日"]
    assert made.places["seal"].top + 42 <= 262.1
    docx = Document(io.BytesIO(official_docx(document, shipped_layout())))
    words = "".join(node.text or "" for node in docx.element.body.iter(qn("w:t")))
    assert words.replace(" ", "") == ruler.words()
