"""Read web pages: their words and tables stay, what stands around them goes, nothing is fetched."""

from __future__ import annotations

import pytest

from jiuji_docs.domain.documents.import_notes import Notes
from jiuji_docs.domain.errors import PaperError
from jiuji_docs.importing.read_web import read_web


def texts(page: str, notes: Notes | None = None) -> list[str]:
    return [line.text for line in read_web(page, notes or Notes())]


def test_blocks_are_lines_and_inline_marks_are_not() -> None:
    page = "<div>关于<b>做好</b>救助<span>工作</span>的通知<p>各乡镇：</p>请执行。</div>"
    assert texts(page) == ["关于做好救助工作的通知", "各乡镇：", "请执行。"]


def test_scripts_styles_and_comments_have_no_words() -> None:
    page = "<head><title>站名</title></head><body><script>a()</script><style>p{}</style><!--x--><p>正文</p>"
    assert texts(page) == ["正文"]


def test_navigation_and_hidden_words_go_and_are_told() -> None:
    notes = Notes()
    page = (
        '<nav>首页 | 政务</nav><p>正文</p><div style="display: none">暗</div><footer>版权</footer>'
    )
    assert texts(page, notes) == ["正文"]
    assert {one.removed for one in notes.told()} == {"首页 | 政务", "暗", "版权"}


def test_pictures_and_links_are_not_fetched_but_told() -> None:
    notes = Notes()
    page = '<p>见<a href="https://example.com/x">附表</a><img src="http://example.com/a.png" alt="章"></p>'
    assert texts(page, notes) == ["见附表章"]
    assert [(one.rule, one.kind) for one in notes.told()] == [
        ("external_reference", "doubtful"),
        ("external_reference", "repaired"),
    ]


def test_a_table_stays_a_table() -> None:
    page = "<table><tr><th>乡镇<th colspan=2>户数<tr><td>刁口乡<td>3<td>5</table><p>完</p>"
    first, last = read_web(page, Notes())
    assert first.rows == (("乡镇", "户数", ""), ("刁口乡", "3", "5"))
    assert last.text == "完"


def test_a_table_that_lays_out_the_page_is_read_as_text() -> None:
    page = (
        "<table><tr><td><table><tr><td>左</td><td>右</td></tr></table><p>正文</p></td></tr></table>"
    )
    lines = read_web(page, Notes())
    assert [line.rows or line.text for line in lines] == [(("左", "右"),), "正文"]


def test_breaks_and_indents_are_kept_for_the_reader_of_lines() -> None:
    assert texts("<p>\u3000\u3000一、总则<br>\u3000\u3000正文。</p>") == [
        "\u3000\u3000一、总则\n\u3000\u3000正文。"
    ]


def test_a_line_break_in_the_source_between_chinese_is_no_space() -> None:
    assert texts("<p>认真\n   执行</p>") == ["认真执行"]


def test_numbered_items_keep_their_numbers() -> None:
    assert texts("<ol><li>受理</li><li><p>审核</p></li></ol>") == ["1.受理", "2.审核"]


def test_a_page_too_deep_to_be_read_whole_is_refused() -> None:
    with pytest.raises(PaperError, match="过深"):
        read_web("<div>" * 5000 + "深", Notes())


def test_a_broken_page_is_read() -> None:
    assert texts("<p>正文<table><tr><td>格</p></table>")[0] == "正文"


@pytest.mark.parametrize("page", ["", "   "])
def test_an_empty_page_is_refused(page: str) -> None:
    with pytest.raises(PaperError):
        read_web(page, Notes())
