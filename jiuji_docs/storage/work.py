"""Do one unit of work (一次办理): rows and papers that commit together or not at all."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import Connection, Engine, event
from sqlalchemy.orm import Session
from transaction import TransactionManager
from zope.sqlalchemy import ZopeTransactionEvents

from jiuji_docs.storage.blobs import DocumentStore
from jiuji_docs.storage.engine import reading, write_lock
from jiuji_docs.storage.failures import is_retryable

T = TypeVar("T")

#: Seconds of the first pause before trying again, and of the longest one.
FIRST_PAUSE, LONGEST_PAUSE = 0.01, 0.5


@dataclass(frozen=True, slots=True)
class Work:
    """What one unit of work holds: ``session`` for rows, ``tm`` to join, ``store`` for bytes."""

    session: Session
    tm: TransactionManager
    store: DocumentStore | None = None


class WorkSession(Session):
    """A session that commits with the transaction manager it was opened for, and not otherwise.

    zope.sqlalchemy's own ``register`` would listen anew to every session, which costs more than the
    rest of opening one; here the class listens once and asks the session for its manager.
    """


@event.listens_for(WorkSession, "after_begin")
def _join(session: WorkSession, _transaction: object, connection: Connection) -> None:
    session.info["events"].join_transaction(session)
    session.info["connection"] = connection


@event.listens_for(WorkSession, "after_attach")
def _join_with_an_object(session: WorkSession, _instance: object) -> None:
    """Join before anything is written, so that an object of the ORM is flushed at the end."""
    session.info["events"].join_transaction(session)


@event.listens_for(WorkSession, "before_commit")
def _only_with_its_manager(session: WorkSession) -> None:
    session.info["events"].before_commit(session)


def open_session(engine: Engine, tm: TransactionManager, *, write: bool) -> Session:
    """Return a session that joins *tm* when it is first used.

    A writing session counts as changed from the start: zope.sqlalchemy looks only for ORM flushes
    and would silently roll back everything written by Core statements.
    """
    state = "changed" if write else "active"
    return WorkSession(
        engine if write else reading(engine),
        expire_on_commit=False,
        info={"events": ZopeTransactionEvents(state, tm)},
    )


@contextmanager
def unit_of_work(
    engine: Engine, store: DocumentStore | None = None, *, write: bool = True
) -> Iterator[Work]:
    """Open one transaction; leaving commits, raising rolls back.

    Writers on SQLite queue in the order they come; a thread that opens a second write transaction
    inside the first gets a RuntimeError instead of waiting for itself. With ``write=False`` the
    database refuses to be written to.
    """
    with ExitStack() as stack:
        if write and (lock := write_lock(engine)) is not None:
            stack.enter_context(lock.held())
        tm = TransactionManager(explicit=True)
        session = stack.enter_context(open_session(engine, tm, write=write))
        with tm:
            yield Work(session, tm, store)


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
