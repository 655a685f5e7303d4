"""Keep printing what the outbox asks for, beside the web server or in a process of its own."""

from __future__ import annotations

import logging
import threading

from jiuji_docs.services.press import Press

_LOG = logging.getLogger(__name__)
#: Seconds between looks at an empty outbox; the web wakes the worker sooner.
PAUSE = 1.0


class Worker:
    """A thread that runs the press until it is told to stop."""

    def __init__(self, press: Press) -> None:
        self._press = press
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
        """Print until stopped; a failing job is logged and does not stop the others."""
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
            if not busy:
                self._wake.wait(PAUSE)
                self._wake.clear()
