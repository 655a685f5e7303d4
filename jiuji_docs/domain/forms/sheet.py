"""Hold a form ready for paper (表单成品): every box with its final text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """One rectangle of fixed size on the sheet.

    ``text`` is final. ``label`` marks fixed wording (heavier face). ``place`` names a signature
    or seal place, which the renderer reports back with its position. ``overflow``: shrink,
    continue or refuse; in a list also grow, by which its row becomes higher.
    """

    text: str
    span: int = 1
    rows: int = 1
    label: bool = False
    name: str = ""
    place: str = ""
    overflow: str = "shrink"
    align: str = ""


@dataclass(frozen=True, slots=True)
class SheetBlock:
    """A grid, table, paragraph, signature row, gap or picture; ``height`` in millimetres per row.

    A picture's ``text`` is SVG drawn here (domain/charts); it is printed as wide as the page allows.
    """

    kind: str
    rows: tuple[tuple[Box, ...], ...] = ()
    columns: int = 12
    height: float = 9.0
    text: str = ""
    style: str = ""


@dataclass(frozen=True, slots=True)
class FormSheet:
    """The finished sheet; ``number`` is the case number at its head, empty for a blank form.

    ``code`` is what its QR carries (paper_code.py), empty for a sheet without one; ``edition`` says of a
    blank form which one it is.
    """

    form: str
    title: str
    blocks: tuple[SheetBlock, ...]
    subtitle: str = ""
    number: str = ""
    orientation: str = "portrait"
    unit: str = ""
    code: str = ""
    edition: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a named place came to stand: 1-based page, millimetres from its top left corner."""

    page: int
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class RenderedPaper:
    """What a renderer hands back: bytes, page count, named places, and what had to give.

    ``overflow`` lists (box name, outcome) where text did not fit at full size. ``substitutions``
    lists (character, family used) for characters that left the primary face (生僻字).
    """

    pdf: bytes
    pages: int
    places: dict[str, Place]
    overflow: tuple[tuple[str, str], ...] = ()
    substitutions: tuple[tuple[str, str], ...] = ()
