"""Break finished PDFs in every way the ruler claims to see; golden ones give no finding."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pikepdf
import pytest

from jiuji_docs.conformance.judge import check_pdf
from jiuji_docs.conformance.page_rules import PAGE_RULES
from jiuji_docs.definitions.documents import shipped_layout
from jiuji_docs.domain.documents.official import OfficialDocument
from jiuji_docs.rendering.official_marks import Page, PlannedDocument, Rule, Stretch, Text
from jiuji_docs.rendering.official_pdf import OfficialPress

from .mutation import (
    Change,
    beginning,
    both,
    coloured,
    drawn,
    dropped,
    ending,
    faced,
    flow,
    foot,
    moved,
    on_pages,
    pages,
    red,
    rules,
    seals,
    sized,
    thinned,
    worded,
)

NAMES = ("circular", "command", "joint", "letter", "minutes", "upward")
CELL = 156 / 28
KAI, HEI, SONG, BIAO, FANG = "JiujiKai", "JiujiHei", "JiujiSong", "JiujiBiao", "JiujiFang"
ORGAN = "示范县人民政府"
BODY_2 = "意外事故"
PLACE = shipped_layout().figures


def last_rule(change) -> Change:
    """Change the colophon's last rule."""
    return rules(lambda rule: foot(rule) and rule.top > 261, change)


def everything(down: float = 0, right: float = 0) -> Change:
    """Move all texts and rules but the page numbers."""
    return both(
        moved(lambda text: not text.text.startswith("—"), right, down),
        rules(
            lambda _: True,
            lambda rule: replace(rule, top=rule.top + down, left=rule.left + right),
        ),
    )


def label(text) -> bool:
    return text.text.startswith("附件") and len(text.text) < 4


def number(text) -> bool:
    return text.text.startswith("—")


def date(text) -> bool:
    return text.text.endswith("日") and len(text.text) < 12 and text.size == 16


def organ(text) -> bool:
    return text.text == ORGAN and text.size == 16


def title(text) -> bool:
    return text.size == 22 and text.colour == "black"


def at_22(name: str) -> Callable[[Text], bool]:
    return lambda text: title(text) and name in text.text


