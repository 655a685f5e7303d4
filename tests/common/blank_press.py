"""A press that lays nothing out: it stores a stand-in for each paper by the real path, in no time."""

from __future__ import annotations

from typing import Any, cast

from jiuji_docs.domain.canonical import digest
from jiuji_docs.services.house import House
from jiuji_docs.services.meetings.press import MeetingPress, Papers
from jiuji_docs.services.press import Press
from jiuji_docs.services.print_orders import Made, Order
from jiuji_docs.services.printing import Printer


class BlankMinutes(MeetingPress):
    """Store stand-ins for a meeting's minutes and form."""

    def make(self, row: Any, signer: Any | None, unit: Any) -> Papers:  # noqa: ARG002
        return Papers(*(f"%PDF {name} {row.id}".encode() for name in ("a", "b", "c")), findings=[])


class BlankPress(Press):
    """Take jobs, signatures and seals as the real press does; the bytes only name paper and marks."""

    def __init__(self, house: House) -> None:
        super().__init__(house, cast("Printer", None))
        self._meetings = BlankMinutes(house, cast("Printer", None))

    def close(self) -> None:
        """There is no child process to end."""

    def _make(self, order: Order) -> Made:
        before = order.document.pdf_hash or ""
        signed, pdf = [], f"%PDF {order.document.id} {before}".encode()
        for mark in order.signatures:
            pdf += f" {mark.id}".encode()
            signed.append((mark, digest(pdf)))
        return Made(pdf, b"", 1, {}, [], tuple(signed))
