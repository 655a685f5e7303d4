from __future__ import annotations

import datetime as dt
import itertools

import chinese_calendar
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from jiuji_docs.definitions.calendar import load_day_table
from jiuji_docs.domain.calendar import BEIJING, Budget, DayTable, Due, due

TABLE = load_day_table()
BARE = DayTable({}, frozenset())

MOMENTS = st.datetimes(
    dt.datetime(2004, 1, 1), dt.datetime(2026, 9, 30), timezones=st.just(BEIJING)  # noqa: DTZ001
)  # fmt: skip
#: Moments about which mistakes gather: year ends, long holidays, the last minute of a day.
EDGES = st.builds(
    lambda day, shift, time: dt.datetime.combine(day + dt.timedelta(days=shift), time, BEIJING),
    st.sampled_from(
        [dt.date(y, m, d) for y in range(2005, 2026) for m, d in ((1, 1), (2, 10), (5, 1), (10, 1))]
    ),
    st.integers(-12, 12),
    st.sampled_from([dt.time(), dt.time(0, 1), dt.time(12), dt.time(23, 59), dt.time(23, 59, 59)]),
)
STARTS = MOMENTS | EDGES
COUNTS = st.integers(1, 40)
UNITS = st.sampled_from(["h", "wd", "d"])
LENGTHS = st.timedeltas(dt.timedelta(), dt.timedelta(days=9))


def reckoned(
    start: dt.datetime,
    budget: str,
    table: DayTable = TABLE,
    suspended: list[tuple[dt.datetime, dt.datetime]] | None = None,
) -> Due:
    found = due(start, budget, table, suspended or ())
    assert found is not None
    return found


def beijing(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=BEIJING)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@st.composite
def suspensions(draw: st.DrawFn, start: dt.datetime) -> list[tuple[dt.datetime, dt.datetime]]:
    """Draw up to three periods at, before or after a start; they may overlap."""
    periods = []
    for _ in range(draw(st.integers(0, 3))):
        begin = start + draw(st.timedeltas(dt.timedelta(days=-5), dt.timedelta(days=25)))
        periods.append((begin, begin + draw(LENGTHS)))
    return periods


# Golden dates


@pytest.mark.parametrize(
    ("start", "budget", "expected"),
    [
        ("2024-02-08T00:00", "9wd", "2024-02-27T23:59:59"),
        ("2024-02-08T17:30", "1wd", "2024-02-09T23:59:59"),
        ("2024-02-09T17:30", "1wd", "2024-02-18T23:59:59"),
        ("2025-04-24T00:00", "7d", "2025-05-06T23:59:59"),
        ("2022-01-29T22:40", "24h", "2022-01-30T22:40:00"),
        ("2021-12-31T23:59", "2h", "2022-01-01T01:59:00"),
        ("2023-12-29T23:59", "1wd", "2024-01-02T23:59:59"),
        ("2021-09-30T08:00", "5wd", "2021-10-13T23:59:59"),
        ("2021-09-17T08:00", "20wd", "2021-10-21T23:59:59"),
        ("2024-02-28T08:00", "1d", "2024-02-29T23:59:59"),
    ],
)
def test_deadlines_known_by_hand(start: str, budget: str, expected: str) -> None:
    assert reckoned(beijing(start), budget).at == beijing(expected)


def test_the_eve_of_spring_festival_2024_is_a_working_day() -> None:
    assert TABLE.is_workday(day("2024-02-09"))
    assert not TABLE.is_workday(day("2025-01-28"))


def test_an_unset_budget_has_no_deadline() -> None:
    assert due(beijing("2024-02-08"), "unset", TABLE) is None
    assert Budget.parse("unset") is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "5",
        "wd",
        "0wd",
        "-1d",
        "05d",
        "5 wd",
        "5WD",
        "5m",
        "1.5h",
        "10000h",
        "５wd",
        "24h\n",
        "UNSET",
    ],
)
def test_a_budget_of_another_form_is_refused_in_chinese(text: str) -> None:
    with pytest.raises(ValueError, match="时限应写作"):
        due(beijing("2024-02-08"), text, TABLE)


def test_a_start_without_zone_is_refused() -> None:
    naive = dt.datetime(2024, 2, 8)  # noqa: DTZ001 - naive on purpose
    with pytest.raises(ValueError, match="时区"):
        due(naive, "3d", TABLE)
    with pytest.raises(ValueError, match="时区"):
        due(beijing("2024-02-08"), "3d", TABLE, [(naive, naive)])


def test_a_deadline_past_the_calendar_is_refused() -> None:
    for budget in ("9999h", "9999wd", "9999d"):
        with pytest.raises(ValueError, match="超出日历"):
            due(beijing("9999-12-01"), budget, TABLE)


# The two clocks


