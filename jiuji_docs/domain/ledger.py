"""Chain the ledger (台账链): each entry's hash covers its body and the hash before it.

Without the key nobody can write an entry that verifies. What a chain cannot know by itself is that
its tail was cut off: that takes a head kept elsewhere (``head``), and so does noticing a rewrite by
somebody who holds the key.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

#: What the first entry calls the hash before it.
GENESIS = "0" * 64


class Entry(NamedTuple):
    """One entry as it is verified; rows of the database have the same names."""

    seq: int
    previous: str
    hash: str
    body: str


#: Kinds of damage, each with its Chinese sentence; ``{seq}`` is the first number concerned.
DAMAGE = {
    "gap": "第 {seq} 条缺失或次序不对",
    "link": "第 {seq} 条与前一条接不上",
    "body": "第 {seq} 条的内容或哈希被改动，或密钥不符",
    "cut": "第 {seq} 条起被截去",
    "head": "第 {seq} 条与另存的链头不符",
}


@dataclass(frozen=True, slots=True)
class LedgerReport:
    """What recomputing found: good entries, the last good hash, and the first damage if any.

    ``kind`` is empty or a key of ``DAMAGE``; ``first_bad`` is the sequence number it begins at.
    """

    entries: int
    head: str
    first_bad: int | None = None
    kind: str = ""

    @property
    def ok(self) -> bool:
        """Whether every entry holds and the anchored head, if any, is among them."""
        return not self.kind

    @property
    def message(self) -> str:
        """The verdict in Chinese."""
        if self.ok:
            return f"台账完整：{self.entries} 条，链头 {self.head}"
        return DAMAGE[self.kind].format(seq=self.first_bad)


def chain(previous: str, body: str, key: bytes) -> str:
    """Return an entry's hash: HMAC-SHA-256 of the previous hash, a newline and the body, in hex.

    The previous hash has no newline in it, so no two pairs give the same text.
    """
    return keyed_hash(key, f"{previous}\n{body}")


def keyed_hash(key: bytes, text: str) -> str:
    """Return the HMAC-SHA-256 of *text* in hex: what stands for it where it may not stand itself."""
    begun, ended = _keyed(key)
    inner, outer = begun(), ended()
    inner.update(text.encode("utf-8", "surrogatepass"))
    outer.update(inner.digest())
    return outer.hexdigest()  # type: ignore[no-any-return]


@lru_cache(maxsize=4)
def _keyed(key: bytes) -> tuple[Callable[[], Any], Callable[[], Any]]:
    """Return what copies the two states of HMAC (RFC 2104) that have taken *key* in.

    ``hmac`` takes the key in anew for each entry, which costs more than the entry; a test holds both
    to the same codes.
    """
    block = hashlib.sha256().block_size
    short = key if len(key) <= block else hashlib.sha256(key).digest()
    padded = short.ljust(block, b"\0")
    inner, outer = (bytes(byte ^ pad for byte in padded) for pad in (0x36, 0x5C))
    return hashlib.sha256(inner).copy, hashlib.sha256(outer).copy


def verify(entries: Iterable[Any], key: bytes, head: tuple[int, str] | None = None) -> LedgerReport:
    """Recompute the chain over entries (``seq``, ``previous``, ``hash``, ``body``) in order.

    *head* is the (number, hash) of the last entry when it was noted down elsewhere; later entries
    may have followed. Reads one entry at a time and stops at the first damage.
    """
    count, last = 0, GENESIS
    for entry in entries:
        if kind := _damage(entry, count, last, key) or _off_head(entry, head):
            return LedgerReport(count, last, count + 1, kind)
        count, last = entry.seq, entry.hash
    if head is not None and head[0] > count:
        return LedgerReport(count, last, count + 1, "cut")
    return LedgerReport(count, last)


def _damage(entry: Any, count: int, last: str, key: bytes) -> str:
    """Return what is wrong with the entry after number *count*, empty when nothing is."""
    if entry.seq != count + 1:
        return "gap"
    if not _same(entry.previous, last):
        return "link"
    return "" if _same(entry.hash, chain(last, entry.body, key)) else "body"


def _off_head(entry: Any, head: tuple[int, str] | None) -> str:
    if head is None or entry.seq != head[0] or _same(entry.hash, head[1]):
        return ""
    return "head"


def _same(stored: str, computed: str) -> bool:
    """Compare as bytes: a tampered row may hold any text, and compare_digest wants plain ASCII."""
    return hmac.compare_digest(
        stored.encode("utf-8", "surrogatepass"), computed.encode("utf-8", "surrogatepass")
    )
