"""Describe a form (表单): what is entered, where it comes from, and how its paper is laid out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of an enumeration with its Chinese text."""

    value: str
    title: str


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that is entered (字段).

    ``kind`` is a name from the closed list in ``kinds.py``. ``columns`` holds the fields of a
    repeating group (kind ``rows``). ``known_from`` is a path such as
    ``application.applicant_name`` that pre-fills the field from what is already known (一次录入).
    ``maximum`` bounds text length, rows or amount by kind.
    """

    name: str
    title: str
    kind: str
    required: bool = True
    hint: str = ""
    minimum: str = ""
    maximum: str = ""
    choices: tuple[Choice, ...] = ()
    columns: tuple[Field, ...] = ()
    known_from: str = ""
    #: Required only when another field of the form has this value: ("payment_method", "cash").
    required_when: tuple[str, str] | None = None
    default: str = ""
    #: Personal data class: "" none, "id", "account", "phone", "health", "minor"; masked unless
    #: needed.
    privacy: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Fields under one heading of the entry page."""

    title: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A cross-field check by name from the closed list in ``rules.py``, with parameters.

    ``clause`` is where it is said, told with every refusal; empty for what only the program asks.
    """

    name: str
    parameters: Mapping[str, str] = field(default_factory=dict)
    clause: str = ""


@dataclass(frozen=True, slots=True)
class CellLayout:
    """One cell of a grid row.

    Either ``label`` (fixed text) or ``field`` (a path, ``form.field``) or both in turn; ``span``
    counts grid columns. ``overflow`` is the declared outcome when the text does not fit its box:
    shrink, continue, refuse, or in a list grow. ``place`` makes the cell a named signature or seal place.
    """

    label: str = ""
    field: str = ""
    span: int = 1
    rows: int = 1
    overflow: str = "shrink"
    place: str = ""
    format: str = ""
    align: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of a sheet, from top to bottom.

    ``kind``: ``grid`` (rows of cells on ``columns`` equal columns), ``table`` (one line per row
    of a repeating group), ``paragraph`` (text with ``{form.field}`` slots), ``signatures`` (a row
    of places), ``gap``. ``height`` is the height of one row in millimetres. A block with ``where`` is on
    the paper only where that path is known.
    """

    kind: str
    height: float = 9.0
    columns: int = 12
    rows: tuple[tuple[CellLayout, ...], ...] = ()
    source: str = ""
    heads: tuple[CellLayout, ...] = ()
    minimum_rows: int = 0
    text: str = ""
    style: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True)
class PaperLayout:
    """How the form looks on paper (纸面): blocks, orientation, and what is kept but not printed."""

    title: str
    blocks: tuple[Block, ...]
    orientation: str = "portrait"
    subtitle: str = ""
    #: Paths stored for this form that its paper leaves out on purpose, each with the reason.
    not_printed: Mapping[str, str] = field(default_factory=dict)
    #: "sheet" lays out the blocks; "official" is composed as an official document instead.
    kind: str = "sheet"
    #: Official documents only: the composition's id under templates/documents/.
    composition: str = ""


@dataclass(frozen=True, slots=True)
class FormDefinition:
    """One official form: entry sections, rules and paper; ``checksum`` is of the file's content.

    ``number`` is its number in the set of papers (F01–F29), empty for forms outside it. ``origin``:
    ``published`` when a published sample or field list stands behind it, which ``sample`` names, or
    ``project`` when it is this project's own design (本项目自拟).
    """

    id: str
    title: str
    basis: tuple[str, ...]
    sections: tuple[Section, ...]
    rules: tuple[Rule, ...] = ()
    paper: PaperLayout | None = None
    checksum: str = ""
    number: str = ""
    origin: str = ""
    sample: str = ""

    @property
    def fields(self) -> tuple[Field, ...]:
        """Every field of every section, in order."""
        return tuple(item for section in self.sections for item in section.fields)