MUTANTS: list[tuple[str, str, Change]] = [
    ("PG-2", "circular", moved(flow, down=-4, page=3)),
    ("PG-2", "circular", moved(flow, down=6, page=3)),
    ("PG-2", "upward", moved(flow, down=7, page=2)),
    ("PG-3", "circular", everything(right=2)),
    ("PG-3", "joint", everything(right=-2)),
    ("PG-3", "upward", moved(flow, right=-3, page=2)),
    ("PG-4", "circular", moved(BODY_2, right=3)),
    ("PG-4", "joint", moved("县直有关单位", right=90)),
    ("PG-4", "circular", moved(lambda text: flow(text) and text.baseline > 255, down=4)),
    ("PG-6", "circular", thinned(3)),
    ("PG-6", "circular", on_pages(lambda n, page: page if n != 2 else without(page, 3))),
    ("PG-6", "upward", thinned(4)),
    ("PG-7", "circular", sized(BODY_2, 14)),
    ("PG-7", "joint", faced("和时效性", KAI)),
    ("PG-7", "minutes", sized("研究临时救助", 14)),
    ("PG-8", "circular", coloured("已经县政府同意", "red")),
    ("PG-8", "joint", coloured("现就有关事项", "red")),
    ("PG-8", "letter", coloured("函复我局", "red")),
    ("H-1P", "upward", moved("000012", right=5)),
    ("H-1P", "upward", worded("000012", "000012", "0012")),
    ("H-1P", "upward", sized("000012", 12)),
    ("H-3", "upward", faced("加急", FANG)),
    ("H-3", "upward", moved("加急", right=8)),
    ("H-3", "upward", sized("加急", 14)),
    ("H-4", "circular", moved("文件", down=-12)),
    ("H-4", "letter", moved(lambda text: text.colour == "red", down=2)),
    ("H-4", "command", moved(lambda text: text.colour == "red" and text.baseline < 100, right=6)),
    ("H-4", "minutes", moved(lambda text: text.colour == "red", down=1.2)),
    ("H-4C", "circular", faced("文件", KAI)),
    ("H-4C", "command", faced("人民政府令", HEI)),
    ("H-4C", "minutes", faced(lambda text: text.colour == "red", FANG)),
    ("H-6P", "circular", moved("〔2026〕35号", right=6)),
    ("H-6P", "joint", moved("〔2026〕21号", down=-9)),
    ("H-6P", "upward", moved("〔2026〕18号", right=8)),
    ("H-7P", "upward", moved("王建国", right=-9)),
    ("H-7P", "upward", faced("王建国", FANG)),
    ("H-7P", "upward", moved("〔2026〕18号", down=-10.2)),
    ("H-8", "circular", rules(red, lambda rule: replace(rule, top=rule.top + 2))),
    ("H-8", "joint", rules(red, lambda rule: replace(rule, width=140.0))),
    ("H-8", "upward", rules(red, lambda _: None)),
    ("B-1P", "circular", sized(title, 18)),
    ("B-1P", "joint", moved(title, right=9)),
    ("B-1P", "upward", faced(title, HEI)),
    ("B-1P", "circular", moved(title, down=-9, page=1)),
    ("B-1S", "circular", worded("关于印发", "关于印发", "关于认真印发")),
    ("B-1S", "joint", worded("关于做好", "关于做好", "关于进一步切实做好")),
    ("B-1S", "upward", worded("困难群众", "困难群众", "城乡困难群众和低收入人口中的")),
    ("B-2P", "circular", moved("各乡镇", right=6)),
    ("B-2P", "joint", moved("各乡镇", down=-8)),
    ("B-2P", "letter", moved("公安局：", right=2)),
    (
        "B-3",
        "letter",
        on_pages(
            lambda _, page: replace(
                page,
                texts=tuple(
                    t for t in page.texts if t.size != 16 or "公安局" in t.text or "〔" in t.text
                ),
            )
        ),
    ),
    ("B-3", "circular", dropped(lambda text: flow(text) and text.baseline > 165, page=1)),
    ("B-3", "joint", dropped(lambda text: flow(text) and text.baseline > 170, page=1)),
    ("B-4", "circular", moved("已经县政府同意", right=-11)),
    ("B-4", "joint", moved("为切实做好", right=-2 * CELL)),
    ("B-4", "letter", moved("核对结果", right=-CELL)),
    ("B-5", "circular", faced("指导思想", FANG)),
    ("B-5", "joint", faced("提高救助标准", KAI)),
    ("B-5", "circular", faced("（一）建立", HEI)),
    ("B-5", "joint", faced("加强部门协同", FANG)),
    ("B-6", "upward", moved("附件：", right=-2 * CELL)),
    ("B-6", "upward", worded("附件：", "支出情况表", "支出情况表。")),
    ("B-6", "upward", moved("附件：", down=-8)),
    ("B-10", "circular", moved(date, right=12)),
    ("B-10", "upward", moved(organ, right=-15)),
    (
        "B-10",
        "letter",
        moved(lambda t: date(t) or (t.text == "示范县民政局" and t.size == 16), right=8),
    ),
    ("B-11", "command", moved(date, right=11)),
    ("B-11", "command", moved("县长", right=-8)),
    ("B-11", "command", moved(date, down=12)),
    ("B-11", "command", moved("王建国", right=-9)),
    ("B-12", "upward", dropped(lambda text: flow(text) and text.baseline < 160, page=2)),
    ("B-12", "joint", on_pages(lambda n, page: page if n != 2 else only_sign_off(page))),
    ("B-12", "upward", on_pages(lambda n, page: page if n != 2 else only_sign_off(page))),
    ("B-13", "circular", moved("此件公开", right=-2 * CELL)),
    ("B-13", "circular", worded("此件公开", "）", "]")),
    ("B-13", "upward", moved("联系人", down=12)),
    ("B-14", "upward", moved(label, right=11)),
    ("B-14", "upward", faced(label, FANG)),
    ("B-14", "circular", moved(title, down=-9, page=4)),
    ("B-14", "upward", moved(title, right=20, page=3)),
    ("C-1", "circular", last_rule(lambda rule: replace(rule, top=rule.top - 3))),
    ("C-1", "joint", rules(foot, lambda rule: replace(rule, width=160.0))),
    ("C-1", "minutes", rules(foot, lambda rule: replace(rule, top=rule.top + 1))),
    ("C-1T", "circular", last_rule(lambda rule: replace(rule, height=0.18, top=rule.top + 0.17))),
    ("C-1T", "joint", rules(foot, lambda rule: replace(rule, height=0.5, top=rule.top - 0.15))),
    (
        "C-1T",
        "minutes",
        rules(lambda rule: foot(rule) and rule.top < 250, lambda rule: replace(rule, height=0.2)),
    ),
    ("C-2", "circular", sized("抄送", 16)),
    ("C-2", "joint", moved("抄送", right=-5)),
    ("C-2", "minutes", worded("抄送", "。", "，")),
    ("C-2", "joint", faced("抄送", HEI)),
    ("C-4", "circular", moved("印发", right=4)),
    ("C-4", "joint", sized("日印发", 12)),
    ("C-4", "minutes", worded("日印发", "4月", "04月")),
    ("C-5", "circular", pages(lambda all_: (*all_[:-2], all_[-1]))),
    ("C-5", "joint", pages(lambda all_: (*all_[:-1], Page(()), all_[-1]))),
    ("C-5", "minutes", pages(lambda all_: (all_[0], Page(()), all_[-1]))),
    ("N-1", "circular", moved(number, down=2)),
    ("N-1", "joint", moved(number, down=-1.5)),
    ("N-1", "letter", lambda planned: both(moved(number, down=3))(two_letter_pages(planned))),
    ("N-2", "circular", worded("—", "—", "-")),
    ("N-2", "joint", moved(number, right=-30, page=1)),
    ("N-2", "minutes", sized(number, 12)),
    ("N-2", "upward", faced(number, KAI)),
    ("N-3", "circular", worded("— 3 —", "3", "5")),
    ("N-3", "joint", dropped(number, page=2)),
    (
        "N-3",
        "circular",
        pages(lambda all_: (*all_[:3], replace(all_[3], texts=all_[3].texts[:-1]), *all_[4:])),
    ),
    ("K-1", "circular", beginning(2, "，")),
    ("K-1", "circular", ending(3, "（")),
    ("K-1", "joint", beginning(1, "。")),
    (
        "S-1",
        "circular",
        seals(
            lambda seat: replace(
                seat, width=38.0, height=38.0, left=seat.left + 3.5, top=seat.top + 3.5
            )
        ),
    ),
    ("S-1", "joint", seals(lambda seat: replace(seat, left=20.0), "seal_1")),
    ("S-1", "upward", seals(lambda seat: replace(seat, width=35.0, height=35.0))),
    ("S-2", "circular", seals(lambda seat: replace(seat, left=seat.left - 8))),
    ("S-2", "upward", seals(lambda seat: replace(seat, left=seat.left + 5))),
    ("S-2", "letter", seals(lambda seat: replace(seat, top=seat.top - 15))),
    (
        "S-3",
        "circular",
        both(
            seals(lambda seat: replace(seat, top=seat.top + 12)),
            moved(lambda t: date(t) or organ(t), down=12),
        ),
    ),
    (
        "S-3",
        "letter",
        both(
            seals(lambda seat: replace(seat, top=seat.top + 14)),
            moved(lambda t: date(t) or (t.text == "示范县民政局" and t.size == 16), down=14),
        ),
    ),
    (
        "S-3",
        "upward",
        both(
            seals(lambda seat: replace(seat, top=seat.top + 20)),
            moved(lambda t: date(t) or organ(t), down=20),
        ),
    ),
    ("S-4", "joint", seals(lambda seat: replace(seat, left=seat.left + 40), "seal_1")),
    ("S-4", "joint", seals(lambda seat: replace(seat, top=seat.top - 20), "seal_3")),
    ("S-4", "joint", seals(lambda seat: replace(seat, left=seat.left - 45), "seal_2")),
    ("S-5", "circular", seals(lambda seat: replace(seat, page=3, left=40.0, top=200.0))),
    ("S-5", "upward", seals(lambda seat: replace(seat, top=60.0, left=40.0))),
    (
        "S-5",
        "letter",
        both(dropped(date), dropped(lambda t: t.text == "示范县民政局" and t.size == 16)),
    ),
    ("X-1", "letter", rules(red, lambda rule: replace(rule, width=150.0))),
    (
        "X-1",
        "letter",
        rules(
            lambda rule: red(rule) and rule.top > 200, lambda rule: replace(rule, top=rule.top + 3)
        ),
    ),
    (
        "X-1",
        "letter",
        rules(
            lambda rule: red(rule) and rule.top < 200, lambda rule: replace(rule, top=rule.top + 4)
        ),
    ),
    ("X-2", "letter", moved("〔2026〕3号", right=-10)),
    ("X-2", "letter", moved("〔2026〕3号", down=5)),
    ("X-2", "letter", moved("〔2026〕3号", right=4)),
    ("X-3", "letter", on_pages(lambda _, page: replace(page, texts=(*page.texts, number_one())))),
    (
        "X-3",
        "letter",
        on_pages(lambda _, page: replace(page, rules=(*page.rules, Rule(28, 245, 156, 0.35)))),
    ),
    ("X-3", "letter", worded("抄送", "室。", "室2026年3月9日印发")),
    ("X-4", "command", moved("第1号", down=8)),
    ("X-4", "command", moved(lambda t: flow(t) and t.baseline > 115, down=9, page=1)),
    ("X-4", "command", moved("第1号", down=-6)),
    ("X-5", "minutes", moved("出席", right=-11)),
    ("X-5", "minutes", faced("请假", FANG)),
    ("X-5", "minutes", worded("列席", "：", "，")),
]


