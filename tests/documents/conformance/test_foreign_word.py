"""Judge Word files of other people: named styles, no frames, rules as borders; sound ones have no error."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

from jiuji_docs.conformance.judge_word import check_docx

FANG, HEI, KAI, BIAO, SONG = "仿宋_GB2312", "黑体", "楷体_GB2312", "方正小标宋简体", "宋体"
CHARACTER = 15.8


class Sheet:
    """A Word file as an office writes it by hand, paragraph by paragraph."""

    def __init__(self) -> None:
        self.file: Any = Document()
        section = self.file.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin, section.bottom_margin = Mm(37), Mm(35)
        section.left_margin, section.right_margin = Mm(28), Mm(26)
        normal = self.file.styles["Normal"]
        self.faced(normal, FANG, 16)
        spacing = normal.paragraph_format
        spacing.line_spacing_rule, spacing.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(28.95)
        spacing.space_after = Pt(0)

    @staticmethod
    def faced(styled: Any, name: str, size: float) -> None:
        styled.font.name, styled.font.size = name, Pt(size)
        styled.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), name)

    def style(self, name: str, face: str, size: float, align: Any = None) -> None:
        made = self.file.styles.add_style(name, 1)
        made.base_style = self.file.styles["Normal"]
        self.faced(made, face, size)
        made.paragraph_format.alignment = align

    def line(
        self, text: str = "", style: str = "Normal", first: float = 0, right: float = 0
    ) -> Any:
        made = self.file.add_paragraph(text, style)
        if first:
            made.paragraph_format.first_line_indent = Pt(first * CHARACTER)
        if right:
            made.alignment = ALIGN.RIGHT
            made.paragraph_format.right_indent = Pt(right * CHARACTER)
        return made

    def ruled(self, paragraph: Any, colour: str, side: str = "bottom") -> None:
        borders = OxmlElement("w:pBdr")
        rule = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "8"), ("color", colour)):
            rule.set(qn(f"w:{name}"), value)
        borders.append(rule)
        paragraph._p.get_or_add_pPr().append(borders)

    def numbered(self) -> None:
        self.file.settings.odd_and_even_pages_header_footer = True
        section = self.file.sections[0]
        for footer, odd in ((section.footer, True), (section.even_page_footer, False)):
            footer.is_linked_to_previous = False
            line = footer.paragraphs[0]
            line.alignment = ALIGN.RIGHT if odd else ALIGN.LEFT
            indent = "right_indent" if odd else "left_indent"
            setattr(line.paragraph_format, indent, Pt(14))
            for text in ("— ", None, " —"):
                run = line.add_run(text or "")
                run.font.name, run.font.size = SONG, Pt(14)
                run._r.rPr.rFonts.set(qn("w:eastAsia"), SONG)
                run._r.rPr.rFonts.set(qn("w:hint"), "eastAsia")
                if text is None:
                    field = f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE "/>'
                    run._r.addprevious(parse_xml(field))

    def bytes(self) -> bytes:
        target = io.BytesIO()
        self.file.save(target)
        return target.getvalue()


def sound() -> Sheet:
    """Write a notice as the standard wants it, by other means than ours."""
    sheet = Sheet()
    sheet.style("红头", BIAO, 48, ALIGN.CENTER)
    sheet.style("公文标题", BIAO, 22, ALIGN.CENTER)
    sheet.style("一级标题", HEI, 16)
    sheet.style("二级标题", KAI, 16)
    sheet.style("版记", FANG, 14)
    sheet.file.styles["红头"].font.color.rgb = RGBColor(255, 0, 0)
    sheet.numbered()
    sheet.line("示范县民政局文件", "红头")
    sheet.line()
    number = sheet.line("示民发〔2026〕5号")
    number.alignment = ALIGN.CENTER
    sheet.ruled(number, "FF0000")
    sheet.line()
    sheet.line("示范县民政局关于开展临时救助排查工作的通知", "公文标题")
    sheet.line()
    sheet.line("各乡镇民政办：")
    sheet.line("为做好临时救助工作，现将有关事项通知如下。", first=2)
    sheet.line("一、排查范围", "一级标题", first=2)
    sheet.line("（一）低保对象", "二级标题", first=2)
    sheet.line("请认真落实。", first=2)
    sheet.line("附件：排查情况统计表", first=2)
    sheet.line()
    sheet.line("示范县民政局", right=4)
    sheet.line("2026年3月5日", right=4)
    sheet.line("（此件公开发布）", first=2)
    sheet.line("附件", "一级标题").paragraph_format.page_break_before = True
    sheet.line()
    sheet.line("排查情况统计表", "公文标题")
    sheet.line("各乡镇填报。", first=2)
    table = sheet.file.add_table(2, 1)
    for row, text in enumerate(
        ("抄送：县政府办公室。", "示范县民政局办公室　　　2026年3月6日印发")
    ):
        table.cell(row, 0).paragraphs[0].style = "版记"
        table.cell(row, 0).paragraphs[0].add_run(text)
    return sheet


def found(sheet: Sheet) -> set[str]:
    return {one.rule for one in check_docx(sheet.bytes())}


def test_a_sound_file_made_by_other_means_has_no_finding() -> None:
    assert found(sound()) == set()


def test_what_a_blank_word_window_gives_is_told() -> None:
    file, target = Document(), io.BytesIO()
    for text in (
        "示范县民政局关于工作的通知",
        "为做好工作,现通知如下。",
        "一、范围",
        "二0二六年三月五日",
    ):
        file.add_paragraph(text)
    file.save(target)
    rules = {one.rule for one in check_docx(target.getvalue())}
    assert {
        "W-PG-1",
        "W-PG-2",
        "W-PG-4",
        "W-PG-6",
        "W-PG-7",
        "W-B-4",
        "W-N-1",
        "L-05",
        "L-04",
    } <= rules


def _style(name: str, change: Callable[[Any], None]) -> Callable[[Sheet], None]:
    return lambda sheet: change(sheet.file.styles[name])


def _of(words: str, change: Callable[[Any], None]) -> Callable[[Sheet], None]:
    return lambda sheet: change(next(p for p in sheet.file.paragraphs if words in p.text))


def _unruled(line: Any) -> None:
    line._p.pPr.remove(line._p.pPr.find(qn("w:pBdr")))


@pytest.mark.parametrize(
    ("rule", "change"),
    [
        ("W-PG-6", _style("Normal", lambda s: setattr(s.paragraph_format, "line_spacing", Pt(24)))),
        ("W-PG-6", _style("Normal", lambda s: setattr(s.paragraph_format, "space_after", Pt(8)))),
        ("W-PG-7", _style("Normal", lambda s: setattr(s.font, "size", Pt(14)))),
        ("W-B-5", _style("二级标题", lambda s: Sheet.faced(s, HEI, 16))),
        ("W-B-5B", _style("一级标题", lambda s: setattr(s.font, "bold", True))),
        ("W-B-1", _style("公文标题", lambda s: setattr(s.font, "size", Pt(26)))),
        ("W-H-4", _style("红头", lambda s: setattr(s.font.color, "rgb", RGBColor(0, 0, 0)))),
        ("W-H-8", _of("示民发〔2026〕5号", _unruled)),
        ("W-C-2", _style("版记", lambda s: setattr(s.font, "size", Pt(16)))),
        ("W-B-10", _of("2026年3月5日", lambda p: setattr(p.paragraph_format, "right_indent", Pt(0)))),
        ("L-11", _of("示民发〔2026〕5号", lambda p: p._p.getparent().remove(p._p))),
        ("L-10", _of("附件：排查", lambda p: p._p.getparent().remove(p._p))),
    ],
)  # fmt: skip
def test_what_stands_in_a_style_is_seen_as_if_it_stood_in_the_paragraph(
    rule: str, change: Callable[[Sheet], None]
) -> None:
    sheet = sound()
    change(sheet)
    assert rule in found(sheet)
