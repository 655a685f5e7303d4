"""What somebody pastes becomes the draft's content, whether it is plain text or copied from a web page."""

from __future__ import annotations

from typing import Any

import pytest

from jiuji_docs.domain.errors import JiujiError, Refused
from jiuji_docs.services.dispatch.pasted import LONGEST_PASTE, read_pasted
from tests.common.dossiers import text

PLAIN = """示范县民政局关于做好冬春救助工作的通知

各乡镇民政办：
一、总体要求
请认真贯彻执行。

示范县民政局
2024年2月20日
"""
WEB = """<html><body><style>p { color: red }</style>
<h1>示范县民政局关于做好冬春救助工作的通知</h1>
<p>各乡镇民政办：</p><p>一、总体要求</p><p>请认真&nbsp;贯彻执行。<script>alert(1)</script></p>
<p>示范县民政局</p><p>2024年2月20日</p></body></html>"""


def _words(content: dict[str, Any]) -> tuple[Any, ...]:
    return (
        "".join(content["title"]),
        content["addressees"],
        content["body"][0]["heading"],
        content["signatories"],
    )


@pytest.mark.parametrize("pasted", [PLAIN, WEB])
def test_text_and_web_page_say_the_same(pasted: str) -> None:
    content, _ = read_pasted(pasted, text())

    assert _words(content) == (
        "示范县民政局关于做好冬春救助工作的通知",
        "各乡镇民政办",
        "一、总体要求",
        ["示范县民政局"],
    )
    assert "alert" not in str(content)
    assert "<p>" not in str(content)


def test_the_offices_own_elements_stay() -> None:
    content, _ = read_pasted(PLAIN, text(mark="示范县民政局文件", printer="示范县民政局"))
    assert (content["mark"], content["printer"]) == ("示范县民政局文件", "示范县民政局")


@pytest.mark.parametrize("pasted", ["", " \n", "一" * (LONGEST_PASTE + 1), "<p></p>"])
def test_nothing_too_much_or_broken_is_refused_in_chinese(pasted: str) -> None:
    with pytest.raises((JiujiError, Refused)) as refused:
        read_pasted(pasted, text())
    assert any("\u4e00" <= mark <= "\u9fff" for mark in str(refused.value))
