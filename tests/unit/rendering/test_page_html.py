"""Pages handed to WeasyPrint look the same as their style attributes say, and are styled once."""

from __future__ import annotations

from typing import Any

import pytest

from jiuji_docs.domain.errors import PaperError
from jiuji_docs.rendering import page_html
from jiuji_docs.rendering.page_html import StyleBook

PAGE = """<html lang="zh-CN"><head><title>题</title></head>
<body> <section><p style="margin: 3mm 0 0 7mm">甲 乙</p>
<p style="margin: 3mm 0 0 7mm"><span style="color: red">丙</span></p></section> </body></html>"""


@pytest.fixture
def book() -> StyleBook:
    return StyleBook()


def _boxes(document: Any, tag: str) -> list[Any]:
    from weasyprint.formatting_structure import boxes

    found = document.pages[0]._page_box.descendants()
    kinds = boxes.BlockBox, boxes.InlineBox
    return [box for box in found if box.element_tag == tag and isinstance(box, kinds)]


def test_a_style_attribute_becomes_a_class_that_beats_the_sheet(book: StyleBook) -> None:
    from weasyprint import CSS

    sheet = CSS(string="p.line.wide, p { margin: 0 } section p span { color: blue }")
    document = book.page(PAGE, None).render(stylesheets=[sheet, book.sheet])
    assert [round(box.margin_left * 25.4 / 96, 3) for box in _boxes(document, "p")] == [7, 7]
    assert _boxes(document, "span")[0].style["color"].coordinates[0] == 1


def test_equal_looks_share_one_computed_style(book: StyleBook) -> None:
    document = book.page(PAGE, None).render(stylesheets=[book.sheet])
    first, second = _boxes(document, "p")
    assert first.style is second.style


def test_blanks_between_blocks_are_dropped_and_those_in_lines_kept(book: StyleBook) -> None:
    root = book.page(PAGE, None).etree_element
    assert "".join(root.find("body").itertext()) == "甲 乙丙"


def test_a_character_that_no_file_can_hold_is_refused_in_words(book: StyleBook) -> None:
    with pytest.raises(PaperError, match="无法印出"):
        book.page("<html><body><p>\ufffe</p></body></html>", None)


def test_looks_are_not_remembered_for_ever(
    book: StyleBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_html, "_MOST", 1)
    before = book.page(PAGE, None) and book.sheet
    book.page(PAGE, None)
    assert book.sheet is not before
