"""Say whose seal goes where on a finished document (用印), and how a paging seal is cut (骑缝章)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from jiuji_docs.domain.errors import Refused
from jiuji_docs.domain.forms.sheet import Place
from jiuji_docs.domain.signing.seal import LARGEST

SMALLEST = 30.0
#: A strip of a paging seal narrower than about 2 mm proves nothing, so pages go in groups.
MOST_PAGES_A_SEAL = 20


@dataclass(frozen=True, slots=True)
class SealOrder:
    """One seal to be set: its owner (印章单位), diameter in mm, picture if it is not drawn.

    ``picture`` is a PNG's bytes; without it a specimen (样章) is drawn, of invented units only.
    ``paging``: over the right edges of all pages too (骑缝章).
    """

    owner: str
    diameter: float
    picture: bytes = b""
    paging: bool = False

    def __post_init__(self) -> None:
        if not SMALLEST <= self.diameter <= LARGEST:
            raise Refused(
                "seal_size",
                f"印章直径应在 {SMALLEST:g} 至 {LARGEST:g} 毫米之间：{self.diameter:g}",
                clause="国发〔1999〕25号",
            )


def seats(
    orders: Sequence[SealOrder], signatories: Sequence[str], places: Mapping[str, Place]
) -> tuple[tuple[SealOrder, Place], ...]:
    """Return each seal with its place; seals of joint organs go by the organs' order.

    Raises Refused when a seal's owner does not sign, when one comes twice, or when the document has no
    place for seals. An organ without a seal here keeps its place empty: its ink goes there.
    """
    names = [name for name in places if name == "seal" or name.startswith("seal_")]
    if not names:
        raise Refused("no_seat", "这份公文没有用印位置（不盖章，或没有署名和成文日期）")
    seen: set[str] = set()
    made = []
    for order in orders:
        if order.owner not in signatories:
            signed = "、".join(signatories)
            raise Refused("foreign_seal", f"印章单位“{order.owner}”不是署名机关（{signed}）")
        if order.owner in seen:
            raise Refused("seal_twice", f"“{order.owner}”的印章重复")
        seen.add(order.owner)
        place = places[names[min(list(signatories).index(order.owner), len(names) - 1)]]
        middle = place.left + place.width / 2, place.top + place.height / 2
        left, top = (edge - order.diameter / 2 for edge in middle)
        made.append((order, Place(place.page, left, top, order.diameter, order.diameter)))
    return tuple(made)


@dataclass(frozen=True, slots=True)
class Strip:
    """A paging seal's part on one page: from *start* to *end*, in parts of the diameter."""

    page: int
    start: float
    end: float


def strips(pages: int) -> tuple[Strip, ...]:
    """Return the parts of a paging seal on *pages* pages; none for a single page.

    More than twenty pages are sealed in groups as even as can be, each with a whole seal.
    """
    if pages < 2:  # noqa: PLR2004 - one page has no seam
        return ()
    groups = -(-pages // MOST_PAGES_A_SEAL)
    edges = [round(number * pages / groups) for number in range(groups + 1)]
    return tuple(
        Strip(page + 1, (page - start) / (end - start), (page - start + 1) / (end - start))
        for start, end in pairwise(edges)
        for page in range(start, end)
    )
