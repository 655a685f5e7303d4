"""Check the filling of slots."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from jiuji_docs.domain.forms.slots import LINE, ROOM, fill, known_lines, paths_in


def test_the_first_known_path_fills_a_slot() -> None:
    known = {"a.name": "", "b.name": "甲"}
    assert fill("致{a.name|b.name}：", known) == "致甲："


def test_an_unknown_slot_leaves_a_line_to_write_on() -> None:
    assert fill("致{a.payee}：", {}) == f"致{LINE}："
    assert fill("致{a.payee}：", {}, blank="") == "致："


def test_what_is_long_to_write_gets_a_longer_line() -> None:
    assert len(fill("{a.id_number}", {})) > len(fill("{unit.name}", {})) > len(LINE)
    assert len(fill("{a.address}", {}, blank=ROOM)) > len(fill("{a.payee}", {}, blank=ROOM))


def test_paths_are_found_with_alternatives_and_formats() -> None:
    assert paths_in("{a.b|c.d:date} {today} {} {A.b}") == {"a.b", "c.d", "today"}


@given(st.text())
def test_what_is_filled_in_is_never_read_as_a_slot(value: str) -> None:
    known = {"a.name": f"{{b.name}}{value}", "b.name": "secret"}
    assert fill("{a.name}", known) == f"{{b.name}}{value}"


def test_lines_and_pieces_about_nothing_known_are_left_out() -> None:
    text = "{a.opinion}\n金额：{a.amount}　方式：{a.mode}\n实物：{a.goods}\n固定"
    assert known_lines(text, {"a.mode": "现金"}) == ("方式：现金", "固定")
    assert known_lines(text, {"a.opinion": "同意", "a.goods": "棉被"}) == (
        "同意",
        "实物：棉被",
        "固定",
    )


def test_words_stand_only_where_the_path_they_hang_on_is_known() -> None:
    text = "经入户调查{review.conclusion:if:和民主评议}，拟予救助"
    assert fill(text, {"review.conclusion": "fits"}) == "经入户调查和民主评议，拟予救助"
    assert fill(text, {}) == "经入户调查，拟予救助"
