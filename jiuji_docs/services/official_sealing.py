"""Set seals on a document that stands outside any case: specimens, or an office's own pictures (用印)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from jiuji_docs.domain.documents.official import OfficialDocument
from jiuji_docs.domain.forms.sheet import RenderedPaper
from jiuji_docs.domain.signing.seal import SealStyle
from jiuji_docs.domain.signing.sealing import SealOrder, seats, strips
from jiuji_docs.rendering.fonts import FontSet, installed_fonts
from jiuji_docs.rendering.seal_image import seal_pdf
from jiuji_docs.rendering.sealed_pdf import picture_pdf, sealed


@dataclass(frozen=True, slots=True)
class Sealed:
    """A sealed document and the organs whose place is left for ink."""

    paper: RenderedPaper
    open_seats: tuple[str, ...]


def seal(paper: RenderedPaper, document: OfficialDocument, orders: Sequence[SealOrder]) -> Sealed:
    """Return *paper* with its seals at true size on the sign-off, paging seals over the edges.

    Raises Refused when a seal's owner does not sign, PaperError for a picture that cannot be used or a
    specimen of a unit that is not invented.
    """
    fonts = installed_fonts()
    placed = [
        (_drawn(order, fonts), place)
        for order, place in seats(orders, document.signatories, paper.places)
    ]
    paging = [
        (drawn, order.diameter, strips(paper.pages))
        for (drawn, _), order in zip(placed, orders, strict=True)
        if order.paging
    ]
    owners = {order.owner for order in orders}
    left = tuple(name for name in document.signatories if name not in owners)
    return Sealed(replace(paper, pdf=sealed(paper.pdf, placed, paging)), left)


def _drawn(order: SealOrder, fonts: FontSet) -> bytes:
    if order.picture:
        return picture_pdf(order.picture, order.diameter)
    return seal_pdf(SealStyle(order.owner, diameter=order.diameter), fonts)
