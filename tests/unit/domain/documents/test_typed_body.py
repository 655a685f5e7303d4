"""What is typed in the body's box and the model's blocks are two spellings of the same thing."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jiuji_docs.definitions.documents import read_document
from jiuji_docs.domain.documents.elements import (
    Block,
    Heading,
    Paragraph,
    Roster,
    RosterEntry,
    Table,
)
from jiuji_docs.domain.documents.typed_body import LONGEST_BODY, read_body, read_lines, write_body
from jiuji_docs.domain.errors import PaperError

GOLDEN = Path(__file__).parents[3] / "documents" / "golden"
SLOW = settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.too_slow])

_MARKS = st.sampled_from(
    [
        "一、",
        "（一）",
        "1.",
        "（1）",
        "。",
        "|",
        "\\",
        "#2 ",
        "‖",
        "【名单】",
        "\t",
        "\n",
        " ",
        "\u3000",
        "\\n",
        "\\u3000",
    ]
)
_WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=6
)
TEXTS = st.lists(_MARKS | _WORDS, max_size=6).map("".join)
TABLES = st.integers(1, 5).flatmap(
    lambda width: st.builds(
        Table,
        st.tuples(*[TEXTS] * width),
        st.lists(st.tuples(*[TEXTS] * width), max_size=4).map(tuple),
    )
)
BLOCKS: st.SearchStrategy[Block] = st.one_of(
    st.builds(Paragraph, TEXTS),
    st.builds(Heading, st.integers(1, 4), TEXTS, TEXTS),
    st.builds(Roster, st.lists(st.builds(RosterEntry, TEXTS, TEXTS, TEXTS), max_size=4).map(tuple)),
    TABLES,
)


@SLOW
@given(st.lists(BLOCKS, max_size=6).map(tuple))
def test_any_blocks_are_read_back_as_they_were(blocks: tuple[Block, ...]) -> None:
    assert read_body(write_body(blocks)) == blocks


@SLOW
@given(st.lists(TEXTS, max_size=12).map("\n".join))
def test_any_text_means_the_same_once_it_was_written_by_us(text: str) -> None:
    try:
        blocks = read_body(text)
    except PaperError:
        return
    assert read_body(write_body(blocks)) == blocks


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.toml")), ids=lambda path: path.stem)
def test_the_golden_documents_need_no_mark_at_all(path: Path) -> None:
    document = read_document(path.read_text("utf-8"), path.name)
    parts = [document.body, *(one.blocks for one in document.attachments)]
    if document.issued is not None:
        parts += [document.issued.blocks, *(one.blocks for one in document.issued.attachments)]

    for blocks in parts:
        text = write_body(blocks)
        assert read_body(text) == blocks
        assert "\\" not in text
        assert "#" not in text


def test_a_clerk_types_headings_paragraphs_tables_and_rosters() -> None:
    text = """一、总体要求
\u3000\u3000为做好救急难工作，现通知如下。

（一）建立机制。依靠基层组织，早发现、早救助。
1.限时办理
（1）24小时内先行救助。

月份\t户数
1月\t201
2月\t

【名单】
组长 |刘海|副县长
		以上名单附后。
"""
    assert read_body(text) == (
        Heading(1, "一、总体要求"),
        Paragraph("为做好救急难工作，现通知如下。"),
        Heading(2, "（一）建立机制。", "依靠基层组织，早发现、早救助。"),
        Heading(3, "1.限时办理"),
        Heading(4, "（1）24小时内先行救助。"),
        Table(("月份", "户数"), (("1月", "201"), ("2月", ""))),
        Roster((RosterEntry("组长", "刘海", "副县长"),)),
        Paragraph("以上名单附后。"),
    )


def test_each_block_knows_its_line() -> None:
    lines = [one.line for one in read_lines("一、甲\n\n乙\n| 丙 | 丁 |\n| 1 | 2 |\n戊")]

    assert lines == [1, 3, 4, 6]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("| 甲 |\n| 1 | 2 |", "第 2 行：有 2 格，表头只有 1 格"),
        ("甲\n\n【名单】\n| 组长 | 刘海 | 副县长 | 多 |", "第 4 行：名单每行写 职责 | 姓名 | 职务"),
        ("\t".join("甲" * 21), "第 1 行：表格最多 20 列"),
        ("甲" * (LONGEST_BODY + 1), "正文过长"),
    ],
)
def test_what_is_no_table_is_refused_with_its_line(text: str, words: str) -> None:
    with pytest.raises(PaperError, match=words.replace("|", r"\|")):
        read_body(text)


def test_a_code_for_anything_but_a_blank_stays_as_it_was_typed() -> None:
    assert read_body("\\甲\\u0000乙\\ud800\\z\\") == (Paragraph("甲\\u0000乙\\ud800\\z\\"),)
