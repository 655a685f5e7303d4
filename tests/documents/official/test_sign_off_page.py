"""A sign-off never stands on a page without text (7.3.5.5): any organs, any length, every format."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiuji_docs.conformance.judge import check_pdf
from jiuji_docs.conformance.judge_word import check_docx
from jiuji_docs.definitions.documents import shipped_layout
from jiuji_docs.domain.documents.elements import (
    Attachment,
    Block,
    Heading,
    Paragraph,
    SignatureStamp,
    Table,
)
from jiuji_docs.domain.documents.official import OfficialDocument
from jiuji_docs.domain.errors import PaperError
from jiuji_docs.rendering.official_composed import ComposedPages
from jiuji_docs.rendering.official_docx import official_docx
from jiuji_docs.rendering.official_metrics import NominalFaces
from jiuji_docs.rendering.official_pages import compose_pages
from jiuji_docs.rendering.official_pdf import OfficialPress

from .ruler import Ruler

LAYOUT, FACES = shipped_layout(), NominalFaces()
WORDS = "为切实做好困难群众基本生活救助工作，请认真贯彻执行，现将有关事项通知如下，请于5个工作日内报送。"
SHORT = (
    "民政局",
    "财政局",
    "卫健局",
    "医保局",
    "教育局",
    "人社局",
    "住建局",
    "农业局",
    "残联",
    "应急局",
)
LONG = (
    "民政局", "财政局", "卫生健康委员会", "医疗保障局", "教育局", "人力资源和社会保障局",
    "住房和城乡建设局", "农业农村局", "残疾人联合会", "应急管理局",
)  # fmt: skip
#: More rows of seals of 42 mm than this are taller than a page.
MOST_ROWS = 4


def invented(
    style: str,
    organs: tuple[str, ...],
    length: int,
    *,
    stamped: bool,
    joint: bool,
    note: str,
    more: int,
) -> OfficialDocument:
    """Return a document whose text has *length* characters and, with *more*, attachments."""
    names = tuple(f"示范县{one}" for one in organs)
    persons = style == "signed"
    style = "command" if persons else style
    marks = {"command": "示范县人民政府令", "letter": "示范县民政局"}
    lists = tuple(f"情况表{number}" for number in range(more))
    return OfficialDocument(
        title=("示范县人民政府令" if style == "command" else "示范县民政局等部门关于救助的通知",),
        body=(Paragraph(f"{(WORDS * (length // len(WORDS) + 1))[:length].rstrip('，。')}。"),),
        style=style,
        mark=marks.get(style, "示范县民政局文件"),
        joint_issuers=names[1:] if joint and style == "circular" else (),
        number="第1号" if style == "command" else "示民发〔2026〕1号",
        addressees="" if style == "command" else "各乡镇人民政府",
        attachment_notes=lists,
        attachments=tuple(
            Attachment(title, (Paragraph("略。"),), number if more > 1 else 0)
            for number, title in enumerate(lists, start=1)
        ),
        signatories=() if persons else names,
        signature_stamps=tuple(SignatureStamp("局长", "王建国") for _ in names) if persons else (),
        date=dt.date(2026, 2, 8),
        stamped=stamped,
        note=note,
        printer="" if style in {"letter", "notice"} else "示范县民政局办公室",
    )


def signs(role: str) -> bool:
    return role == "date" or role.startswith(("issuer", "signature"))


def texts_of(made: ComposedPages) -> list[tuple[list[str], list[str]]]:
    """Return for each page its lines of text, and its lines of sign-off."""
    return [
        (
            [text.text for _, row in page.rows if row.role == "body" for text in row.texts],
            [text.text for _, row in page.rows if signs(row.role) for text in row.texts],
        )
        for _, page in made.filled
    ]


@settings(max_examples=250, deadline=None)
@given(
    style=st.sampled_from(["circular", "circular", "letter", "command", "signed", "notice"]),
    count=st.integers(1, 10),
    short=st.booleans(),
    length=st.one_of(st.integers(2, 60), st.integers(2, 700)),
    stamped=st.booleans(),
    joint=st.booleans(),
    note=st.sampled_from(["", "此件公开发布"]),
    more=st.sampled_from([0, 0, 0, 1, 2]),
)
def test_a_sign_off_always_stands_with_text(
    style: str,
    count: int,
    length: int,
    note: str,
    more: int,
    *,
    short: bool,
    stamped: bool,
    joint: bool,
) -> None:
    organs = (SHORT if short else LONG)[:count]
    document = invented(style, organs, length, stamped=stamped, joint=joint, note=note, more=more)
    rows = -(-count // (3 if short else 2))
    if stamped and style != "signed" and rows > MOST_ROWS:
        with pytest.raises(PaperError, match="请减少用印机关"):
            compose_pages(document, LAYOUT, FACES)
        return
    made = compose_pages(document, LAYOUT, FACES)
    pages = texts_of(made)
    for text, sign_off in pages:
        assert text or not sign_off, (text, sign_off)
    assert pages[0][0], "the first page shows text"
    words = "".join(line for text, _ in pages for line in text)
    assert words.startswith(
        "".join(one.text for one in document.body if isinstance(one, Paragraph))
    )
    assert not any("此页无正文" in text.text for page in made.planned.pages for text in page.texts)


TEXTS = st.sampled_from(
    [
        (Heading(1, "一、总体要求"), Paragraph("请执行。")),
        (Heading(1, "一、总体要求"),),
        *((Paragraph("请执行。"),) * count for count in (2, 7, 13, 25)),
        *(
            (*before, Table(("序号", "乡镇"), tuple((str(row), "阳山镇") for row in range(rows))))
            for rows in (1, 5, 9, 17, 30)
            for before in ((), (Paragraph("现将名单印发给你们。"),))
        ),
    ]
)


@settings(max_examples=150, deadline=None)
@given(
    text=TEXTS,
    style=st.sampled_from(["circular", "letter", "command", "notice"]),
    count=st.integers(1, 8),
    stamped=st.booleans(),
    joint=st.booleans(),
    note=st.sampled_from(["", "此件公开发布"]),
)
def test_headings_tables_and_short_paragraphs_are_no_exception(
    text: tuple[Block, ...], style: str, count: int, note: str, *, stamped: bool, joint: bool
) -> None:
    named = invented(style, LONG[:count], 2, stamped=stamped, joint=joint, note=note, more=0)
    pages = texts_of(compose_pages(replace(named, body=text), LAYOUT, FACES))
    assert pages[0][0], "the first page shows text"
    assert not [sign_off for words, sign_off in pages if sign_off and not words]


@pytest.mark.parametrize("length", [2, 6, 18, 24])
@pytest.mark.parametrize(
    ("style", "count", "stamped"),
    [
        ("circular", 4, False),
        ("circular", 6, True),
        ("letter", 7, True),
        ("signed", 9, False),
        ("notice", 8, True),
    ],
)
def test_the_finished_page_shows_text_above_its_sign_off(
    press: OfficialPress, style: str, count: int, length: int, *, stamped: bool
) -> None:
    document = invented(style, LONG[:count], length, stamped=stamped, joint=True, note="", more=0)
    pdf = press.pdf(document, layout=LAYOUT).pdf
    ruler = Ruler(pdf)
    (text,) = [one.text for one in document.body if isinstance(one, Paragraph)]
    assert text in ruler.words()
    for page in range(1, ruler.pages + 1):
        lines = [line.text for line in ruler.lines(page)]
        if any(line.endswith("2026年2月8日") for line in lines):
            assert any(line[-4:] and text.endswith(line[-4:].lstrip()) for line in lines)
    told = {one.rule for one in check_pdf(pdf)}
    assert not told & {"B-12", "B-1P", "B-2P", "PG-6"}
    word = check_docx(official_docx(document, LAYOUT))
    assert not any("署名" in one.measured for one in (*check_pdf(pdf), *word) if one.rule == "L-11")


def test_a_text_that_fits_its_page_keeps_its_spacing() -> None:
    """Only where the sign-off would stand alone are lines and characters moved."""
    document = invented("circular", LONG[:2], 24, stamped=True, joint=False, note="", more=0)
    made = compose_pages(document, LAYOUT, FACES)
    assert made.planned.pitch == pytest.approx(28.95)
    (line,) = texts_of(made)[0][0]
    assert len(line) > 20


def test_lines_move_closer_before_characters_move_apart() -> None:
    document = invented(
        "circular", LONG[:6], 24, stamped=False, joint=False, note="此件公开发布", more=0
    )
    made = compose_pages(document, LAYOUT, FACES)
    assert len(made.filled) == 1
    assert 22 <= made.planned.pitch < 28.95


@pytest.mark.parametrize("style", ["circular", "letter", "command", "notice"])
def test_a_document_without_text_yet_is_still_shown(style: str) -> None:
    """A draft is previewed from its first word on; its text may come last."""
    document = invented(style, LONG[:2], 24, stamped=True, joint=False, note="", more=0)
    made = compose_pages(replace(document, body=()), LAYOUT, FACES)
    assert texts_of(made)[0][1]
