"""Break Word files in every way the ruler claims to see; golden ones give no finding."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from lxml import etree

from jiuji_docs.conformance.judge_word import check_docx
from jiuji_docs.conformance.word_rules import WORD_RULES
from jiuji_docs.definitions.documents import shipped_layout
from jiuji_docs.domain.documents.official import OfficialDocument
from jiuji_docs.rendering.official_docx import official_docx

from .word_mutation import (
    SETTINGS,
    Change,
    W,
    added,
    both,
    child,
    drop,
    face,
    footer,
    indent,
    moved,
    mutated,
    paragraph,
    run,
    section,
    set_on,
    size,
    text_of,
    worded,
)

NAMES = ("circular", "command", "joint", "letter", "minutes", "upward")
TITLE, MARK, NUMBER = "关于印发示范县急难救助", "示范县人民政府文件", "示政发〔2026〕35号"
BODY, LEVEL_1, LEVEL_2, LEVEL_3 = "为及时救助", "一、指导思想", "（一）建立主动", "1.限时办理"
TO, DATE, NOTE, NOTES = "各乡镇人民政府、", "2026年3月5日", "此件公开发布", "附件：示范县"
CC, PRINTED, LABEL = "抄送：", "2026年3月6日印发", "附件"
DRAWING = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
DOWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}positionV"
REFERENCE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
EXTENT = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"
COLOUR = "{http://schemas.openxmlformats.org/drawingml/2006/main}srgbClr"
RELATIONS = "word/_rels/document.xml.rels"
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


def bars(
    which: slice, width: int | None = None, colour: str = "", down: float = 0, height: float = 0
) -> Change:
    """Change the width (EMU), colour, place or height (mm) of anchored rules."""

    def change(parts: dict[str, Any]) -> None:
        root = parts["word/document.xml"]
        for one in list(root.iter(EXTENT))[which]:
            one.set("cx", str(width or one.get("cx")))
            one.set("cy", str(round(height * 36000) or one.get("cy")))
        for one in list(root.iter(COLOUR))[which] if colour else ():
            one.set("val", colour)
        for one in list(root.iter(DOWN))[which]:
            one[0].text = str(int(one[0].text) + round(down * 36000))

    return change


def first_footer(parts: dict[str, Any]) -> None:
    """Have the first page's footer be the one of the odd pages."""
    found = list(parts["word/document.xml"].iter(f"{W}footerReference"))
    usual = next(one for one in found if one.get(f"{W}type") == "default")
    first = next(one for one in found if one.get(f"{W}type") == "first")
    first.set(REFERENCE, usual.get(REFERENCE))


def label(*path: str, **values: str) -> Change:
    """Change the attachment page's label, the paragraph that says only 附件."""

    def change(parts: dict[str, Any]) -> None:
        one = next(p for p in parts["word/document.xml"].iter(f"{W}p") if text_of(p) == LABEL)
        if path[0] == "rPr":
            for item in one.iter(f"{W}r"):
                set_on(child(item, *path), **values)
        else:
            set_on(child(one, "pPr", *path), **values)

    return change


def no_break(parts: dict[str, Any]) -> None:
    one = next(p for p in parts["word/document.xml"].iter(f"{W}p") if text_of(p) == LABEL)
    found = one.find(f"{W}pPr/{W}pageBreakBefore")
    found.getparent().remove(found)


def external(target: str) -> Change:
    def change(parts: dict[str, Any]) -> None:
        made = etree.SubElement(parts[RELATIONS], RELATION)
        made.set("Id", "rId99")
        made.set(
            "Type", "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
        )
        made.set("Target", target)
        made.set("TargetMode", "External")

    return change


def macros(name: str) -> Change:
    def change(parts: dict[str, Any]) -> None:
        parts[name] = etree.fromstring("<x/>")

    return change


def themed(words: str) -> Change:
    def change(parts: dict[str, Any]) -> None:
        for one in parts["word/document.xml"].iter(f"{W}p"):
            if words in text_of(one):
                for fonts in one.iter(f"{W}rFonts"):
                    del fonts.attrib[f"{W}eastAsia"]
                    set_on(fonts, eastAsiaTheme="minorEastAsia")

    return change


