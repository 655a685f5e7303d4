"""Read Word documents: what stands in them, what is hidden in them, and what is dangerous."""

from __future__ import annotations

import pytest

from jiuji_docs.domain.documents.import_notes import Notes
from jiuji_docs.domain.errors import PaperError
from jiuji_docs.importing.package import Package
from jiuji_docs.importing.read_docx import read_docx
from tests.unit.importing.words import package, paragraph, part, raw_package, relations, run


def texts(data: bytes, notes: Notes | None = None) -> list[str]:
    return [line.text for line in read_docx(data, notes or Notes())]


def messages(notes: Notes) -> list[str]:
    return [one.message for one in notes.told()]


def test_tabs_and_soft_breaks_are_kept() -> None:
    assert texts(package(paragraph("组长：", "<w:r><w:tab/></w:r>", "刘海"))) == ["组长：\t刘海"]
    assert texts(package(paragraph("第一行", "<w:r><w:br/></w:r>", "第二行"))) == ["第一行\n第二行"]


def test_tracked_changes_are_accepted_and_told() -> None:
    notes = Notes()
    body = paragraph(
        "每月",
        "<w:del><w:r><w:delText>五</w:delText></w:r></w:del>",
        f"<w:ins>{run('十')}</w:ins>",
        "日",
    )
    assert texts(package(body), notes) == ["每月十日"]
    told = {one.message: one.removed for one in notes.told()}
    assert told == {"接受修订：删去的文字不导入": "五", "接受修订：插入的文字已导入": ""}


def test_a_paragraph_whose_mark_was_deleted_joins_the_next() -> None:
    gone = "<w:rPr><w:del/></w:rPr>"
    body = paragraph("请认真", properties=gone) + paragraph("执行。")
    assert texts(package(body)) == ["请认真执行。"]


NUMBERING = part(
    "numbering",
    """<w:abstractNum w:abstractNumId="7">
    <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
    <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
    <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl>
    </w:abstractNum>
    <w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
    <w:num w:numId="2"><w:abstractNumId w:val="7"/>
    <w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>""",
)


def numbered(text: str, level: int, list_id: int = 1) -> str:
    properties = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'
    return paragraph(text, properties=properties)


def test_automatic_numbers_become_text_and_deeper_ones_begin_again() -> None:
    body = "".join(
        numbered(text, level)
        for text, level in (
            ("总则", 0), ("目标", 1), ("原则", 1), ("办理", 2), ("告知", 2), ("任务", 0), ("分工", 1),
        )
    )  # fmt: skip
    assert texts(package(body, numbering=NUMBERING)) == [
        "一、总则", "（一）目标", "（二）原则", "1.办理", "2.告知", "二、任务", "（一）分工",
    ]  # fmt: skip


def test_a_list_that_restarts_counts_from_its_own_start() -> None:
    body = numbered("甲", 0) + numbered("乙", 0, 2) + numbered("丙", 0)
    assert texts(package(body, numbering=NUMBERING)) == ["一、甲", "五、乙", "二、丙"]


def test_numbers_come_by_way_of_styles_too() -> None:
    styles = part(
        "styles",
        """<w:style w:styleId="base"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
        <w:style w:styleId="mine"><w:basedOn w:val="base"/></w:style>
        <w:style w:styleId="loop"><w:basedOn w:val="loop"/></w:style>""",
    )
    body = "".join(
        paragraph(text, properties=f'<w:pStyle w:val="{style}"/>')
        for text, style in (("总则", "mine"), ("附则", "mine"), ("无号", "loop"))
    )
    assert texts(package(body, numbering=NUMBERING, styles=styles)) == [
        "一、总则",
        "二、附则",
        "无号",
    ]


def box(text: str) -> str:
    return f"<w:txbxContent>{paragraph(text)}</w:txbxContent>"


