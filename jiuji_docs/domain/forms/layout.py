"""Lay a form out as a sheet: blocks of boxes with their final text (排版前的成品).

Boxes are of fixed size whatever they hold; what gives when a text does not fit is declared per
cell and carried out by the renderer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from jiuji_docs.domain.forms.definition import Block, CellLayout, Field, FormDefinition
from jiuji_docs.domain.forms.known import alternatives, is_known, look_up
from jiuji_docs.domain.forms.sheet import Box, FormSheet, SheetBlock
from jiuji_docs.domain.forms.show import show
from jiuji_docs.domain.forms.slots import ROOM, FieldOf, fill, known_lines, paths_in

#: Column of a table that counts its rows (序号).
COUNTER = "#"
#: Format of a cell whose label leaves out what is not known.
KNOWN = "known"
#: Format of a cell whose words a blank form prints, a case's paper only where one of its slots is known.
IF_KNOWN = "if_known"
Known = Mapping[str, Any]


def lay_out(form: FormDefinition, known: Known, *, number: str = "", unit: str = "") -> FormSheet:
    """Return the sheet of *form* filled with what is known, else the blank form (空白表).

    *known* maps dotted paths to values, of this form and of others.
    """
    if form.paper is None:
        raise ValueError(f"{form.id} has no paper")
    field_of = _finder(form)
    return FormSheet(
        form=form.id,
        title=form.paper.title,
        subtitle=fill(form.paper.subtitle, known, field_of, blank=ROOM),
        blocks=tuple(
            _block(block, known, field_of)
            for block in form.paper.blocks
            if not block.where or is_known(known.get(block.where))
        ),
        number=number,
        orientation=form.paper.orientation,
        unit=unit,
    )


def signature_lines(form: FormDefinition, place: str, known: Known) -> tuple[str, ...]:
    """Return what the signature at *place* says besides name and date (签批意见).

    The wording stands in the form file as the label of the place's cell. The paper is already
    printed when it is signed, so these values come on paper with the signature; lines about
    nothing known are left out.
    """
    for cell in _cells(form):
        if cell.place == place:
            return known_lines(cell.label, known, _finder(form))
    return ()


def printed_paths(form: FormDefinition) -> frozenset[str]:
    """Return every stored path that the form's paper prints, its own and other forms'.

    Columns of a repeating group are named ``form.field.column``. What a signature says counts as
    printed.
    """
    if form.paper is None:
        return frozenset()
    paths = set(paths_in(form.paper.subtitle))
    for cell in _cells(form):
        paths |= paths_in(cell.label)
        for path in alternatives(cell.field) if "." in cell.field else ():
            paths |= {path, *(f"{path}.{column}" for column in _columns_in(cell.format))}
    for block in form.paper.blocks:
        paths |= paths_in(block.text) | ({block.where} if block.where else frozenset())
        for source in alternatives(block.source) if block.source else ():
            columns = (head.field for head in block.heads if head.field not in ("", COUNTER))
            paths |= {source, *(f"{source}.{column}" for column in columns)}
    return frozenset(paths)


def places(form: FormDefinition) -> tuple[str, ...]:
    """Return the names of the paper's signature and seal places, from top to bottom."""
    return tuple(cell.place for cell in _cells(form) if cell.place)


def place_kind(place: str) -> str:
    """Return what a named place is for: ``seal`` (盖章), ``fingerprint`` (捺印) or ``signature``."""
    return next((kind for kind in ("seal", "fingerprint") if kind in place), "signature")


def _cells(form: FormDefinition) -> Iterator[CellLayout]:
    """Yield the cells of grids and signature rows; table heads are columns, not cells."""
    for block in form.paper.blocks if form.paper is not None else ():
        for row in block.rows:
            yield from row


def _columns_in(template: str) -> frozenset[str]:
    """Return the columns a row template such as ``{name}（{unit}）`` prints."""
    return paths_in(template) if "{" in template else frozenset()


def _finder(form: FormDefinition) -> FieldOf:
    own = {f"{form.id}.{field.name}": field for field in form.fields}

    def field_of(path: str) -> Field | None:
        return next((own[part] for part in alternatives(path) if part in own), None)

    return field_of


def _block(block: Block, known: Known, field_of: FieldOf) -> SheetBlock:
    if block.kind == "table":
        rows = tuple(_table(block, known, field_of))
    else:
        rows = tuple(tuple(_box(cell, known, field_of) for cell in row) for row in block.rows)
    return SheetBlock(
        kind=block.kind,
        rows=rows,
        columns=block.columns,
        height=block.height,
        text=fill(block.text, known, field_of),
        style=block.style,
    )


def _box(cell: CellLayout, known: Known, field_of: FieldOf) -> Box:
    return Box(
        text=_text(cell, known, field_of),
        span=cell.span,
        rows=cell.rows,
        label=bool(cell.label) and not (cell.field or cell.place or paths_in(cell.label)),
        name=alternatives(cell.field)[0] if cell.field else "",
        place=cell.place,
        overflow=cell.overflow,
        align=cell.align,
    )


def _text(cell: CellLayout, known: Known, field_of: FieldOf) -> str:
    """Return the cell's text; a signature place holds only an opinion carried over (原意见)."""
    if cell.place and "seal" not in cell.place:
        return str(known.get(f"opinion.{cell.place}") or "")
    if cell.format == KNOWN:
        return "\n".join(known_lines(cell.label, known, field_of))
    if cell.format == IF_KNOWN and _says_nothing(cell.label, known):
        return ""
    text = fill(cell.label, known, field_of, blank=ROOM)
    if not cell.field:
        return text
    return text + show(field_of(cell.field), look_up(known, cell.field), cell.format)


def _says_nothing(label: str, known: Known) -> bool:
    """Say whether the paper is of a case that has none of what the words are about."""
    of_case = is_known(known.get("case.number"))
    return of_case and not any(is_known(known.get(path)) for path in paths_in(label))


def _table(block: Block, known: Known, field_of: FieldOf) -> Iterator[tuple[Box, ...]]:
    """Yield the head row, one row per row of the group, and blank rows up to the minimum."""
    yield tuple(Box(head.label, head.span, label=True) for head in block.heads)
    rows = look_up(known, block.source) or []
    group = field_of(block.source)
    columns = {column.name: column for column in group.columns} if group is not None else {}
    for position in range(max(len(rows), block.minimum_rows)):
        row = rows[position] if position < len(rows) else {}
        yield tuple(_table_box(head, row, position, columns) for head in block.heads)


def _table_box(
    head: CellLayout, row: Mapping[str, Any], position: int, columns: Mapping[str, Field]
) -> Box:
    if head.field == COUNTER:
        text = str(position + 1)
    elif row:
        text = show(columns.get(head.field), row.get(head.field), head.format)
    else:
        text = ""
    return Box(
        text,
        head.span,
        name=f"{head.field}.{position}",
        place=f"{head.place}_{position + 1}" if head.place else "",
        overflow=head.overflow,
        align=head.align,
    )
