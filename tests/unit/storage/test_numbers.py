"""Numbers have no gaps and no doubles."""

# ruff: noqa: PT012 - leaving the unit of work is part of what is tested

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from jiuji_docs.storage.numbers import NumberRegister
from jiuji_docs.storage.work import Work, run, unit_of_work
from tests.unit.storage.samples import at_once


def test_each_series_and_year_counts_from_one(engine: Engine) -> None:
    with unit_of_work(engine) as work:
        numbers = NumberRegister(work.session)
        taken = [numbers.next("a", 2024), numbers.next("a", 2024), numbers.next("b", 2024)]
        assert [*taken, numbers.next("a", 2025)] == [1, 2, 1, 1]


def test_a_rolled_back_transaction_gives_its_number_back(engine: Engine) -> None:
    with pytest.raises(ZeroDivisionError), unit_of_work(engine) as work:
        assert NumberRegister(work.session).next("a", 2024) == 1
        _ = 1 / 0
    with unit_of_work(engine) as work:
        assert NumberRegister(work.session).next("a", 2024) == 1


def test_eight_threads_leave_no_gap_though_every_third_fails(engine: Engine) -> None:
    def take(work: Work, turn: int) -> int:
        number = NumberRegister(work.session).next("a", 2024)
        if turn % 3 == 0:
            raise ZeroDivisionError
        return number

    def take_five(thread: int) -> list[int]:
        taken = []
        for turn in range(thread, thread + 5):
            try:
                taken.append(run(engine, None, lambda work, turn=turn: take(work, turn)))
            except ZeroDivisionError:
                continue
        return taken

    results = at_once([lambda thread=thread: take_five(thread) for thread in range(8)])
    numbers = sorted(number for taken in results for number in taken)
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) > 20
