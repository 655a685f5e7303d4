"""Typeset documents that are written wrong: their PDF and their Word file say so, each by itself."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from jiuji_docs.conformance.judge import check_pdf
from jiuji_docs.conformance.judge_word import check_docx
from jiuji_docs.definitions.documents import repealed_bases, shipped_layout
from jiuji_docs.domain.documents.elements import Attachment, Paragraph
from jiuji_docs.domain.documents.official import OfficialDocument
from jiuji_docs.rendering.official_docx import official_docx
from jiuji_docs.rendering.official_pdf import OfficialPress

LIST = (Attachment("情况表", (Paragraph("各乡镇情况见下。"),)),)
REPORT = ("示范县人民政府关于救助资金使用情况的报告",)

CASES: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("L-01", "joint", {"body": (Paragraph("根据示政发[2026]5号文件，现就有关事项通知如下。"),)}),
    ("L-04", "letter", {"body": (Paragraph("请于2026年03月05日前函复我局。"),)}),
    ("L-05", "letter", {"body": (Paragraph("请认真核对,及时函复我局。"),)}),
    ("L-08", "joint", {"title": ("示范县民政局做好困难群众救助工作的通知",)}),
    ("L-10", "letter", {"attachment_notes": ("明细表",), "attachments": LIST}),
    ("L-10", "letter", {"attachment_notes": (), "attachments": LIST}),
    ("L-10", "letter", {"body": (Paragraph("名单见附件，请予核对。"),), "attachments": ()}),
    ("L-11", "circular", {"addressees": ""}),
    ("L-11", "letter", {"addressees": ""}),
    ("L-11", "upward", {"addressees": ""}),
    ("L-13", "circular", {"cc": "县委办公室,县人大常委会办公室"}),
    ("L-13", "letter", {"cc": "县委办公室，县人大常委会办公室；"}),
    ("L-14", "joint", {"title": ("示范县民政局等三部门关于印发救助工作方案的通知",)}),
    ("L-15", "joint", {"addressees": "各乡镇人民政府"}),
    ("L-16", "letter", {"body": (Paragraph("请核对。（内容由某某AI生成，仅供参考）"),)}),
    ("L-17", "letter", {"body": (Paragraph('请按"先行"办理。'),)}),
    ("L-18", "circular", {"body": (Paragraph("请联系张三，电话13900001111。"),)}),
    ("L-19", "letter", {"body": (Paragraph("根据《国家行政机关公文处理办法》，请予核对。"),)}),
    ("L-19", "joint", {"body": (Paragraph("依照《中华人民共和国收养法》办理。"),)}),
    ("L-19", "minutes", {"body": (Paragraph("会议学习了《最低生活保障审核审批办法（试行）》。"),)}),
    ("H-7", "upward", {"signers": (), "direction": "down"}),
    ("H-7", "upward", {"title": ("示范县人民政府关于救助资金的通知",)}),
    ("B-7", "circular", {"print_date": dt.date(2026, 3, 1)}),
    ("B-7", "joint", {"print_date": dt.date(2025, 12, 31)}),
    ("R-8", "letter", {"title": ("示范县民政局关于核对情况的申请",)}),
    ("R-14", "upward", {"addressees": "示范市人民政府、示范市财政局"}),
    ("R-15", "upward", {"title": REPORT}),
    ("R-17", "upward", {"addressees": "王市长"}),
    ("R-18", "upward", {"cc": "阳山镇人民政府"}),
    ("R-22", "letter", {"body": (Paragraph("详见https://example.org/a。"),)}),
)  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "name", "changes"), CASES, ids=[f"{rule}-{n}" for n, (rule, *_) in enumerate(CASES)]
)
def test_what_is_written_wrong_is_told_of_the_pdf_and_of_the_word_file(
    press: OfficialPress,
    golden: dict[str, OfficialDocument],
    rule: str,
    name: str,
    changes: dict[str, Any],
) -> None:
    document, layout = replace(golden[name], **changes), shipped_layout()
    repealed = repealed_bases()
    assert rule in {
        one.rule for one in check_docx(official_docx(document, layout), repealed=repealed)
    }
    assert rule in {
        one.rule for one in check_pdf(press.pdf(document, layout=layout).pdf, repealed=repealed)
    }
