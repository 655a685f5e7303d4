"""Set name and date under a document (落款, 7.3.5) and tell where its seals go."""

from __future__ import annotations

from collections.abc import Mapping

from jiuji_docs.domain.documents.official import OfficialDocument, chinese_date
from jiuji_docs.domain.forms.sheet import Place
from jiuji_docs.rendering.official_rows import Setter
from jiuji_docs.rendering.official_seals import seal_top
from jiuji_docs.rendering.official_signature import set_signatures
from jiuji_docs.rendering.official_signoff_parts import DATE, ISSUER, SignOff, gaps, kept
from jiuji_docs.rendering.official_stamped import set_stamped


def set_sign_off(document: OfficialDocument, setter: Setter) -> SignOff:
    """Return the sign-off; empty when neither name nor date is there."""
    date = chinese_date(document.date) if document.date else ""
    if document.signature_stamps:
        return set_signatures(document, date, setter)
    if not document.signatories and not date:
        return SignOff(())
    stamped = document.stamped and bool(document.signatories) and bool(date)
    return set_stamped(document, date, setter) if stamped else _unstamped(document, date, setter)


def places_of(
    sign_off: SignOff, tops: Mapping[str, float], page: int, setter: Setter
) -> dict[str, Place]:
    """Return the place of every seat, from the upper edges (mm) of the sign-off's rows by role."""
    made = {}
    for seat in sign_off.seats:
        square = seat.width == seat.height
        top = seal_top(seat, tops, setter) if square else tops[seat.row]
        made[seat.name] = Place(page, seat.middle - seat.width / 2, top, seat.width, seat.height)
    return made


def _unstamped(document: OfficialDocument, date: str, setter: Setter) -> SignOff:
    """Name 2 characters from the right; the date begins 2 characters right of the name's first."""
    figures = setter.figures
    right = figures.characters_per_line - figures.unstamped_right_characters
    shift = figures.unstamped_date_shift_characters
    widths = [setter.wide(name) for name in document.signatories]
    date_width = setter.wide(date)
    lefts = [right - width for width in widths]
    date_left = lefts[-1] + shift if lefts else right - date_width
    if widths and date_width > widths[-1]:
        date_left = right - date_width
        lefts[-1] = date_left - shift
    rows = [
        kept(setter.row([setter.words(name, left=left)], role=ISSUER))
        for name, left in zip(document.signatories, lefts, strict=True)
    ]
    if date:
        rows.append(setter.row([setter.words(date, left=date_left)], role=DATE))
    return SignOff((*gaps(int(figures.unstamped_gap_lines), setter), *rows))