def without(page: Page, count: int) -> Page:
    """Return a page that lacks its last lines, as if text had been pushed off it."""
    lines = [text for text in page.texts if flow(text)][-count:]
    return replace(page, texts=tuple(text for text in page.texts if text not in lines))


def only_sign_off(page: Page) -> Page:
    """Return a page with name, date and number alone."""
    kept = [t for t in page.texts if date(t) or number(t) or (t.left > 45 and t.text[0] == "示")]
    return replace(page, texts=tuple(kept), rules=())


def number_one() -> Text:
    """Return a first page's number."""
    return Text(170.0, 270.0, 14.0, (Stretch("— 1 —", SONG),))


def two_letter_pages(planned: PlannedDocument) -> PlannedDocument:
    """Add a second page with text and number to a letter."""
    text = Text(28.0, 45.0, 16.0, (Stretch("续文。", FANG),))
    numbered = Text(28 + 14 * 25.4 / 72, 270.0, 14.0, (Stretch("— 2 —", SONG),))
    return replace(planned, pages=(*planned.pages, Page((text, numbered), (), 2)))


#: Judged on the file's structure, not on planned pages: see below.
STRUCTURAL = {"PG-1", "F-1", "F-2", "F-3", "F-4"}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("mode", ["dialog", "ink"])
def test_a_golden_file_has_no_finding(
    press: OfficialPress, golden: dict[str, OfficialDocument], name: str, mode: str
) -> None:
    planned = press.plan(golden[name], shipped_layout(mode))
    assert check_pdf(drawn(press, golden[name], planned)) == ()


