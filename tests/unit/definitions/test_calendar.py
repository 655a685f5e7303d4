from __future__ import annotations

import datetime as dt

import chinese_calendar
import pytest

from jiuji_docs.definitions.calendar import load_day_table, parse_day_table
from jiuji_docs.domain.calendar import DayTable
from jiuji_docs.domain.errors import DefinitionError

YEARS = range(2004, 2027)


@pytest.mark.parametrize("year", YEARS)
def test_every_day_of_the_year_agrees_with_the_published_calendar(year: int) -> None:
    table = load_day_table()
    first = dt.date(year, 1, 1)
    days = [first + dt.timedelta(days=n) for n in range(366)]
    wrong = [
        day
        for day in days
        if day.year == year and table.is_workday(day) != chinese_calendar.is_workday(day)
    ]
    assert wrong == []


def test_just_the_years_with_a_notice_are_announced() -> None:
    assert load_day_table().announced == frozenset(YEARS)


def test_a_year_table_gives_days_off_and_days_worked() -> None:
    table = parse_day_table("[year.2030]\noff = [2030-01-01]\non = [2030-01-05]\n")
    expected = {dt.date(2030, 1, 1): False, dt.date(2030, 1, 5): True}
    assert table == DayTable(expected, frozenset({2030}))


def test_a_year_without_changes_still_counts_as_announced() -> None:
    assert parse_day_table("[year.2030]\n").announced == frozenset({2030})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[years.2030]\n", "known: .'year'"),
        ("[year.2030]\nof = []\n", "known: .'off', 'on'"),
        ("[year.2030]\noff = [2031-01-01]\n", "不在 2030 年"),
        ("[year.2030]\noff = [2030-01-05]\n", "本来就是周末"),
        ("[year.2030]\non = [2030-01-04]\n", "本来就是工作日"),
        ("[year.2030]\noff = [2030-01-01, 2030-01-01]\n", "列了两次"),
        ("[year.2030]\noff = ['2030-01-01']\n", "不是日期"),
        ("[year.2030]\noff = [2030-01-01T08:00:00]\n", "不是日期"),
        ("[year.2030]\noff = 2030-01-01\n", "日期的列表"),
        ("[year]\n2030 = 1\n", "应为含 off 和 on 的表"),
        ("[year.30]\n", "四位数字"),
        ("[year.二〇三〇]\n", "TOML"),
        ("[year.2030\n", "TOML"),
    ],
)
def test_a_mistake_in_the_table_is_named_with_its_place(text: str, message: str) -> None:
    with pytest.raises(DefinitionError, match=message) as refused:
        parse_day_table(text, "office/calendar.toml")
    assert refused.value.where.startswith("office/calendar.toml")
