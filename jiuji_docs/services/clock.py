"""Tell the time to the services, so that a scenario can fix it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

#: Anything that gives the present moment, aware.
Clock = Callable[[], dt.datetime]


def system_clock() -> dt.datetime:
    """Return the machine's time in UTC."""
    return dt.datetime.now(dt.UTC)


class FixedClock:
    """A clock that stands where a scenario put it (固定时钟)."""

    def __init__(self, at: dt.datetime) -> None:
        self.at = at

    def __call__(self) -> dt.datetime:
        """Return the moment last set."""
        return self.at
