"""A job is done by one worker, and never forgotten."""

from __future__ import annotations

import datetime as dt
import json
import threading
from typing import Any

import pytest
from sqlalchemy import Engine

from jiuji_docs.storage.jobs import LEASE, JobRepository
from jiuji_docs.storage.work import Work, run, unit_of_work
from tests.unit.storage.samples import HOUR, NOW, at_once

SECOND = dt.timedelta(seconds=1)


def _enqueue(work: Work, dedup: str, run_at: dt.datetime = NOW) -> bool:
    return JobRepository(work.session).enqueue("paper", {"document": 1}, dedup, run_at)


def _take(engine: Engine, now: dt.datetime = NOW) -> Any:
    return run(engine, None, lambda work: JobRepository(work.session).take(now))


def test_jobs_are_taken_in_the_order_they_fall_due(engine: Engine) -> None:
    with unit_of_work(engine) as work:
        assert _enqueue(work, "second")
        assert _enqueue(work, "first", NOW - HOUR)
        assert _enqueue(work, "not yet", NOW + HOUR)
        assert JobRepository(work.session).waiting() == 3
    first, second = _take(engine), _take(engine)
    assert (first.dedup, second.dedup) == ("first", "second")
    assert (first.attempts, json.loads(first.payload)) == (1, {"document": 1})
    assert _take(engine) is None


def test_a_topic_may_be_passed_over(engine: Engine) -> None:
    with unit_of_work(engine) as work:
        assert _enqueue(work, "paper")
        jobs = JobRepository(work.session)
        assert jobs.take(NOW, but="paper") is None
        assert jobs.take(NOW, but="bundle") is not None


def test_the_same_job_twice_is_one_even_when_done(engine: Engine) -> None:
    with unit_of_work(engine) as work:
        assert _enqueue(work, "a")
        assert not _enqueue(work, "a")
    job = _take(engine)
    with unit_of_work(engine) as work:
        JobRepository(work.session).finish(job.id)
        assert not _enqueue(work, "a")
        assert JobRepository(work.session).waiting() == 0


def test_a_job_whose_worker_died_is_taken_again_after_its_lease(engine: Engine) -> None:
    with unit_of_work(engine) as work:
        _enqueue(work, "a")
    assert _take(engine).attempts == 1
    assert _take(engine, NOW + LEASE - SECOND) is None
    assert _take(engine, NOW + LEASE).attempts == 2


def test_a_restarted_worker_takes_its_jobs_back_at_once(engine: Engine) -> None:
    with unit_of_work(engine) as work:
        _enqueue(work, "a")
    _take(engine)
    with unit_of_work(engine) as work:
        assert JobRepository(work.session).reclaim(NOW) == 1
    assert _take(engine).attempts == 2


def test_a_failing_job_is_tried_until_its_attempts_are_used_up(engine: Engine) -> None:
    with unit_of_work(engine) as work:
        _enqueue(work, "a")
    for attempt, given_up in ((1, False), (2, True)):
        job = _take(engine, NOW + attempt * HOUR)
        assert job.attempts == attempt
        with unit_of_work(engine) as work:
            jobs = JobRepository(work.session)
            assert jobs.fail(job.id, "缺字", NOW + attempt * HOUR + SECOND, 2) is given_up
        assert _take(engine, NOW + attempt * HOUR) is None
    assert _take(engine, NOW + 9 * HOUR) is None


def test_two_workers_never_take_the_same_job(engine: Engine) -> None:
    with unit_of_work(engine) as work:
        for number in range(20):
            _enqueue(work, f"job-{number}")

    def work_off() -> list[int]:
        taken = []
        while (job := _take(engine)) is not None:
            taken.append(job.id)
        return taken

    results = at_once([work_off, work_off])
    assert sorted(results[0] + results[1]) == sorted({*results[0], *results[1]})
    assert len(results[0] + results[1]) == 20


@pytest.mark.postgresql
def test_postgresql_skips_a_job_that_is_being_taken(postgresql_engine: Engine) -> None:
    with unit_of_work(postgresql_engine) as work:
        _enqueue(work, "a")
        _enqueue(work, "b", NOW + SECOND)
    holding, seen = threading.Event(), threading.Event()

    def hold() -> str:
        with unit_of_work(postgresql_engine) as work:
            job = JobRepository(work.session).take(NOW + HOUR)
            holding.set()
            seen.wait(5)
            return str(job.dedup) if job is not None else ""

    def look() -> str:
        holding.wait(5)
        job = _take(postgresql_engine, NOW + HOUR)
        seen.set()
        return str(job.dedup)

    assert at_once([hold, look]) == ["a", "b"]
