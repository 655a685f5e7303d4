"""Measure every format of clauses 7 and 10 on finished PDFs: where marks, rules and lines stand."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pypdfium2 as pdfium
import pytest
from PIL import ImageChops

from jiuji_docs.definitions.documents import shipped_layout
from jiuji_docs.domain.documents.elements import (
    Attachment,
    Attendance,
    Paragraph,
    SignatureStamp,
    Table,
)
from jiuji_docs.domain.documents.official import OfficialDocument
from jiuji_docs.rendering.official_pdf import OfficialPress

from .ruler import Line, Ruler

CELL = 156 / 28
PITCH = 28.95 * 25.4 / 72
DPI = 300
PLAIN = OfficialDocument(
    title=("示范县民政局关于做好救助工作的通知",),
    body=(Paragraph("请认真贯彻执行。" * 8),),
    mark="示范县民政局文件",
    number="示民发〔2026〕1号",
    addressees="各乡镇人民政府",
    signatories=("示范县民政局",),
    date=dt.date(2026, 2, 8),
    cc="县委办公室，县人大常委会办公室",
    printer="示范县民政局办公室",
    print_date=dt.date(2026, 2, 9),
)
UP = replace(
    PLAIN,
    direction="up",
    signers=("王建国", "李明", "赵志强"),
    copy_number="000001",
    urgency="特急",
)
LETTER = replace(PLAIN, style="letter", mark="示范县民政局", copy_number="000012", urgency="加急")
COMMAND = replace(
    PLAIN,
    style="command",
    title=("示范县人民政府令",),
    mark="示范县人民政府令",
    number="第1号",
    addressees="",
    signatories=(),
    signature_stamps=(SignatureStamp("县长", "王建国"), SignatureStamp("主任", "李明")),
)
MINUTES = replace(
    PLAIN,
    style="minutes",
    title=("示范县救助工作会议纪要",),
    mark="示范县救助工作会议纪要",
    attendance=(Attendance("出席", "王建国、" * 12 + "李明"), Attendance("请假", "褚卫")),
    signatories=(),
    addressees="",
)


def measured(press: OfficialPress, document: OfficialDocument) -> Ruler:
    return Ruler(press.pdf(document, layout=shipped_layout()).pdf)


def line(ruler: Ruler, page: int, text: str) -> Line:
    return next(one for one in ruler.lines(page) if text in one.text)


def starts(found: Line, text: str) -> float:
    """Return where *text* begins on its line."""
    return found.marks[found.text.index(text)].x


def red_ink(pdf: bytes, *, above: float = 297.0) -> tuple[float, float]:
    """Return first and last row (mm) of red ink on page 1, printed at 300 dpi, down to *above*."""
    printed = pdfium.PdfDocument(pdf)[0].render(scale=DPI / 72).to_pil().convert("RGB")
    red, green, _ = printed.crop((0, 0, printed.width, round(above / 25.4 * DPI))).split()
    mask = ImageChops.subtract(red, green).point(lambda value: 255 * (value > 60))
    box = mask.getbbox()
    assert box is not None
    return box[1] * 25.4 / DPI, box[3] * 25.4 / DPI


@pytest.mark.parametrize(
    ("document", "top"), [(PLAIN, 72), (UP, 72), (LETTER, 30), (COMMAND, 57), (MINUTES, 72)]
)
def test_the_marks_ink_begins_where_its_format_says(
    press: OfficialPress, document: OfficialDocument, top: float
) -> None:
    pdf = press.pdf(document, layout=shipped_layout()).pdf
    assert red_ink(pdf)[0] == pytest.approx(top, abs=0.5)


def test_a_document_that_goes_up_has_its_number_beside_the_last_signer(
    press: OfficialPress,
) -> None:
    ruler = measured(press, UP)
    first, last = line(ruler, 1, "签发人"), line(ruler, 1, "示民发〔2026〕1号")
    assert starts(last, "示") == pytest.approx(28 + CELL, abs=0.3)
    assert last.text.endswith("赵志强")
    assert starts(last, "赵") == pytest.approx(starts(first, "王"), abs=0.3)
    assert first.text == "签发人：王建国李明"
    assert first.marks[-1].x + CELL == pytest.approx(184 - CELL, abs=0.5)
    assert last.baseline - first.baseline == pytest.approx(PITCH, abs=0.1)
    rule = ruler.bars(1)[0]
    assert rule.top - max(mark.bottom for mark in last.marks[:10]) == pytest.approx(4, abs=0.3)


def test_copy_number_and_urgency_stand_under_each_other_in_the_corner(
    press: OfficialPress,
) -> None:
    ruler = measured(press, UP)
    number, urgency = ruler.lines(1)[:2]
    assert (number.text, urgency.text) == ("000001", "特急")
    assert [one.marks[0].x for one in (number, urgency)] == pytest.approx([28, 28], abs=0.3)
    assert urgency.baseline - number.baseline == pytest.approx(PITCH, abs=0.1)


def test_a_letter_has_two_red_double_rules_and_its_number_on_the_right(
    press: OfficialPress,
) -> None:
    pdf = press.pdf(LETTER, layout=shipped_layout()).pdf
    ruler = Ruler(pdf)
    thick, thin, lower_thin, lower_thick = ruler.bars(1)
    for bar in (thick, thin, lower_thin, lower_thick):
        assert (bar.left, bar.right) == pytest.approx((20, 190), abs=0.1)
    assert thick.thickness > thin.thickness
    assert lower_thick.thickness > lower_thin.thickness
    assert lower_thick.bottom == pytest.approx(277, abs=0.2)
    assert thick.top - red_ink(pdf, above=thick.top - 0.2)[1] == pytest.approx(4, abs=0.3)
    row = line(ruler, 1, "示民发")
    assert row.text.startswith("000012")
    assert row.marks[-1].x + CELL == pytest.approx(184, abs=0.5)
    number = row.marks[row.text.index("示") :]
    assert min(one.top for one in number) - thin.bottom == pytest.approx(14 * 25.4 / 72, abs=0.3)
    assert not any(one.text.startswith("—") for one in ruler.lines(1))


def test_a_letters_copies_stand_at_the_foot_of_the_last_page_without_rules(
    press: OfficialPress,
) -> None:
    ruler = measured(press, replace(LETTER, body=(Paragraph("请予支持。"),)))
    assert ruler.pages == 1
    copies = line(ruler, 1, "抄送")
    assert 255 < copies.baseline < 262
    assert "印发" not in ruler.words()
    assert len(ruler.bars(1)) == 4


def test_a_command_is_number_text_stamped_names_and_date(press: OfficialPress) -> None:
    pdf = press.pdf(COMMAND, layout=shipped_layout()).pdf
    ruler = Ruler(pdf)
    texts = [one.text for one in ruler.lines(1)]
    assert texts[:2] == ["示范县人民政府令", "第1号"]
    _, number, *rest = ruler.lines(1)
    mark_ends = red_ink(pdf, above=number.marks[0].top - 1)[1]
    assert number.baseline - mark_ends == pytest.approx(2.5 * PITCH + 2.1, abs=0.6)
    assert rest[0].baseline - number.baseline == pytest.approx(3 * PITCH, abs=0.1)
    first, second, date = (line(ruler, 1, text) for text in ("王建国", "李明", "2026年2月8日"))
    post = line(ruler, 1, "县长")
    assert starts(first, "王") - (starts(post, "长") + CELL) == pytest.approx(2 * CELL, abs=0.4)
    assert starts(first, "王") == pytest.approx(starts(second, "李"), abs=0.3)
    assert date.marks[-1].x + CELL == pytest.approx(184 - 4 * CELL, abs=0.3)
    assert date.baseline - second.baseline == pytest.approx(2 * PITCH, abs=1.2)
    assert not [bar for bar in ruler.bars(1) if bar.top < 200]


def test_minutes_name_who_was_there_under_the_text(press: OfficialPress) -> None:
    ruler = measured(press, MINUTES)
    page = next(n for n in (1, 2) if any("出席" in one.text for one in ruler.lines(n)))
    lines = ruler.lines(page)
    at = next(n for n, one in enumerate(lines) if one.text.startswith("出席："))
    assert lines[at].marks[0].x == pytest.approx(28 + 2 * CELL, abs=0.3)
    assert lines[at + 1].marks[0].x == pytest.approx(lines[at].marks[3].x, abs=0.3)
    assert any(one.text == "请假：褚卫" for one in lines)
    assert ruler.words().count("示范县救助工作会议纪要") == 1


def test_preprinted_paper_keeps_its_mark_and_rule(press: OfficialPress) -> None:
    plain = measured(press, PLAIN)
    paper = Ruler(press.pdf(PLAIN, layout=shipped_layout(preprinted=True)).pdf)
    assert "示范县民政局文件" not in paper.words()
    assert len(paper.bars(1)) == len(plain.bars(1)) - 1
    assert paper.lines(1)[0].text == "示民发〔2026〕1号"
    assert paper.lines(1)[0].baseline == plain.lines(1)[1].baseline


ORGANS = (
    "民政",
    "财政",
    "教育",
    "医保",
    "应急",
    "住建",
    "人社",
    "审计",
    "统计",
    "商务",
    "水利",
    "林业",
)


def joint(count: int, names: str = "示范县{}局") -> OfficialDocument:
    organs = tuple(
        names.format(one)
        for one in "民政财政教育医保应急住建人社审计统计商务水利林业"[: 2 * count : 2]
    )
    mark = f"{organs[0]}文件"
    return replace(PLAIN, mark=mark, joint_issuers=organs[1:], signatories=organs)


@pytest.mark.parametrize("count", range(2, 13))
def test_joint_seals_never_touch_and_stay_in_the_type_area(
    press: OfficialPress, count: int
) -> None:
    made = press.pdf(joint(count), layout=shipped_layout())
    seats = list(made.places.values())
    assert list(made.places) == [f"seal_{number}" for number in range(1, count + 1)]
    assert len({seat.page for seat in seats}) == 1
    for seat in seats:
        assert 28 <= seat.left <= seat.left + seat.width <= 184.01
        assert 37 <= seat.top <= seat.top + seat.height <= 262.01
    for at, one in enumerate(seats):
        for other in seats[at + 1 :]:
            across = (one.left - other.left) ** 2 + (one.top - other.top) ** 2
            assert across**0.5 > one.width


@pytest.mark.parametrize("count", [2, 3, 5, 8])
def test_every_joint_seal_is_centred_on_its_organ_and_the_first_row_near_the_text(
    press: OfficialPress, count: int
) -> None:
    document = joint(count)
    made = press.pdf(document, layout=shipped_layout())
    ruler = Ruler(made.pdf)
    page = made.places["seal_1"].page
    for name, seat in zip(document.signatories, made.places.values(), strict=True):
        row = [one for one in ruler.lines(page) if name in one.text][-1]
        begin = row.text.index(name)
        marks = row.marks[begin : begin + len(name)]
        middle = (marks[0].left + marks[-1].right) / 2
        assert seat.left + seat.width / 2 == pytest.approx(middle, abs=0.6)
        assert seat.top < min(one.top for one in marks)
        assert max(one.bottom for one in marks) < seat.top + seat.height
    text_end = max(
        one.baseline for one in ruler.lines(page) if "执行" in one.text or "贯彻" in one.text
    )
    assert 0 < made.places["seal_1"].top - text_end <= PITCH
    date = [one for one in ruler.lines(page) if one.text.endswith("2026年2月8日")][-1]
    assert date.marks[-1].x + CELL == pytest.approx(184 - 4 * CELL, abs=0.3)
    last = list(made.places.values())[-1]
    assert last.top < date.baseline < last.top + last.height


@pytest.mark.parametrize("count", [2, 4, 9, 12])
def test_a_joint_mark_leaves_room_for_text_on_the_first_page(
    press: OfficialPress, count: int
) -> None:
    ruler = measured(press, joint(count))
    assert any("贯彻执行" in one.text for one in ruler.lines(1))
    names = [one for one in ruler.lines(1)[: count + 1] if "文件" in one.text or "示范" in one.text]
    lefts = {round(one.marks[0].x, 1) for one in names if one.text.startswith("示")}
    assert len(lefts) == 1


WIDE = replace(
    PLAIN,
    attachment_notes=("分配表", "说明"),
    attachments=(
        Attachment(
            "分配表",
            (Table(("序号", "乡镇"), tuple((str(n), f"示范{n}乡") for n in range(1, 31))),),
            1,
            landscape=True,
        ),
        Attachment("说明", (Paragraph("略。"),), 2, loose=True),
    ),
)


def test_a_landscape_table_turns_its_pages_and_keeps_the_numbers_place(
    press: OfficialPress,
) -> None:
    ruler = measured(press, WIDE)
    sizes = [tuple(map(round, ruler.size(page))) for page in range(1, ruler.pages + 1)]
    turned = [page for page, size in enumerate(sizes, start=1) if size == (297, 210)]
    assert len(turned) == 3
    for page in turned:
        texts = "".join(one.text for one in ruler.lines(page))
        assert "序号" in texts, "the heads stand on every page again"
        dashes = [m for one in ruler.lines(page) for m in one.marks if m.character == "—"]
        assert all(27 < dash.left < 29 for dash in dashes)
        assert len(dashes) == 2
    assert "乡镇" not in "".join(one.text for one in ruler.lines(turned[-1] + 1))


def test_a_loose_attachment_carries_the_documents_number(press: OfficialPress) -> None:
    ruler = measured(press, WIDE)
    assert any(
        one.text == "示民发〔2026〕1号附件2"
        for page in range(1, ruler.pages + 1)
        for one in ruler.lines(page)
    )