def test_a_text_box_is_read_once_behind_its_paragraph() -> None:
    both = (
        f"<w:r><mc:AlternateContent><mc:Choice>{box('抄送：县委办。')}</mc:Choice>"
        f"<mc:Fallback>{box('抄送：县委办。')}</mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert texts(package(paragraph("正文。", both))) == ["正文。", "抄送：县委办。"]


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def test_a_table_keeps_its_grid_where_cells_are_merged() -> None:
    body = table(
        cell("乡镇") + cell("户数", '<w:gridSpan w:val="2"/>'),
        cell("刁口乡", '<w:vMerge w:val="restart"/>') + cell("3") + cell("5"),
        cell("", "<w:vMerge/>") + cell("4") + cell("6"),
    )
    (line,) = read_docx(package(body), Notes())
    assert line.rows == (("乡镇", "户数", ""), ("刁口乡", "3", "5"), ("", "4", "6"))


def test_a_table_that_holds_the_colophon_is_text() -> None:
    body = table(
        cell("抄送：县委办公室。"), cell("示范县人民政府办公室") + cell("2026年3月6日印发")
    )
    assert texts(package(body)) == ["抄送：县委办公室。", "示范县人民政府办公室  2026年3月6日印发"]


def test_footnotes_pictures_and_comments_are_told() -> None:
    notes = Notes()
    below = part("footnotes", f'<w:footnote w:id="2">{paragraph("见附表")}</w:footnote>')
    body = paragraph(
        "正文", '<w:r><w:footnoteReference w:id="2"/></w:r>', "<w:r><a:blip/></w:r>",
        '<w:r><w:commentReference w:id="0"/></w:r>', "。",
    )  # fmt: skip
    assert texts(package(body, footnotes=below), notes) == ["正文。"]
    assert set(messages(notes)) == {
        "脚注没有归入公文，请核对：见附表", "此处有图片，没有导入", "此处有批注，没有导入",
    }  # fmt: skip


def test_turned_pages_are_known() -> None:
    turned = '<w:sectPr><w:pgSz w:orient="landscape"/></w:sectPr>'
    body = (
        paragraph("正文") + paragraph("附件", properties=turned) + paragraph("末尾") + "<w:sectPr/>"
    )
    lines = read_docx(package(body), Notes())
    assert [line.landscape for line in lines] == [True, True, False]


def test_nothing_outside_the_file_is_fetched_but_told() -> None:
    notes = Notes()
    data = raw_package(
        {
            "word/document.xml": part("document", f"<w:body>{paragraph('正文')}</w:body>"),
            "word/_rels/document.xml.rels": relations(
                "http://example.com/a.png", "file:///etc/passwd"
            ),
            "word/_rels/settings.xml.rels": relations("http://example.com/t.dotx"),
        }
    )
    assert texts(data, notes) == ["正文"]
    assert [one.rule for one in notes.told()] == ["external_reference"] * 3


ENTITIES = (
    '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "啊"><!ENTITY x SYSTEM "file:///etc/passwd">]>'
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    "<w:body><w:p><w:r><w:t>&a;&x;</w:t></w:r></w:p></w:body></w:document>"
)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"PK\x03\x04 broken", "已损坏"),
        (raw_package({"a.txt": "x"}), "没有正文部件"),
        (raw_package({"word/document.xml": "<w:document"}), "已损坏"),
        (raw_package({"word/document.xml": "<document/>"}), "没有正文"),
        (raw_package({"word/document.xml": ENTITIES}), "DTD"),
        (raw_package({"word/document.xml": b"0" * 20_000_001}), "过大"),
        (raw_package({f"word/{number}.xml": "" for number in range(2001)}), "部件过多"),
    ],
)
def test_a_dangerous_or_damaged_package_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(PaperError, match=said):
        read_docx(data, Notes())


def test_a_part_that_lies_about_its_size_is_cut_off() -> None:
    data = bytearray(raw_package({"word/document.xml": b"0" * 21_000_000}))
    true_size = (21_000_000).to_bytes(4, "little")
    assert data.count(true_size) == 2
    with pytest.raises(PaperError):
        Package(bytes(data).replace(true_size, (1_000).to_bytes(4, "little"))).root(
            "word/document.xml"
        )


def test_too_many_paragraphs_are_refused() -> None:
    with pytest.raises(PaperError, match="20000 段"):
        read_docx(package("<w:p/>" * 20_001), Notes())
