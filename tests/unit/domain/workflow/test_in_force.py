"""Exactly one pack holds for a unit on a day, and two that would are found."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from jiuji_docs.domain.workflow.in_force import Run, clash, held_by
from tests.common.relief import pack

OLD = replace(pack().policy, id="old", in_force_to=dt.date(2025, 12, 31))
NEW = replace(pack().policy, id="new", in_force_from=dt.date(2026, 1, 1))
LAST, FIRST = dt.date(2025, 12, 31), dt.date(2026, 1, 1)


def test_one_document_ends_where_the_next_begins() -> None:
    runs = (Run(OLD), Run(NEW))
    assert clash(runs) is None
    assert [run.policy.id for run in held_by(runs, ("county",), LAST)] == ["old"]
    assert [run.policy.id for run in held_by(runs, ("county",), FIRST)] == ["new"]


def test_two_that_hold_on_one_day_are_found_with_the_first_such_day() -> None:
    early = Run(replace(NEW, in_force_from=LAST))
    assert clash((Run(OLD), early)) == (Run(OLD), early, LAST)


def test_the_offices_own_days_narrow_the_documents() -> None:
    run = Run(NEW, first=dt.date(2025, 6, 1), last=dt.date(2026, 3, 31))
    assert (run.begins, run.ends) == (FIRST, dt.date(2026, 3, 31))
    assert "尚不能作依据" in run.why_not(LAST)
    assert "适用至 2026-03-31" in run.why_not(dt.date(2026, 4, 1))
    assert run.why_not(FIRST) == ""
    assert "（）" not in Run(replace(NEW, document_number="")).why_not(LAST)


def test_packs_of_different_units_do_not_meet_but_a_unit_stands_for_those_below_it() -> None:
    one, other = Run(OLD, frozenset({"yangshan"})), Run(OLD, frozenset({"qinghe"}))
    assert clash((one, other)) is None
    assert held_by((one, other), ("lihua", "yangshan", "county"), LAST) == (one,)
    assert clash((one, Run(OLD))) is not None
