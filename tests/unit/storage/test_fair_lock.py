"""Writers take turns in the order they asked."""

from __future__ import annotations

import threading
import time

import pytest

from jiuji_docs.storage.fair_lock import FairLock
from tests.unit.storage.samples import at_once


def test_turns_come_in_the_order_of_asking() -> None:
    lock, order = FairLock(), []
    lock.acquire()
    threads = []
    for number in range(6):
        thread = threading.Thread(target=_take_turn, args=(lock, order, number))
        thread.start()
        threads.append(thread)
        while len(lock._queue) <= number:
            time.sleep(0.001)
    lock.release()
    for thread in threads:
        thread.join()
    assert order == list(range(6))


def test_every_writer_gets_its_share() -> None:
    lock, turns = FairLock(), [0] * 8
    end = time.monotonic() + 0.3

    def work(number: int) -> None:
        while time.monotonic() < end:
            with lock.held():
                turns[number] += 1
                time.sleep(0.0002)

    at_once([lambda number=number: work(number) for number in range(8)])
    assert min(turns) >= 0.8 * max(turns) - 1


def test_asking_twice_in_one_thread_is_an_error_at_once() -> None:
    lock = FairLock()
    with lock.held(), pytest.raises(RuntimeError, match="already"):
        lock.acquire()
    lock.acquire()
    lock.release()


def test_waiting_has_an_end_and_leaves_the_queue() -> None:
    lock = FairLock()
    lock.acquire()
    (outcome,) = at_once([lambda: lock.acquire(0.01)])
    assert isinstance(outcome, TimeoutError)
    lock.release()
    assert at_once([lambda: lock.acquire(0.01)]) == [None]


def _take_turn(lock: FairLock, order: list[int], number: int) -> None:
    with lock.held():
        order.append(number)
