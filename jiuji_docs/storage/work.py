"""Do one unit of work (一次办理): rows and papers that commit together or not at all."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import Engine
from transaction import TransactionManager

from jiuji_docs.storage.blobs import DocumentStore
from jiuji_docs.storage.core_session import CoreSession
from jiuji_docs.storage.engine import reading, write_lock
from jiuji_docs.storage.failures import is_retryable

T = TypeVar("T")

#: Seconds of the first pause before trying again, and of the longest one.
FIRST_PAUSE, LONGEST_PAUSE = 0.01, 0.5


@dataclass(frozen=True, slots=True)
class Work:
    """What one unit of work holds: ``session`` for rows, ``tm`` to join, ``store`` for bytes."""

    session: CoreSession
    tm: TransactionManager
    store: DocumentStore | None = None


def open_session(engine: Engine, tm: TransactionManager, *, write: bool) -> CoreSession:
    """Return a session that joins *tm* when it is first used; a reading one cannot write."""
    return CoreSession(engine if write else reading(engine), tm, write=write)


@contextmanager
def unit_of_work(
    engine: Engine, store: DocumentStore | None = None, *, write: bool = True
) -> Iterator[Work]:
    """Open one transaction; leaving commits, raising rolls back.

    Writers on SQLite queue in the order they come; a thread that opens a second write transaction
    inside the first gets a RuntimeError instead of waiting for itself. With ``write=False`` the
    database refuses to be written to.
    """
    lock = write_lock(engine) if write else None
    with lock.held() if lock is not None else nullcontext():
        tm = TransactionManager(explicit=True)
        session = open_session(engine, tm, write=write)
        try:
            with tm:
                yield Work(session, tm, store)
        finally:
            session.close()


def run(
    engine: Engine,
    store: DocumentStore | None,
    function: Callable[[Work], T],
    *,
    attempts: int = 8,
) -> T:
    """Carry out *function* in one write transaction and return its result.

    When the database asks for it (deadlock, busy, a unique key somebody else just wrote), the whole
    transaction is tried again, at most *attempts* times in all, after a random pause that doubles.
    """
    for attempt in range(1, attempts):
        try:
            return _once(engine, store, function)
        except Exception as error:
            if not is_retryable(error):
                raise
        pause = min(FIRST_PAUSE * 2**attempt, LONGEST_PAUSE)
        time.sleep(random.uniform(0, pause))  # noqa: S311 - spreads writers, guards nothing
    return _once(engine, store, function)


def _once(engine: Engine, store: DocumentStore | None, function: Callable[[Work], T]) -> T:
    with unit_of_work(engine, store) as work:
        return function(work)
