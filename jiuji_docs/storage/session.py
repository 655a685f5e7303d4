"""Give every request one unit of work that ends with pyramid_tm's transaction."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import Engine

from jiuji_docs.storage.engine import write_lock
from jiuji_docs.storage.fair_lock import FairLock
from jiuji_docs.storage.work import Work, open_session

#: Requests that change nothing, read through a transaction that cannot write.
READING = frozenset({"GET", "HEAD", "OPTIONS"})


def includeme(config: Any) -> None:
    """Add ``request.work``; the registry must hold "engine" and may hold "store" by then.

    Sets pyramid_tm up as this project needs it: an explicit manager per request, and a veto so
    that a refused request (4xx, 5xx) rolls back; by default pyramid_tm commits it.
    """
    settings = config.get_settings()
    settings.setdefault("tm.manager_hook", "pyramid_tm.explicit_manager")
    settings.setdefault("tm.commit_veto", "pyramid_tm.default_commit_veto")
    config.include("pyramid_tm")
    config.add_request_method(work_of, "work", reify=True)


def work_of(request: Any) -> Work:
    """Open the request's unit of work inside ``request.tm``.

    Requests other than GET, HEAD and OPTIONS wait for their turn to write and give it back when the
    transaction has ended, however it ended.
    """
    engine: Engine = request.registry["engine"]
    write = request.method not in READING
    if write and (lock := write_lock(engine)) is not None:
        _hold_until_end(lock, request)
    session = open_session(engine, request.tm, write=write)
    request.add_finished_callback(lambda _request: session.close())
    return Work(session, request.tm, request.registry.get("store"))


def _hold_until_end(lock: FairLock, request: Any) -> None:
    """Take the turn to write; release it once: after commit, after abort, or at the very end."""
    lock.acquire()
    release = _once(lock.release)
    transaction = request.tm.get()
    transaction.addAfterCommitHook(lambda _success: release())
    transaction.addAfterAbortHook(release)
    request.add_finished_callback(lambda _request: release())


def _once(action: Callable[[], None]) -> Callable[[], None]:
    done: list[bool] = []

    def first_time_only() -> None:
        if not done:
            done.append(True)
            action()

    return first_time_only
