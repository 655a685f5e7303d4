"""Print what the outbox asks for and say what clocks have to say, in the background (后台)."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING

from jiuji_docs.services.press import Press

if TYPE_CHECKING:
    from jiuji_docs.services.deadline_watch import DeadlineWatch

_LOG = logging.getLogger(__name__)
#: Seconds between looks at an empty outbox; the web wakes the worker sooner.
PAUSE = 1.0


class Worker:
    """A thread that runs the press, and the watch on deadlines if given, until it is told to stop."""

    def __init__(self, press: Press, watch: DeadlineWatch | None = None) -> None:
        self._press, self._watch = press, watch
        self._wake = threading.Event()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self.run, name="jiuji-press", daemon=True)

    def start(self) -> None:
        """Begin in the background."""
        self._thread.start()

    def wake(self) -> None:
        """Look at the outbox now instead of after the pause."""
        self._wake.set()

    def request_stop(self) -> None:
        """Ask the worker to end after the paper in hand; safe in a signal handler."""
        self._stopping.set()
        self._wake.set()

    def stop(self) -> None:
        """Finish the paper in hand and end."""
        self.request_stop()
        if self._thread.is_alive():
            self._thread.join(timeout=30)

    def run(self) -> None:
        """Work until stopped; what fails is logged and does not stop the rest."""
        reclaimed = False
        while not self._stopping.is_set():
            try:
                # Inside the loop: the database may be away when the worker starts.
                if not reclaimed:
                    self._press.reclaim()
                    reclaimed = True
                busy = self._press.run_one()
            except Exception:  # noqa: BLE001 - the desk must go on working meanwhile
                # The job stays in the outbox and is tried again.
                _LOG.exception("a paper could not be printed")
                busy = False
            busy = self._look_at_clocks() or busy
            if not busy:
                self._wake.wait(PAUSE)
                self._wake.clear()

    def _look_at_clocks(self) -> bool:
        if self._watch is None:
            return False
        try:
            return self._watch.run_one()
        except Exception:  # noqa: BLE001 - papers must be printed meanwhile
            _LOG.exception("a deadline could not be told")
            return False
