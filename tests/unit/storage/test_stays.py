"""Stays are counted and ranked in the database as they are by hand, the same on both."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from math import ceil
from random import Random
from typing import Any

from sqlalchemy import Engine

from jiuji_docs.storage.cases import CaseRepository
from jiuji_docs.storage.scope import Scope
from jiuji_docs.storage.stays import StayRepository
from jiuji_docs.storage.work import Work, unit_of_work
from tests.unit.storage.samples import HOUR, NOW, open_case

YEAR = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
LATER = NOW + 1000 * HOUR
STATES = ("accepted", "investigated", "reviewed", "bank_asked")


def walk(work: Work, number: str, moves: list[tuple[str, str, dt.datetime]], **values: Any) -> None:
    """Open a case and write its steps (source, target, moment)."""
    case = open_case(work, number, **values)
    for seq, (source, target, moment) in enumerate(moves, start=1):
        CaseRepository(work.session).add_step(
            case_id=case.id,
            seq=seq,
            idempotency_key=f"{number}:{seq}",
            transition="any",
            source=source,
            target=target,
            account_id="somebody",
            comment="",
            amount=None,
            occurred_at=moment,
            recorded_at=moment,
            late="",
        )


def stays(work: Work, scope: Scope = Scope()) -> dict[tuple[str, str], tuple[int, ...]]:  # noqa: B008
    """Return the figures by town and state, seconds as hours."""
    rows = StayRepository(work.session, scope).by_state_and_town(
        "chaoyang-2021", YEAR, LATER, ends=["filed"], inside=["bank_asked"]
    )
    return {
        (row.town_id, row.state): (row.stays, row.standing, row.median // 3600, row.p90 // 3600)
        for row in rows
    }


def test_every_stay_counts_ends_notes_and_branches_do_not(county: Engine) -> None:
    with unit_of_work(county) as work:
        walk(
            work,
            "A",
            [
                ("", "accepted", NOW),
                ("accepted", "accepted", NOW + HOUR),
                ("bank_waiting", "bank_asked", NOW + 2 * HOUR),
                ("accepted", "reviewed", NOW + 5 * HOUR),
                ("reviewed", "accepted", NOW + 6 * HOUR),
                ("accepted", "filed", NOW + 26 * HOUR),
            ],
        )
        walk(work, "B", [("", "accepted", LATER - 7 * HOUR)], town_id="linhe", village_id="hewan")
        walk(work, "C", [("", "accepted", NOW)], accepted_at=YEAR - HOUR)
        assert stays(work) == {
            ("linhe", "accepted"): (1, 1, 7, 7),
            ("yangshan", "accepted"): (2, 0, 5, 20),
            ("yangshan", "reviewed"): (1, 0, 1, 1),
        }
        assert set(stays(work, Scope("linhe"))) == {("linhe", "accepted")}


def test_median_and_ninth_decile_are_the_nearest_rank(county: Engine) -> None:
    random, expected = Random(7), defaultdict(list)  # noqa: S311
    with unit_of_work(county) as work:
        for number in range(60):
            town, village = random.choice([("yangshan", "shifan"), ("linhe", "hewan")])
            state, moment, moves = "", NOW, []
            for target in random.sample(STATES[:3], random.randint(1, 3)):
                moves.append((state, target, moment))
                hours = random.randint(0, 90)
                expected[town, target].append(hours)
                state, moment = target, moment + hours * HOUR
            moves.append((state, "filed", moment))
            walk(work, f"N-{number}", moves, town_id=town, village_id=village)
        assert stays(work) == {
            place: (len(h), 0, sorted(h)[ceil(len(h) / 2) - 1], sorted(h)[ceil(0.9 * len(h)) - 1])
            for place, h in expected.items()
        }
