"""A due time is budget, unit, start and suspensions; no suspension ever shortens it."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiuji_docs.definitions.calendar import load_day_table
from jiuji_docs.domain.calendar import BEIJING
from jiuji_docs.domain.workflow.suspension import Reckoned, Suspension, derive

TABLE = load_day_table()
STARTS = st.datetimes(
    dt.datetime(2021, 1, 1), dt.datetime(2026, 9, 30), timezones=st.just(BEIJING)  # noqa: DTZ001
)  # fmt: skip
BUDGETS = st.builds(
    lambda n, unit: f"{n}{unit}", st.integers(1, 30), st.sampled_from(["h", "wd", "d"])
)
DAYS = st.timedeltas(dt.timedelta(days=-3), dt.timedelta(days=25))
LENGTHS = st.timedeltas(dt.timedelta(), dt.timedelta(days=9))


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=BEIJING)


@st.composite
def periods(draw: st.DrawFn, start: dt.datetime) -> list[Suspension]:
    begins = [start + draw(DAYS) for _ in range(draw(st.integers(0, 4)))]
    return [Suspension(begin, begin + draw(LENGTHS)) for begin in begins]


def due_at(
    start: dt.datetime, budget: str, given: list[Suspension] | None = None, *, rolls: bool = True
) -> dt.datetime:
    found = derive(start, budget, TABLE, given or (), rolls=rolls).at
    assert found is not None
    return found


@given(st.data(), STARTS, BUDGETS)
def test_one_more_suspension_never_shortens(
    data: st.DataObject, start: dt.datetime, budget: str
) -> None:
    some = data.draw(periods(start))
    before = due_at(start, budget, some)
    begin = start + data.draw(DAYS)
    more = Suspension(begin, begin + data.draw(LENGTHS))
    assert due_at(start, budget, [*some, more]) >= before


@given(st.data(), STARTS, BUDGETS)
def test_the_order_of_the_ledger_does_not_matter(
    data: st.DataObject, start: dt.datetime, budget: str
) -> None:
    some = data.draw(periods(start))
    assert due_at(start, budget, data.draw(st.permutations(some))) == due_at(start, budget, some)


@given(st.data(), STARTS, BUDGETS)
def test_a_suspension_without_length_changes_nothing(
    data: st.DataObject, start: dt.datetime, budget: str
) -> None:
    some = data.draw(periods(start))
    moment = start + data.draw(DAYS)
    assert due_at(start, budget, [*some, Suspension(moment, moment)]) == due_at(start, budget, some)


@given(st.data(), STARTS, BUDGETS)
def test_an_open_suspension_leaves_no_due_time_unless_it_came_too_late(
    data: st.DataObject, start: dt.datetime, budget: str
) -> None:
    some = data.draw(periods(start))
    without = due_at(start, budget, some)
    begin = start + data.draw(st.timedeltas(dt.timedelta(days=-1), dt.timedelta(days=60)))
    found = derive(start, budget, TABLE, [*some, Suspension(begin)])
    if without < begin:
        assert (found.at, found.suspended) == (without, False)
    else:
        assert found == Reckoned(None, suspended=True)


@given(STARTS, BUDGETS)
def test_without_rolling_a_deadline_is_never_later(start: dt.datetime, budget: str) -> None:
    plain, rolled = due_at(start, budget, rolls=False), due_at(start, budget)
    assert plain <= rolled
    if not budget.endswith("d") or budget.endswith("wd"):
        assert plain == rolled
    else:
        assert (plain.date() - start.date()).days == int(budget[:-1])
        assert (plain == rolled) == TABLE.is_workday(plain.date())


def test_unset_stays_unset_whatever_stops_it() -> None:
    assert derive(at("2024-02-08"), "unset", TABLE, [Suspension(at("2024-02-09"))]) == Reckoned(
        None
    )


def test_a_calendar_day_that_does_not_roll_waits_for_no_notice() -> None:
    assert derive(at("2027-02-01"), "7d", TABLE).provisional
    assert not derive(at("2027-02-01"), "7d", TABLE, rolls=False).provisional


@pytest.mark.parametrize(
    ("start", "budget", "stops", "expected"),
    [
        # Spring Festival 2024: 9 February worked, 10–17 off, 18 February (a Sunday) worked.
        ("2024-02-07T15:00", "3wd", [], "2024-02-18T23:59:59"),
        (
            "2024-02-07T15:00",
            "3wd",
            [("2024-02-08T09:00", "2024-02-09T09:00")],
            "2024-02-19T23:59:59",
        ),
        # National Day 2026: 20 September and 10 October worked, 1–7 October off.
        ("2026-09-18T17:40", "1wd", [], "2026-09-20T23:59:59"),
        ("2026-09-29T17:40", "3wd", [], "2026-10-09T23:59:59"),
        ("2026-09-29T17:40", "4wd", [], "2026-10-10T23:59:59"),
        # Ten to midnight on a holiday: hours run at once, working days from the next one.
        ("2024-02-10T23:50", "2h", [], "2024-02-11T01:50:00"),
        ("2024-02-10T23:50", "24h", [], "2024-02-11T23:50:00"),
        ("2024-02-10T23:50", "5wd", [], "2024-02-22T23:59:59"),
        # A Friday at 17:40 before a Saturday that is worked (11 May 2024).
        ("2024-05-10T17:40", "1wd", [], "2024-05-11T23:59:59"),
        ("2024-05-10T17:40", "3wd", [], "2024-05-14T23:59:59"),
    ],
)
def test_deadlines_known_by_hand(
    start: str, budget: str, stops: list[tuple[str, str]], expected: str
) -> None:
    some = [Suspension(at(begin), at(end)) for begin, end in stops]
    assert due_at(at(start), budget, some) == at(expected)


def test_the_day_is_beijings_wherever_the_clock_is_read() -> None:
    """16:30 UTC is half past midnight of the next day in Beijing, in summer as in winter."""
    for day, expected in (("2024-02-19", "2024-02-21"), ("2024-07-15", "2024-07-17")):
        late = dt.datetime.fromisoformat(f"{day}T16:30:00+00:00")
        early = dt.datetime.fromisoformat(f"{day}T15:59:59+00:00")
        assert due_at(late, "1wd").date().isoformat() == expected
        assert due_at(early, "1wd").date() == due_at(late, "1wd").date() - dt.timedelta(days=1)


def test_the_end_of_the_calendar_is_an_error_in_chinese() -> None:
    with pytest.raises(ValueError, match="超出日历"):
        derive(at("9999-12-30T08:00"), "5wd", TABLE)
    assert due_at(at("9999-12-30T08:00"), "1wd") == at("9999-12-31T23:59:59")