@given(STARTS, COUNTS)
def test_hours_run_through_nights_and_holidays(start: dt.datetime, count: int) -> None:
    found = reckoned(start, f"{count}h")
    assert found.at - start == dt.timedelta(hours=count)
    assert not found.provisional


@given(STARTS, COUNTS)
def test_working_days_agree_with_the_published_calendar(start: dt.datetime, count: int) -> None:
    at = reckoned(start, f"{count}wd").at
    after = start.date() + dt.timedelta(days=1)
    assume(at.year <= 2026)
    worked = list(chinese_calendar.get_workdays(after, at.date()))
    assert len(worked) == count
    assert worked[-1] == at.date()
    assert at.timetz() == dt.time(23, 59, 59, tzinfo=BEIJING)


@given(STARTS, COUNTS)
def test_calendar_days_end_on_the_first_working_day_from_the_last(
    start: dt.datetime, count: int
) -> None:
    at = reckoned(start, f"{count}d").at
    last = start.date() + dt.timedelta(days=count)
    assume(at.year <= 2026)
    assert at.date() >= last
    assert list(chinese_calendar.get_workdays(last, at.date())) == [at.date()]


@given(STARTS, COUNTS, UNITS)
def test_a_deadline_is_never_before_its_start(start: dt.datetime, count: int, unit: str) -> None:
    assert reckoned(start, f"{count}{unit}").at > start


@given(STARTS, COUNTS, UNITS)
def test_one_more_is_never_sooner(start: dt.datetime, count: int, unit: str) -> None:
    fewer, more = reckoned(start, f"{count}{unit}").at, reckoned(start, f"{count + 1}{unit}").at
    assert more >= fewer if unit == "d" else more > fewer


@given(STARTS, STARTS, COUNTS, UNITS)
def test_who_starts_later_is_never_due_sooner(
    one: dt.datetime, other: dt.datetime, count: int, unit: str
) -> None:
    early, late = sorted((one, other))
    assert reckoned(early, f"{count}{unit}").at <= reckoned(late, f"{count}{unit}").at


@given(STARTS, COUNTS, st.sampled_from(["wd", "d"]))
def test_the_hour_of_the_event_does_not_matter_to_days(
    start: dt.datetime, count: int, unit: str
) -> None:
    budget = f"{count}{unit}"
    midnight = start.replace(hour=0, minute=0, second=0, microsecond=0)
    last = start.replace(hour=23, minute=59, second=59, microsecond=999_999)
    assert reckoned(midnight, budget).at == reckoned(last, budget).at


@given(STARTS, COUNTS, UNITS)
def test_the_zone_a_start_is_told_in_does_not_matter(
    start: dt.datetime, count: int, unit: str
) -> None:
    budget = f"{count}{unit}"
    assert reckoned(start.astimezone(dt.UTC), budget) == reckoned(start, budget)


# The reckoning


@given(STARTS, COUNTS, UNITS)
def test_the_reckoning_ends_with_the_deadline(start: dt.datetime, count: int, unit: str) -> None:
    found = reckoned(start, f"{count}{unit}")
    assert found.reckoning[-1].startswith(f"{found.at:%Y-%m-%d}")
    assert found.reckoning[-1].endswith("到期")


@given(STARTS, COUNTS)
def test_the_reckoning_has_a_line_for_each_day(start: dt.datetime, count: int) -> None:
    found = reckoned(start, f"{count}wd")
    days = (found.at.date() - start.date()).days + 1
    told = [line[:10] for line in found.reckoning[:-1]]
    assert told == [str(start.date() + dt.timedelta(days=n)) for n in range(days)]


def test_the_reckoning_names_holidays_and_make_up_work() -> None:
    lines = reckoned(beijing("2024-02-08T09:30"), "2wd").reckoning
    assert lines[0] == "2024-02-08（周四）：起算当日，不计"
    assert "2024-02-12（周一）：放假，不计" in lines
    assert "2024-02-18（周日）：调休上班，第 2 个工作日" in lines


def test_hours_are_told_day_by_day() -> None:
    assert reckoned(beijing("2022-01-29T22:40"), "24h").reckoning == (
        "2022-01-29（周六）：22:40 至 24:00，计 1 小时 20 分",
        "2022-01-30（周日）：00:00 至 22:40，计 22 小时 40 分",
        "2022-01-30 22:40：满 24 小时，到期",
    )


# Years not announced


def test_an_unannounced_year_goes_by_weekdays_and_is_flagged() -> None:
    found = reckoned(beijing("2031-09-29T10:00"), "4wd")
    assert found.at == beijing("2031-10-03T23:59:59")
    assert found.provisional
    assert any("未公布" in line for line in found.reckoning)