def latin_marks(words: str, name: str) -> Change:
    def change(parts: dict[str, Any]) -> None:
        for one in parts["word/document.xml"].iter(f"{W}p"):
            if words in text_of(one):
                for fonts in one.iter(f"{W}rFonts"):
                    del fonts.attrib[f"{W}hint"]
                    set_on(fonts, ascii=name, hAnsi=name)

    return change


def page_number(**values: str) -> Any:
    def change(root: Any) -> None:
        for one in root.iter(f"{W}rPr"):
            for name, value in values.items():
                set_on(child(one, name), val=value)

    return change


def number_indent(root: Any) -> None:
    for one in root.iter(f"{W}ind"):
        set_on(one, left="3000", right="3000")


def plain_dashes(root: Any) -> None:
    for one in root.iter(f"{W}t"):
        one.text = str(one.text).replace("—", "-")


def no_field(root: Any) -> None:
    for one in list(root.iter(f"{W}fldSimple")):
        one.set(f"{W}instr", "DATE")


MUTANTS: tuple[tuple[str, str, Change], ...] = (
    ("W-PG-1", "circular", section("pgSz", w="11339")),
    ("W-PG-1", "minutes", section("pgSz", w="12240", h="15840")),
    ("W-PG-1", "upward", section("pgSz", h="16500")),
    ("W-PG-2", "circular", section("pgMar", top="1440")),
    ("W-PG-2", "command", section("pgMar", top="2200")),
    ("W-PG-2", "upward", section("pgMar", top="1984")),
    ("W-PG-3", "circular", section("pgMar", left="1800")),
    ("W-PG-3", "minutes", section("pgMar", left="1474")),
    ("W-PG-3", "command", section("pgMar", left="1701")),
    ("W-PG-4", "circular", section("pgMar", right="1800")),
    ("W-PG-4", "upward", section("pgMar", bottom="1440")),
    ("W-PG-4", "minutes", section("pgMar", right="1304")),
    ("W-PG-6", "circular", paragraph(BODY, "spacing", line="360", lineRule="auto")),
    ("W-PG-6", "circular", paragraph(BODY, "spacing", line="480", lineRule="exact")),
    ("W-PG-6", "upward", paragraph("今年以来", "spacing", line="579", lineRule="atLeast")),
    ("W-PG-7", "circular", size(BODY, 14)),
    ("W-PG-7", "circular", face(BODY, "宋体")),
    ("W-PG-7", "upward", size("今年以来", 15)),
    ("W-PG-8", "circular", run(BODY, "color", val="FF0000")),
    ("W-PG-8", "minutes", run("副县长刘海主持", "color", val="0000FF")),
    ("W-PG-8", "upward", run("今年以来", "color", val="808080")),
    ("W-PG-9", "circular", section("docGrid", type="linesAndChars", linePitch="312")),
    ("W-PG-9", "command", section("docGrid", type="linesAndChars", charSpace="-847")),
    ("W-PG-9", "upward", section("docGrid", type="linesAndChars")),
    ("W-H-1", "upward", worded("000012", "0012")),
    ("W-H-1", "upward", size("000012", 12)),
    ("W-H-1", "upward", moved("000012", right=600)),
    ("W-H-3", "upward", face("加急", "仿宋_GB2312")),
    ("W-H-3", "upward", worded("加急", "急件")),
    ("W-H-3", "upward", moved("加急", right=700)),
    ("W-H-4", "circular", run(MARK, "color", val="000000")),
    ("W-H-4", "circular", face(MARK, "黑体")),
    ("W-H-4", "upward", moved(MARK, right=600)),
    ("W-H-4T", "circular", moved(MARK, down=-700)),
    ("W-H-4T", "letter", moved("示范县民政局", down=200)),
    ("W-H-4T", "command", moved("示范县人民政府令", down=850)),
    ("W-H-6", "circular", moved(NUMBER, right=-1200)),
    ("W-H-6", "minutes", moved("〔2026〕2号", right=1500)),
    ("W-H-6", "upward", moved("示政发〔2026〕18号", right=900)),
    ("W-H-6", "letter", moved("示民函〔2026〕3号", right=-2000)),
    ("W-H-7", "upward", face("王建国", "仿宋_GB2312")),
    ("W-H-7", "upward", moved("王建国", right=-800)),
    ("W-H-7", "upward", moved("王建国", right=320)),
    ("W-H-8", "circular", bars(slice(0, 1), down=2.0)),
    ("W-H-8", "joint", bars(slice(0, 1), down=-2.5)),
    ("W-H-8", "circular", bars(slice(0, 1), width=4_000_000)),
    ("W-H-8", "circular", bars(slice(0, 1), colour="000000")),
    ("W-H-8", "minutes", bars(slice(0, 1), width=6_300_000)),
    ("W-B-1", "circular", size(TITLE, 20)),
    ("W-B-1", "circular", face(TITLE, "黑体")),
    ("W-B-1", "upward", paragraph("关于追加2026年", "jc", val="left")),
    ("W-B-2", "circular", indent(TO, firstLine="640")),
    ("W-B-2", "circular", worded("单位：", "单位:")),
    ("W-B-2", "upward", indent("示范市人民政府：", left="640")),
    ("W-B-4", "circular", indent(BODY, firstLine="0")),
    ("W-B-4", "circular", indent(BODY, firstLine="316")),
    ("W-B-4", "upward", indent("今年以来", left="632", firstLine="0")),
    ("W-B-5", "circular", face(LEVEL_1, "仿宋_GB2312")),
    ("W-B-5", "circular", face(LEVEL_2, "黑体")),
    ("W-B-5", "circular", face(LEVEL_3, "楷体_GB2312")),
    ("W-B-5B", "circular", run(LEVEL_1, "b", val="1")),
    ("W-B-5B", "circular", run(TITLE, "b", val="true")),
    ("W-B-5B", "minutes", run("一、关于阳山镇", "b", val="1")),
    ("W-B-6", "circular", worded("领导小组名单", "领导小组名单。")),
    ("W-B-6", "circular", indent(NOTES, left="948", hanging="948")),
    ("W-B-6", "upward", worded("支出情况表", "支出情况表；")),
    ("W-B-10", "circular", indent(DATE, firstLine="632")),
    ("W-B-10", "circular", paragraph(DATE, "jc", val="center")),
    ("W-B-10", "upward", indent("2026年7月3日", firstLine="1200")),
    ("W-B-10", "joint", indent("2026年1月15日", firstLine="4900")),
    ("W-B-10", "letter", indent("示范县民政局", last=True, firstLine="4200")),
    ("W-B-10", "circular", paragraph("2026年3月5日", "jc", val="right")),
    ("W-B-11", "command", indent("2026年2月8日", firstLine="6400")),
    ("W-B-11", "command", indent("2026年2月8日", firstLine="4000")),
    ("W-B-11", "command", paragraph("2026年2月8日", "jc", val="center")),
    ("W-B-13", "circular", indent(NOTE, firstLine="0")),
    ("W-B-13", "circular", worded("（此件公开发布）", "(此件公开发布)")),
    ("W-B-13", "upward", indent("联系人：", firstLine="1264")),
    ("W-B-14", "circular", label("rPr", "rFonts", eastAsia="仿宋_GB2312", ascii="仿宋_GB2312")),
    ("W-B-14", "circular", no_break),
    ("W-B-14", "circular", label("jc", val="center")),
    ("W-C-1", "circular", bars(slice(1, None), width=4_000_000)),
    ("W-C-1", "circular", bars(slice(1, None), colour="E60012")),
    ("W-C-1", "upward", drop(DRAWING, keep=2)),
    ("W-C-1B", "circular", bars(slice(1, None), down=-5.0)),
    ("W-C-1B", "joint", bars(slice(1, 2), down=3.0)),
    ("W-C-1B", "minutes", bars(slice(1, 2), down=-1.0)),
    ("W-C-1T", "circular", bars(slice(1, None), height=0.18)),
    ("W-C-1T", "command", bars(slice(0, 1), height=0.75)),
    ("W-C-1T", "minutes", bars(slice(2, 3), height=0.35)),
    ("W-C-2", "circular", size(CC, 16)),
    ("W-C-2", "minutes", face(CC, "宋体")),
    ("W-C-2", "command", worded("常委会办公室。", "常委会办公室")),
    ("W-C-4", "circular", worded("2026年3月6日印发", "2026年03月06日印发")),
    ("W-C-4", "circular", size(PRINTED, 16)),
    ("W-C-4", "minutes", face("月17日印发", "黑体")),
    ("W-N-1", "circular", both(footer(1, no_field), footer(2, no_field))),
    ("W-N-1", "minutes", drop(f"{W}evenAndOddHeaders", SETTINGS)),
    ("W-N-1", "upward", drop(f"{W}footerReference")),
    ("W-N-2", "circular", footer(1, page_number(sz="21"))),
    ("W-N-2", "circular", footer(2, number_indent)),
    ("W-N-2", "upward", footer(1, plain_dashes)),
    ("W-X-1", "letter", bars(slice(0, 1), width=5_616_000)),
    ("W-X-1", "letter", bars(slice(2, None), down=-6.0)),
    ("W-X-1", "letter", drop(DRAWING, keep=2)),
    ("W-X-3", "letter", drop(f"{W}titlePg")),
    ("W-X-3", "letter", first_footer),
    ("W-X-3", "letter", worded("抄送：县政府办公室。", "示范县民政局2026年3月9日印发")),
    ("W-X-5", "minutes", face("出席：", "仿宋_GB2312")),
    ("W-X-5", "minutes", indent("请假：", firstLine="0")),
    ("W-X-5", "minutes", worded("列席：", "列席:")),
    ("W-PG-6", "joint", paragraph("为切实做好", "spacing", before="156")),
    ("W-T-1", "circular", themed(BODY)),
    ("W-T-1", "minutes", themed("副县长刘海主持")),
    ("W-T-1", "upward", themed("今年以来")),
    ("W-T-2", "circular", latin_marks("立足“托底线", "Times New Roman")),
    ("W-T-2", "circular", latin_marks("立足“托底线", "Calibri")),
    ("W-T-2", "upward", face("今年以来", "Times New Roman")),
    ("W-T-3", "circular", added(BODY, "<w:ins><w:r><w:t>添加</w:t></w:r></w:ins>")),
    ("W-T-3", "minutes", added("一、关于阳山镇", '<w:r><w:commentReference w:id="1"/></w:r>')),
    ("W-T-3", "upward", added("今年以来", "<w:del><w:r><w:delText>删去</w:delText></w:r></w:del>")),
    ("W-T-4", "circular", macros("word/vbaProject.bin")),
    ("W-T-4", "minutes", macros("word/VBAProject.bin")),
    ("W-T-4", "upward", macros("customXml/vbaProject.bin")),
    ("W-T-5", "circular", external("https://example.org/logo.png")),
    ("W-T-5", "minutes", external("file:///etc/passwd")),
    ("W-T-5", "command", external("\\\\server\\share\\a.dotm")),
    ("W-T-6", "circular", both(*(added(BODY, "") for _ in range(7)))),
    ("W-T-6", "circular", worded("为及时救助", "\u3000\u3000为及时救助")),
    ("W-T-6", "upward", worded("今年以来，", "    今年以来，")),
)


@pytest.fixture(scope="session")
def word(golden: dict[str, OfficialDocument]) -> dict[str, bytes]:
    return {name: official_docx(golden[name], shipped_layout()) for name in NAMES}


@pytest.mark.parametrize("name", NAMES)
def test_a_golden_word_file_has_no_finding(name: str, word: dict[str, bytes]) -> None:
    assert check_docx(word[name]) == ()


@pytest.mark.parametrize(
    ("rule", "name", "change"),
    MUTANTS,
    ids=[f"{rule}-{n}" for n, (rule, _, _) in enumerate(MUTANTS)],
)
def test_a_broken_word_file_is_caught_by_the_right_rule(
    rule: str, name: str, change: Change, word: dict[str, bytes]
) -> None:
    found = check_docx(mutated(word[name], change))
    assert rule in {one.rule for one in found}


def test_every_word_rule_has_three_mutants() -> None:
    counted = Counter(rule for rule, _, _ in MUTANTS)
    assert {rule: counted[rule] for rule in WORD_RULES if counted[rule] < 3} == {}
