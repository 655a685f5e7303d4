"""Periods end on the corresponding day (民法典 202)."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiuji_docs.domain.workflow.windows import last_day, parse_window, window_text


@pytest.mark.parametrize(
    ("start", "window", "end"),
    [
        (dt.date(2024, 2, 20), "1y", dt.date(2025, 2, 20)),
        (dt.date(2024, 2, 29), "1y", dt.date(2025, 2, 28)),
        (dt.date(2023, 2, 28), "1y", dt.date(2024, 2, 28)),
        (dt.date(2024, 1, 31), "1m", dt.date(2024, 2, 29)),
        (dt.date(2024, 11, 30), "3m", dt.date(2025, 2, 28)),
        (dt.date(2024, 12, 31), "12m", dt.date(2025, 12, 31)),
        (dt.date(2024, 2, 20), "30d", dt.date(2024, 3, 21)),
        (dt.date(2024, 1, 1), "calendar_year", dt.date(2024, 12, 31)),
        (dt.date(2024, 12, 31), "calendar_year", dt.date(2024, 12, 31)),
        (dt.date(2024, 2, 20), "ever", dt.date.max),
    ],
)
def test_a_window_ends_on_the_corresponding_day(start: dt.date, window: str, end: dt.date) -> None:
    assert last_day(start, window) == end


@given(st.dates(dt.date(1990, 1, 1), dt.date(2090, 1, 1)), st.integers(1, 40))
def test_twelve_months_are_a_year(start: dt.date, years: int) -> None:
    assert last_day(start, f"{years}y") == last_day(start, f"{years * 12}m")


@pytest.mark.parametrize("text", ["", "1", "y", "0y", "1w", "-1y", "1.5y", "１y", "99999d"])
def test_anything_else_is_no_window(text: str) -> None:
    with pytest.raises(ValueError, match="不是期间"):
        parse_window(text)


def test_windows_read_in_chinese() -> None:
    assert [window_text(text) for text in ("1y", "6m", "30d")] == ["1 年", "6 个月", "30 日"]
