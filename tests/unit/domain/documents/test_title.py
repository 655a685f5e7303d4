"""Break titles as people would."""

from __future__ import annotations

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiuji_docs.domain.documents.title import break_title
from jiuji_docs.rendering.title_words import word_edges


def broken(title: str) -> tuple[str, ...]:
    return break_title(title, edges=word_edges(title))


@pytest.mark.parametrize(
    "lines",
    [
        ("示范县人民政府", "关于印发示范县“救急难”", "工作实施方案的通知"),
        ("示范省政府办公厅", "关于做好“救急难”工作的指导意见"),
        ("关于印发示范县临时救助工作实施办法的通知",),
        ("示范县人民政府", "关于追加2026年", "困难群众救助补助资金的请示"),
        ("示范县民政局示范县财政局", "关于下达2026年第二批困难群众", "救助补助资金的通知"),
        ("示范县人民政府", "关于进一步加强和改进临时救助工作的通知"),
    ],
)
def test_a_title_breaks_between_words_into_a_trapezoid_or_a_diamond(lines: tuple[str, ...]) -> None:
    assert broken("".join(lines)) == lines


def test_a_short_title_stays_on_one_line() -> None:
    assert break_title("不予救助告知书") == ("不予救助告知书",)


def test_no_line_is_left_with_the_kind_alone() -> None:
    title = "示范县人民政府关于追加2026年困难群众救助补助资金的请示"
    assert all(len(line) >= 4 for line in broken(title))


def test_a_book_title_that_fits_a_line_is_not_cut() -> None:
    title = "示范县民政局关于贯彻落实《临时救助工作实施办法》有关问题的通知"
    assert any("《临时救助工作实施办法》" in line for line in broken(title))


def test_a_title_of_one_endless_stretch_is_cut_into_full_lines() -> None:
    assert break_title("《" + "长" * 50 + "》")[0].startswith("《长")


def test_the_longest_title_is_broken_at_once() -> None:
    title = "示范县人民政府关于" + "进一步做好临时救助工作有关事项" * 12 + "的通知"
    lines = broken(title)
    assert "".join(lines) == title
    assert max(map(len, lines)) <= 20


@given(st.text(alphabet="示范县关于印发做好的通知方案《》“”2024〔〕、", min_size=1, max_size=80))
def test_no_character_is_lost_and_no_line_is_too_long(title: str) -> None:
    lines = break_title(title)
    assert "".join(lines) == title
    assert all(len(line) <= 20 for line in lines)


@given(
    st.lists(
        st.sampled_from(
            ("示范县", "人民政府", "关于", "印发", "临时救助", "工作", "实施方案", "通知")
        ),
        min_size=1,
        max_size=24,
    )
)
def test_a_line_ends_between_words_wherever_it_can(words: list[str]) -> None:
    title = "".join(words)
    edges = set(accumulate(map(len, words)))
    lines = break_title(title, edges=edges)
    assert set(accumulate(map(len, lines))) <= edges


@pytest.mark.parametrize(
    "lines",
    [
        (
            "济宁市人民政府",
            "关于印发《关于在全市建立即时救助机制",
            "打造“济时救”工作品牌的实施方案》的通知",
        ),
        (
            "示范县人民政府",
            "关于转发《民政部、财政部、",
            "国家卫生健康委员会、国家医疗保障局",
            "关于进一步加强困难群众临时",
            "救助工作的意见》的通知",
        ),
    ],
)
def test_a_book_title_wider_than_a_line_is_parted_after_a_comma_or_between_words(
    lines: tuple[str, ...],
) -> None:
    assert broken("".join(lines)) == lines


def test_what_a_parted_book_title_quotes_stays_whole() -> None:
    """“一门受理、协同办理” is not cut though the 《》 around it must be, wherever the words lie."""
    for before in range(1, 16):
        title = f"关于印发《{'县' * before}“一门受理、协同办理”救助服务窗口建设工作实施方案》的通知"
        assert any("“一门受理、协同办理”" in line for line in break_title(title)), title