def test_a_deadline_in_an_announced_year_is_firm() -> None:
    assert not reckoned(beijing("2026-09-28T10:00"), "40wd").provisional
    assert not reckoned(beijing("2024-12-27T10:00"), "10wd").provisional


def test_the_last_days_of_december_wait_for_the_next_notice() -> None:
    assert not TABLE.is_provisional(day("2026-12-28"))
    assert TABLE.is_provisional(day("2026-12-29"))
    assert not TABLE.is_provisional(day("2018-12-29")), "announced with 2019"


def test_calendar_days_are_provisional_only_where_the_last_one_is() -> None:
    assert not reckoned(beijing("2026-12-20T10:00"), "5d").provisional
    assert reckoned(beijing("2026-12-25T10:00"), "10d").provisional


def test_hours_need_no_notice() -> None:
    assert not reckoned(beijing("2040-01-01T10:00"), "24h", BARE).provisional


# Suspension


def test_suspended_hours_are_given_back_to_the_minute() -> None:
    pause = (beijing("2022-01-30T01:00"), beijing("2022-01-30T03:30"))
    found = reckoned(beijing("2022-01-29T22:40"), "24h", suspended=[pause])
    assert found.at == beijing("2022-01-31T01:10")
    assert "2022-01-30 01:00 至 2022-01-30 03:30：中止，不计" in found.reckoning


@pytest.mark.parametrize(
    ("begin", "end", "expected"),
    [
        ("2024-03-05T10:00", "2024-03-07T10:00", "2024-03-08"),  # 5 and 6 do not count
        ("2024-03-05T10:00", "2024-03-05T16:00", "2024-03-06"),  # ends on its day
        ("2024-03-04T10:00", "2024-03-05T10:00", "2024-03-06"),  # the event's own day
        ("2024-03-06T23:00", "2024-03-07T01:00", "2024-03-07"),  # the last day moves on
        ("2024-03-07T00:00", "2024-03-20T00:00", "2024-03-06"),  # after the deadline
        ("2024-02-01T00:00", "2024-03-01T00:00", "2024-03-06"),  # before the start
    ],
)
def test_suspended_working_days_are_given_back(begin: str, end: str, expected: str) -> None:
    """Two working days from Monday 2024-03-04."""
    found = reckoned(beijing("2024-03-04T09:00"), "2wd", suspended=[(beijing(begin), beijing(end))])
    assert found.at.date() == day(expected)


@given(STARTS, COUNTS, UNITS, st.data())
def test_a_suspension_never_brings_a_deadline_forward(
    start: dt.datetime, count: int, unit: str, data: st.DataObject
) -> None:
    budget = f"{count}{unit}"
    periods = data.draw(suspensions(start))
    assert reckoned(start, budget, suspended=periods).at >= reckoned(start, budget).at


@given(STARTS, COUNTS, UNITS, st.data())
def test_no_deadline_lies_inside_a_suspension(
    start: dt.datetime, count: int, unit: str, data: st.DataObject
) -> None:
    periods = data.draw(suspensions(start))
    at = reckoned(start, f"{count}{unit}", suspended=periods).at
    assert not any(begin < at < end for begin, end in periods)


@given(STARTS, COUNTS, st.data())
def test_running_time_is_always_the_whole_budget(
    start: dt.datetime, count: int, data: st.DataObject
) -> None:
    """Count the running quarters of a second between start and deadline apart from the product."""
    periods = data.draw(suspensions(start))
    at = reckoned(start, f"{count}h", suspended=periods).at
    marks = sorted({start, at, *(m for pair in periods for m in pair if start < m < at)})
    ran = sum(
        (b - a for a, b in itertools.pairwise(marks)
         if not any(begin <= a and b <= end for begin, end in periods)),
        dt.timedelta(),
    )  # fmt: skip
    assert ran == dt.timedelta(hours=count)


@given(STARTS, COUNTS, UNITS, st.data())
def test_the_order_of_suspensions_and_a_cut_in_one_change_nothing(
    start: dt.datetime, count: int, unit: str, data: st.DataObject
) -> None:
    budget = f"{count}{unit}"
    periods = data.draw(suspensions(start))
    halves = [
        half
        for begin, end in periods
        for half in ((begin, begin + (end - begin) / 2), (begin + (end - begin) / 2, end))
    ]
    expected = reckoned(start, budget, suspended=periods)
    assert reckoned(start, budget, suspended=periods[::-1]) == expected
    assert reckoned(start, budget, suspended=halves) == expected


def test_a_suspension_that_ends_before_it_begins_is_refused() -> None:
    backwards = (beijing("2024-03-05T10:00"), beijing("2024-03-04T10:00"))
    with pytest.raises(ValueError, match="止点早于起点"):
        due(beijing("2024-03-01"), "5wd", TABLE, [backwards])
