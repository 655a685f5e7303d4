"""Bound how often one address may do something without logging in (频次限制)."""

from __future__ import annotations

import time
from collections import OrderedDict, deque
from collections.abc import Callable
from threading import Lock

#: Addresses remembered at most; the longest silent is forgotten first.
MOST_ADDRESSES = 10_000


class Rate:
    """At most so many deeds of one address within a span of seconds, counted in this process."""

    def __init__(self, most: int, span: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._most, self._span, self._clock = most, span, clock
        self._deeds: OrderedDict[str, deque[float]] = OrderedDict()
        self._lock = Lock()

    def allows(self, address: str) -> bool:
        """Count one deed of an address and say whether it is within the bound."""
        now = self._clock()
        with self._lock:
            deeds = self._deeds.setdefault(address, deque())
            self._deeds.move_to_end(address)
            while deeds and deeds[0] <= now - self._span:
                deeds.popleft()
            if len(deeds) >= self._most:
                return False
            deeds.append(now)
            while len(self._deeds) > MOST_ADDRESSES:
                self._deeds.popitem(last=False)
            return True
