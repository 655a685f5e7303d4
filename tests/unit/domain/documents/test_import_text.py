"""Read copied text of circulars, real and invented."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiuji_docs.domain.documents.elements import Heading, Paragraph, Roster
from jiuji_docs.domain.documents.import_text import Imported, import_circular
from jiuji_docs.domain.errors import PaperError, Refused

TEXT = """# 示范县人民政府文件

示政发【2024】第08号

## 示范县人民政府 关于做好救助工作的 通 知

各乡镇人民政府:

(一) 提高认识。各单位要重视,做好工作并及时把有关情况报告给上级部门

和县民政局，不得拖延。

1. 明确分工。

特此通知。

附件：1.名单。
2.流程图

示范县人民政府

2024年02月08日

（此件公开发布）

附件1:

## 名单

组 长:\t刘海峰\t副县长
\t刘 峰\t镇长

抄送：县委办公室。
示范县人民政府办公室 2024年2月9日印发
"""


@pytest.fixture(scope="module")
def imported() -> Imported:
    return import_circular(TEXT)


def rules(imported: Imported) -> set[str]:
    return {one.rule for one in imported.findings}


def test_head_and_foot_are_recognised(imported: Imported) -> None:
    document = imported.document
    assert document.mark == "示范县人民政府文件"
    assert document.number == "示政发〔2024〕8号"
    assert document.full_title == "示范县人民政府关于做好救助工作的通知"
    assert document.addressees == "各乡镇人民政府"
    assert document.signatories == ("示范县人民政府",)
    assert document.date == dt.date(2024, 2, 8)
    assert document.note == "此件公开发布"
    assert document.cc == "县委办公室"
    assert (document.printer, document.print_date) == (
        "示范县人民政府办公室",
        dt.date(2024, 2, 9),
    )


def test_a_sentence_cut_by_a_page_break_is_joined(imported: Imported) -> None:
    heading = imported.document.body[0]
    assert heading == Heading(
        2,
        "（一）提高认识。",
        "各单位要重视，做好工作并及时把有关情况报告给上级部门和县民政局，不得拖延。",
    )


def test_ordinals_take_the_standards_form(imported: Imported) -> None:
    assert imported.document.body[1] == Heading(3, "1.明确分工。")
    assert imported.document.body[2] == Paragraph("特此通知。")


def test_attachment_notes_lose_order_and_punctuation(imported: Imported) -> None:
    assert imported.document.attachment_notes == ("名单", "流程图")


def test_a_roster_is_read_with_names_unpadded(imported: Imported) -> None:
    (attachment,) = imported.document.attachments
    assert (attachment.number, attachment.title) == (1, "名单")
    (roster,) = attachment.blocks
    assert isinstance(roster, Roster)
    assert [(one.role, one.name) for one in roster.entries] == [("组长", "刘海峰"), ("", "刘峰")]


def test_every_kind_of_change_is_listed(imported: Imported) -> None:
    assert rules(imported) == {
        "L-01", "L-03", "L-04", "L-05", "L-06", "L-07", "L-10", "L-16",
    }  # fmt: skip


@pytest.mark.parametrize(
    "words", ["机密★1年", "秘密", "000001\n机密★1年", "密级：绝密", "秘密 特急"]
)
def test_a_classified_text_is_refused(words: str) -> None:
    with pytest.raises(Refused, match="密级"):
        import_circular(f"{words}\n示范县人民政府文件\n")


@pytest.mark.parametrize("text", ["", " \n\n", "国" * 400_001])
def test_no_text_or_far_too_much_is_refused(text: str) -> None:
    with pytest.raises(PaperError):
        import_circular(text)


def test_a_date_that_is_none_is_told_and_left_out() -> None:
    imported = import_circular("通知\n\n正文。\n\n示范县人民政府\n\n2024年2月30日\n")
    assert imported.document.date is None
    assert any("没有这一天" in one.message for one in imported.findings)


@given(
    st.text(
        alphabet="示范县政府文件附：:一二、（）1.。\n\t 2024年月日印发抄送【】#*-", max_size=200
    )
)
def test_any_text_is_read_or_refused_without_a_crash(text: str) -> None:
    try:
        assert import_circular(text).document.title
    except PaperError:
        assert not text.strip(" \n\t-*_#\u3000") or len(text.strip()) < 400_000


@pytest.mark.seeds
def test_seed_000_is_a_notice_that_issues_a_plan_with_a_roster_of_19(seeds: Path) -> None:
    (path,) = seeds.glob("000_*.txt")
    issued = import_circular(path.read_text("utf-8")).document.issued
    assert issued is not None
    assert issued.title == ("利津县“救急难”工作实施方案",)
    (attachment,) = issued.attachments
    assert issued.attachment_notes == (attachment.title,)
    roster = attachment.blocks[0]
    assert isinstance(roster, Roster)
    assert [one.role for one in roster.entries if one.role] == ["组长", "副组长", "成员"]
    assert len(roster.entries) == 19
    assert roster.entries[-1].name == "张永民"
