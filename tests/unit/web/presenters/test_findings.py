"""A finding is shown at the line of the text that it is about."""

from __future__ import annotations

from jiuji_docs.services.dispatch.draft_findings import DraftFinding
from jiuji_docs.services.dispatch.preview import Preview
from jiuji_docs.web.presenters.findings import findings_for, preview_state

ENTRY = {
    "body": "一、甲\n\n乙\n| 丙 |\n| 1 |\n丁",
    "attachments": [{"title": "表", "body": "\n甲\n乙"}],
}


def _line(path: str, block: int) -> int:
    preview = Preview("", 0, (DraftFinding("error", "错", path=path, block=block),))
    return int(findings_for(preview, ENTRY)[0]["line"])


def test_blank_lines_and_tables_are_counted_as_they_were_typed() -> None:
    assert [_line("body", block) for block in (1, 2, 3, 4)] == [1, 3, 4, 6]
    assert _line("attachments.0.body", 2) == 3


def test_what_is_not_there_is_the_whole_box() -> None:
    assert [_line("body", 0), _line("body", 9), _line("attachments.7.body", 1), _line("", 1)] == [
        0
    ] * 4


def test_the_state_counts_what_is_to_be_done() -> None:
    found = (
        DraftFinding("error", "甲"),
        DraftFinding("warning", "乙"),
        DraftFinding("error", "丙"),
    )

    assert preview_state(Preview("k", 4, found)) == "共 4 页；2 处必须更正，1 处应当更正"
    assert preview_state(Preview("k", 1, ())) == "共 1 页；没有发现问题"
    assert preview_state(Preview("", 0, found, "印制超过 20 秒")) == "印制超过 20 秒"
