"""The ledger's hash chain (台账链): each entry's hash covers the one before it."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

#: What the first entry calls its predecessor.
GENESIS = "0" * 64


@dataclass(frozen=True, slots=True)
class LedgerReport:
    """What recomputing found. ``kind``: "", gap, link, body or head; ``first_bad`` is a sequence number."""

    entries: int
    head: str
    first_bad: int | None = None
    kind: str = ""

    @property
    def ok(self) -> bool:
        """Whether every entry holds and the head is the expected one."""
        return not self.kind


def chain(previous: str, body: str, key: bytes) -> str:
    """Return the hash of an entry: HMAC-SHA-256 of the previous hash and the body, in hex."""
    return hmac.new(key, f"{previous}\n{body}".encode(), hashlib.sha256).hexdigest()


def verify(
    entries: Iterable[Any], key: bytes, head: tuple[int, str] | None = None
) -> LedgerReport:
    """Recompute the chain over entries with ``seq``, ``previous``, ``hash`` and ``body``, in order.

    *head* is the (count, hash) kept elsewhere; without it a cut tail cannot be noticed.
    """
    count, last = 0, GENESIS
    for entry in entries:
        if entry.seq != count + 1:
            return LedgerReport(count, last, count + 1, "gap")
        if entry.previous != last:
            return LedgerReport(count, last, entry.seq, "link")
        if not hmac.compare_digest(chain(last, entry.body, key), entry.hash):
            return LedgerReport(count, last, entry.seq, "body")
        count, last = entry.seq, entry.hash
    if head is not None and (count, last) != tuple(head):
        return LedgerReport(count, last, min(count, head[0]) + 1, "head")
    return LedgerReport(count, last)
