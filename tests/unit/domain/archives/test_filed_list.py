"""The printed catalogue keeps classes apart and shows what DA/T 22 asks for (归档文件目录)."""

from __future__ import annotations

from dataclasses import replace

from jiuji_docs.domain.archives.filed_list import FiledItem, filed_list

ONE = FiledItem(
    fonds="0012",
    year=2024,
    retention="D30",
    office="办公室",
    item=1,
    reference="0012-WS·2024-D30-办公室-0001",
    document_number="示民发〔2024〕1号",
    author="示范县民政局",
    title="关于做好救助工作的通知",
    date="20240220",
    pages=3,
)


def test_a_line_says_what_the_item_is() -> None:
    sheet = filed_list([ONE], 2024, "示范县民政局")

    heading, table = sheet.blocks
    assert heading.text == "全宗号：0012　年度：2024　保管期限：30年　机构（问题）：办公室"
    heads, row = table.rows
    assert [box.text for box in heads] == [
        *("序号", "档号", "文号", "责任者", "题名", "日期", "密级", "页数", "备注"),
    ]
    assert [box.text for box in row] == [
        *("1", ONE.reference, ONE.document_number, ONE.author, ONE.title, "20240220", "", "3", ""),
    ]
    assert sum(box.span for box in row) == table.columns


def test_items_of_two_classes_never_stand_in_one_list() -> None:
    items = [
        ONE,
        replace(ONE, item=2),
        replace(ONE, office=""),
        replace(ONE, retention="Y", office=""),
    ]
    tables = [one for one in filed_list(items, 2024, "").blocks if one.kind == "table"]
    assert [len(one.rows) - 1 for one in tables] == [2, 1, 1]


def test_an_empty_year_says_so() -> None:
    (block,) = filed_list([], 2023, "示范县民政局").blocks
    assert block.text == "2023 年没有归档文件。"
