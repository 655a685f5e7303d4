"""Decide which seal is pressed at which place of an official document, and refuse foreign ones."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from jiuji_docs.domain.documents.official import LARGEST_SEAL, SMALLEST_SEAL, OfficialDocument
from jiuji_docs.domain.errors import PaperError

ORGAN, SIGNATURE = "公章", "签名章"
KINDS = (ORGAN, SIGNATURE)


@dataclass(frozen=True, slots=True)
class SealOrder:
    """A seal that somebody wants on a document (用印).

    ``owner`` is the organ's full name, or the person's for a 签名章. ``diameter`` is in millimetres.
    ``picture`` is a checked PNG; without one a specimen is drawn. ``paging`` asks for its strips on
    the pages' edges as well (骑缝章).
    """

    owner: str
    kind: str = ORGAN
    diameter: float = 42.0
    picture: bytes = b""
    paging: bool = False

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise PaperError(f"印章种类只有{'、'.join(KINDS)}：{self.kind}")
        if not SMALLEST_SEAL <= self.diameter <= LARGEST_SEAL:
            raise PaperError(
                f"印章直径应在 {SMALLEST_SEAL} 至 {LARGEST_SEAL} 毫米之间"
                f"（县、乡机关不超过 4.5 厘米，国发〔1999〕25号）：{self.diameter:g}"
            )
        if self.paging and self.kind != ORGAN:
            raise PaperError("骑缝章须用机关公章，签名章不能加盖骑缝章")


@dataclass(frozen=True, slots=True)
class SealPlan:
    """The seals by the name of their place, the one that joins the pages, and who is missing."""

    pressed: tuple[tuple[str, SealOrder], ...]
    paging: SealOrder | None
    missing: tuple[str, ...]


def seal_plan(document: OfficialDocument, orders: Sequence[SealOrder]) -> SealPlan:
    """Return where each seal goes, in the order of the organs (7.3.5.1, 7.3.5.3).

    PaperError for a seal whose owner does not sign, for two of one owner, or for several 骑缝章.
    """
    seats = _seats(document)
    pressed: dict[str, SealOrder] = {}
    for order in orders:
        place = seats.get((order.kind, order.owner))
        if place is None:
            raise PaperError(_foreign(order, document, seats))
        if place in pressed:
            raise PaperError(f"“{order.owner}”的{order.kind}给了两次")
        pressed[place] = order
    paging = [order for order in orders if order.paging]
    if len(paging) > 1:
        raise PaperError("骑缝章只能用一个印章（一般为主办机关的）")
    missing = tuple(owner for (_, owner), place in seats.items() if place not in pressed)
    ordered = tuple((place, pressed[place]) for place in seats.values() if place in pressed)
    return SealPlan(ordered, paging[0] if paging else None, missing)


def room_for(document: OfficialDocument, orders: Sequence[SealOrder]) -> OfficialDocument:
    """Return the document with room at its sign-off for the widest of its organs' seals."""
    widest = [order.diameter for order in orders if order.kind == ORGAN]
    return replace(document, seal_diameter=math.ceil(max(widest))) if widest else document


def _seats(document: OfficialDocument) -> dict[tuple[str, str], str]:
    """Return the typesetter's name of every place, by kind and owner."""
    if document.signature_stamps:
        people = enumerate(document.signature_stamps, start=1)
        return {(SIGNATURE, one.name): f"signature_{number}" for number, one in people}
    if not document.stamped or document.date is None:
        return {}
    names = document.signatories
    if len(names) == 1:
        return {(ORGAN, names[0]): "seal"}
    return {(ORGAN, name): f"seal_{number}" for number, name in enumerate(names, start=1)}


def _foreign(
    order: SealOrder, document: OfficialDocument, seats: dict[tuple[str, str], str]
) -> str:
    if not seats and not document.stamped:
        return f"这份公文写明不加盖印章（stamped = false），不能加盖“{order.owner}”的{order.kind}"
    if not seats:
        return "这份公文没有发文机关署名或成文日期，不能用印"
    signing = "、".join(f"{owner}（{kind}）" for kind, owner in seats)
    return f"“{order.owner}”的{order.kind}不属于这份公文的署名者，不予加盖；应为：{signing}"