@pytest.mark.parametrize(
    ("rule", "name", "change"), [one for one in MUTANTS if one[0] not in STRUCTURAL]
)
def test_a_broken_page_is_named_by_its_rule(
    press: OfficialPress, golden: dict[str, OfficialDocument], rule: str, name: str, change: Change
) -> None:
    planned = press.plan(golden[name], shipped_layout())
    found = {one.rule for one in check_pdf(drawn(press, golden[name], change(planned)))}
    assert rule in found


def test_every_rule_of_the_page_has_three_mutants() -> None:
    counts = Counter(rule for rule, _, _ in MUTANTS)
    assert {rule for rule in PAGE_RULES if counts[rule] < 3} == STRUCTURAL


@pytest.fixture(scope="module")
def plain(press: OfficialPress, golden: dict[str, OfficialDocument]) -> dict[str, bytes]:
    return {
        name: drawn(press, golden[name], press.plan(golden[name], shipped_layout()))
        for name in ("circular", "joint", "letter", "minutes")
    }


def rules_of(pdf: pikepdf.Pdf) -> set[str]:
    stream = io.BytesIO()
    pdf.save(stream)
    return {one.rule for one in check_pdf(stream.getvalue())}


@pytest.mark.parametrize("name", ["circular", "letter", "minutes"])
def test_another_paper_size_is_named(plain: dict[str, bytes], name: str) -> None:
    with pikepdf.open(io.BytesIO(plain[name])) as pdf:
        pdf.pages[0].mediabox = pikepdf.Array([0, 0, 612, 792])
        assert "PG-1" in rules_of(pdf)


@pytest.mark.parametrize("name", ["circular", "letter", "minutes"])
def test_a_face_that_is_not_embedded_is_named(plain: dict[str, bytes], name: str) -> None:
    with pikepdf.open(io.BytesIO(plain[name])) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary) and "/FontFile3" in item:
                del item["/FontFile3"]
                break
        assert "F-1" in rules_of(pdf)


@pytest.mark.parametrize("name", ["circular", "letter", "minutes"])
def test_a_file_without_archival_metadata_or_tags_is_named(
    plain: dict[str, bytes], name: str
) -> None:
    with pikepdf.open(io.BytesIO(plain[name])) as pdf:
        del pdf.Root["/Metadata"]
        del pdf.Root["/StructTreeRoot"]
        assert {"F-2", "F-3"} <= rules_of(pdf)


@pytest.mark.parametrize("name", ["circular", "letter", "minutes"])
def test_a_bold_body_face_is_named(plain: dict[str, bytes], name: str) -> None:
    with pikepdf.open(io.BytesIO(plain[name])) as pdf:
        for item in pdf.objects:
            named = isinstance(item, pikepdf.Dictionary) and "/BaseFont" in item
            if named and "Fang" in str(item.BaseFont):
                item.BaseFont = pikepdf.Name("/ABCDEF+FangSong_GB2312,Bold")
        assert "B-5" in rules_of(pdf)


@pytest.mark.parametrize("name", ["circular", "joint", "minutes"])
def test_chinese_marks_in_a_latin_face_are_named(plain: dict[str, bytes], name: str) -> None:
    with pikepdf.open(io.BytesIO(plain[name])) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") in (
                "/Font",
                "/FontDescriptor",
            ):
                for key in ("/BaseFont", "/FontName"):
                    if key in item:
                        item[key] = pikepdf.Name("/ABCDEF+TimesNewRomanPSMT")
        assert "F-4" in rules_of(pdf)
