"""Set name and date under a document and compute where its seal goes (7.3.5)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jiuji_docs.domain.documents.official import OfficialDocument, chinese_date
from jiuji_docs.domain.errors import PaperError
from jiuji_docs.domain.forms.sheet import Place
from jiuji_docs.rendering.official_rows import Row, Setter

#: The seal's top stays clear of the last line of text by this much, in mm.
_CLEAR = 0.5
GAP, ISSUER, DATE = "gap", "issuer", "date"


@dataclass(frozen=True, slots=True)
class SignOff:
    """The rows of the sign-off (落款), and the middle of name and date in mm from the left."""

    rows: tuple[Row, ...]
    middle: float


def set_sign_off(document: OfficialDocument, setter: Setter) -> SignOff:
    """Return the sign-off; empty when neither name nor date is there."""
    date = chinese_date(document.date) if document.date else ""
    if not document.signatories and not date:
        return SignOff((), 0.0)
    if document.stamped and len(document.signatories) > 1:
        raise PaperError("联合行文加盖多枚印章的版式尚未支持；请改为不加盖印章或单独行文")
    stamped = document.stamped and bool(document.signatories) and bool(date)
    return _stamped(document, date, setter) if stamped else _unstamped(document, date, setter)


def seal_place(
    sign_off: SignOff, tops: dict[str, float], page: int, diameter: float, setter: Setter
) -> Place:
    """Return the seal's square: centred on name and date, which lie a little below its centre.

    *tops* are the upper edges (mm) of the rows named gap, issuer and date. The seal's top stays
    within one line of the text and its lower edge within the type area (7.3.5.1).
    """
    pitch = setter.layout.pitch
    lines_middle = (tops[ISSUER] + tops[DATE] + pitch) / 2
    wanted = lines_middle - setter.figures.seal_below_centre - diameter / 2
    lowest = min(tops[GAP] + pitch - _CLEAR, setter.layout.area_bottom - diameter)
    top = max(min(wanted, lowest), tops[GAP] + _CLEAR)
    return Place(page, sign_off.middle - diameter / 2, top, diameter, diameter)


def _stamped(document: OfficialDocument, date: str, setter: Setter) -> SignOff:
    """Date 4 characters from the right, the name centred over it, 2 rows free for the seal."""
    figures = setter.figures
    issuer = document.signatories[0]
    name_width, date_width = setter.wide(issuer), setter.wide(date)
    middle = figures.characters_per_line - figures.stamped_right_characters - date_width / 2
    beyond = middle + name_width / 2 - figures.characters_per_line
    middle -= max(beyond, 0.0)
    gaps = _gaps(int(figures.sign_off_gap_lines), setter)
    room = _room(document.seal_diameter, len(gaps), setter)
    rows = (
        *gaps,
        _kept(setter.row([setter.words(issuer, left=middle - name_width / 2)], role=ISSUER)),
        _with_room(setter.row([setter.words(date, left=middle - date_width / 2)], role=DATE), room),
    )
    return SignOff(rows, figures.left_margin + middle * setter.layout.cell)


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
        _kept(setter.row([setter.words(name, left=left)], role=ISSUER))
        for name, left in zip(document.signatories, lefts, strict=True)
    ]
    if date:
        rows.append(setter.row([setter.words(date, left=date_left)], role=DATE))
    return SignOff((*_gaps(int(figures.unstamped_gap_lines), setter), *rows), 0.0)


def _gaps(count: int, setter: Setter) -> tuple[Row, ...]:
    return tuple(_named(number, setter) for number in range(count))


def _named(number: int, setter: Setter) -> Row:
    return _kept(setter.blank(role=GAP if number == 0 else ""))


def _room(diameter: float, gaps: int, setter: Setter) -> float:
    """Return what the seal needs below the date when it is pushed up as far as it may be."""
    return max(0.0, diameter + _CLEAR - (gaps + 2) * setter.layout.pitch)


def _kept(row: Row) -> Row:
    return Row(row.height, row.texts, row.rules, keep=True, role=row.role)


def _with_room(row: Row, room: float) -> Row:
    return Row(row.height, row.texts, row.rules, room=room, role=row.role)


def bind(rows: list[Row], least: int = 2) -> Iterator[Row]:
    """Keep the last lines of text with the sign-off: a page with only that is forbidden (7.3.5.5).

    One line at least stays behind, so that the first page still shows text.
    """
    bound = min(least, len(rows) - 1)
    for number, row in enumerate(rows):
        yield _kept(row) if number >= len(rows) - bound else row
