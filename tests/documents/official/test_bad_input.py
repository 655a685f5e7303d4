"""Ugly input: long tables and rosters run on, rare characters print, what cannot be printed is told."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import replace

import pypdfium2 as pdfium
import pytest

from jiuji_docs.definitions.documents import read_document
from jiuji_docs.domain.documents.addresses import address_in
from jiuji_docs.domain.documents.elements import (
    Attachment,
    Paragraph,
    Roster,
    RosterEntry,
    Table,
)
from jiuji_docs.domain.documents.official import OfficialDocument
from jiuji_docs.domain.errors import DefinitionError, GlyphMissing
from jiuji_docs.rendering.fonts import RARE, FontSet
from jiuji_docs.services.official_printing import print_docx, print_pdf

from .ruler import Ruler

PLAIN = OfficialDocument(
    title=("示范县民政局关于做好救助工作的通知",),
    body=(Paragraph("请认真贯彻执行。" * 8),),
    mark="示范县民政局文件",
    number="示民发〔2026〕1号",
    addressees="各乡镇人民政府",
    signatories=("示范县民政局",),
    date=dt.date(2026, 2, 8),
)
WRITTEN = 'title = ["关于救助工作的通知"]\nbody = [{ paragraph = "请执行。" }]\n'
BUREAUS = ("民政局", "财政局", "教育局", "卫生局", "公安局", "司法局", "水利局", "统计局")


def words_of(pdf: bytes) -> str:
    """Return all text; characters beyond the basic plane come out whole."""
    with pdfium.PdfDocument(pdf) as document:
        return "".join(page.get_textpage().get_text_range() for page in document)


def attached(*blocks: Table | Roster) -> OfficialDocument:
    return replace(PLAIN, attachments=(Attachment("名册", blocks),))


def test_a_table_of_40_pages_repeats_its_heads_and_its_pages_are_numbered(fonts: FontSet) -> None:
    heads = ("序号", "姓名", "金额")
    rows = tuple((str(number), f"张{number}", "1200.00") for number in range(1, 850))
    made = print_pdf(attached(Table(heads, rows)), fonts)
    ruler = Ruler(made.data)
    assert made.pages == ruler.pages
    assert ruler.pages > 40
    seen: Counter[str] = Counter()
    for page in range(2, ruler.pages + 1):
        texts = [line.text for line in ruler.lines(page)]
        assert texts.count("序号姓名金额") == 1
        assert texts[-1] == f"—{page}—"
        seen.update(texts)
        for line in ruler.lines(page)[:-1]:
            assert line.baseline <= 262
    assert all(seen[f"{number}张{number}1200.00"] == 1 for number in range(1, 850))


def test_a_roster_of_300_people_keeps_its_columns(fonts: FontSet) -> None:
    people = tuple(
        RosterEntry(
            ("组长", "成员")[min(number, 1)] if number < 2 else "",
            "王建国" if number % 2 else "李明",
            f"示范县第{number}局副局长",
        )
        for number in range(300)
    )
    ruler = Ruler(print_pdf(attached(Roster(people)), fonts).data)
    starts, posts = set(), set()
    for page in range(2, ruler.pages + 1):
        for line in ruler.lines(page):
            if "副局长" in line.text:
                name = "王建国" if "王建国" in line.text else "李明"
                starts.add(round(line.marks[line.text.index(name)].x, 1))
                posts.add(round(line.marks[line.text.index("示范县第")].x, 1))
    words = ruler.words().replace(" ", "")
    assert len(starts) == len(posts) == 1
    assert all(words.count(f"第{number}局副局长") == 1 for number in range(300))


@pytest.mark.parametrize("character", ["㙍", "𠮷", "䶮", "玥"])
def test_rare_characters_of_names_are_printed_and_told_with_their_places(
    fonts: FontSet, character: str
) -> None:
    assert fonts.covers(RARE, character), "字库过旧：请重新运行 jiuji fonts build"
    document = replace(
        attached(
            Roster((RosterEntry("组长", f"张{character}", "县长"),)),
            Table(("姓名", "村"), ((f"赵{character}", "东村"),)),
        ),
        direction="up",
        signers=(f"王{character}",),
    )
    made = print_pdf(document, fonts)
    assert words_of(made.data).count(character) == 3
    told = [note for note in made.notes if note.character == character]
    assert f"U+{ord(character):04X}" in told[0].message
    assert all(place in told[0].where for place in ("签发人", "名单·姓名", "表格"))


@pytest.mark.parametrize("character", ["\ue000", "\U0003fffd"])
def test_a_character_that_no_face_has_is_told_with_its_place(
    fonts: FontSet, character: str
) -> None:
    people = (RosterEntry("组长", "王明", "县长"), RosterEntry("", f"张{character}", "局长"))
    with pytest.raises(GlyphMissing) as caught:
        print_pdf(attached(Roster(people)), fonts)
    assert f"U+{ord(character):04X}" in str(caught.value)
    assert "附件·正文·名单2·姓名" in str(caught.value)


@pytest.mark.parametrize("count", [2, 3])
def test_a_short_joint_documents_mark_gets_smaller_to_keep_the_sign_off_with_text(
    fonts: FontSet, count: int
) -> None:
    organs = tuple(f"示范县{name}" for name in BUREAUS[:count])
    document = replace(
        PLAIN,
        mark=f"{organs[0]}文件",
        joint_issuers=organs[1:],
        signatories=organs,
        body=(Paragraph("请执行。"),),
    )
    ruler = Ruler(print_pdf(document, fonts).data)
    page = next(
        number
        for number in range(1, ruler.pages + 1)
        if any("2026年2月8日" in line.text for line in ruler.lines(number))
    )
    assert page == 1
    assert any("请执行。" in line.text for line in ruler.lines(page))


@pytest.mark.parametrize("count", [4, 8])
def test_organs_that_no_first_page_holds_are_typeset_all_the_same(
    fonts: FontSet, count: int
) -> None:
    organs = tuple(f"示范县{name}" for name in BUREAUS[:count])
    document = replace(PLAIN, mark=f"{organs[0]}文件", joint_issuers=organs[1:], signatories=organs)
    words = Ruler(print_pdf(document, fonts).data).words()
    assert all(words.count(name) >= 2 for name in organs)


def test_a_title_of_200_characters_is_told_and_longer_ones_refused(fonts: FontSet) -> None:
    longest = replace(PLAIN, title=("关于" + "救助" * 98 + "通知",))
    assert Ruler(print_pdf(longest, fonts).data).words().count("救助") >= 98
    with pytest.raises(DefinitionError, match="标题超过 200 字"):
        read_document(WRITTEN.replace("关于", "关于" * 100), "通知.toml")


def test_an_unknown_key_is_told_with_the_known_ones() -> None:
    with pytest.raises(DefinitionError, match="不认识的键“colour”；可用的键：title"):
        read_document(f'colour = "red"\n{WRITTEN}', "通知.toml")


@pytest.mark.parametrize(
    ("field", "place"),
    [
        ("mark", "发文机关标志"),
        ("number", "发文字号"),
        ("addressees", "主送机关"),
        ("note", "附注"),
        ("cc", "抄送机关"),
        ("printer", "印发机关"),
    ],
)
@pytest.mark.parametrize("address", ["https://example.org/x", "file:///etc/passwd"])
def test_an_address_in_any_text_is_printed_as_words_and_told(
    fonts: FontSet, field: str, place: str, address: str
) -> None:
    document = replace(PLAIN, **{field: address})
    told = [note for note in print_pdf(document, fonts).notes if note.kind == "address"]
    assert [(note.where, address in note.message) for note in told] == [(place, True)]
    assert [note.where for note in print_docx(document).notes] == [place]


def test_an_address_in_names_tables_and_headings_is_told(fonts: FontSet) -> None:
    document = replace(
        attached(
            Roster((RosterEntry("组长", "http://a.example", "县长"),)),
            Table(("姓名", "网址"), (("张三", "ftp://b.example/"),)),
        ),
        body=(Paragraph('请见<img src="https://c.example/p.png">。'),),
    )
    notes = print_pdf(document, fonts).notes
    places = [note.where for note in notes if note.kind == "address"]
    assert places == ["正文", "附件·正文1·名单·姓名", "附件·正文2·表格2"]


@pytest.mark.parametrize("text", ["示范县民政局：请执行", "比例为1:2", "2026年", "profile: 甲"])
def test_ordinary_text_is_no_address(text: str) -> None:
    assert address_in(text) == ""
