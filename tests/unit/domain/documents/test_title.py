"""Break titles as people would."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiuji_docs.domain.documents.title import break_title


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        (
            "示范县人民政府关于印发示范县“救急难”工作实施方案的通知",
            ("示范县人民政府", "关于印发示范县“救急难”工作实施方案的", "通知"),
        ),
        (
            "示范省政府办公厅关于做好“救急难”工作的指导意见",
            ("示范省政府办公厅", "关于做好“救急难”工作的指导意见"),
        ),
        ("关于印发示范县临时救助工作实施办法的通知", ("关于印发示范县临时救助工作实施办法的通知",)),
    ],
)
def test_a_title_breaks_before_about_and_before_its_kind(
    title: str, lines: tuple[str, ...]
) -> None:
    assert break_title(title) == lines


def test_a_short_title_stays_on_one_line() -> None:
    assert break_title("不予救助告知书") == ("不予救助告知书",)


def test_a_book_title_that_fits_a_line_is_not_cut() -> None:
    title = "示范县民政局关于贯彻落实《临时救助工作实施办法》有关问题的通知"
    assert any("《临时救助工作实施办法》" in line for line in break_title(title))


def test_a_title_of_one_endless_stretch_is_cut_into_full_lines() -> None:
    assert break_title("《" + "长" * 50 + "》")[0].startswith("《长")


@given(st.text(alphabet="示范县关于印发做好的通知方案《》“”2024〔〕、", min_size=1, max_size=80))
def test_no_character_is_lost_and_no_line_is_too_long(title: str) -> None:
    lines = break_title(title)
    assert "".join(lines) == title
    assert all(len(line) <= 20 for line in lines)
