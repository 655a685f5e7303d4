"""Build the widget-free colander schema of a form (表单模式).

Every node carries ``.field``; ``web/forms`` attaches widgets to it. Types are our own: colander's
would take NaN as money, full-width digits as numbers, and a scalar as rows.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import colander

from jiuji_docs.domain.forms.definition import Field, FormDefinition
from jiuji_docs.domain.forms.kinds import ROWS, kind_of, least_rows, most_rows
from jiuji_docs.domain.forms.plain import entry_value

#: Unknown field names named in one message, and how much of each is shown.
_NAMED, _SHOWN = 5, 40


class Entry(colander.SchemaType):
    """One value of any kind but rows; empty text and an empty list count as not filled in."""

    def __init__(self, field: Field, today: dt.date | None) -> None:
        self.field, self.today = field, today

    def serialize(self, node: Any, appstruct: Any) -> Any:
        """Return what an entry box shows: text, or a list of values for 多选."""
        del node
        if appstruct is colander.null or appstruct is None:
            return colander.null
        return entry_value(appstruct, self.field)

    def deserialize(self, node: Any, cstruct: Any) -> Any:
        """Return the value, ``null`` when empty; raises Invalid with a Chinese message."""
        if is_blank(cstruct):
            return colander.null
        try:
            value = kind_of(self.field).read(cstruct, self.field, self.today)
        except ValueError as error:
            raise colander.Invalid(node, str(error)) from error
        return colander.null if value == "" else value


class Group(colander.Mapping):
    """Named fields; anything else, or a name the form does not have, is refused."""

    def deserialize(self, node: Any, cstruct: Any) -> Any:
        """Return values by name; errors of all fields are collected."""
        if cstruct is colander.null or cstruct is None:
            return colander.null
        if not isinstance(cstruct, Mapping):
            raise colander.Invalid(node, "提交的内容不成组")
        if strangers := unknown_names(node, cstruct):
            raise colander.Invalid(node, f"表单没有这些字段：{'、'.join(strangers)}")
        return super().deserialize(node, cstruct)


class Rows(colander.Sequence):
    """A repeating group (明细); the number of rows is checked before any row is looked at."""

    def __init__(self, field: Field) -> None:
        super().__init__()
        self.field = field

    def deserialize(self, node: Any, cstruct: Any, accept_scalar: bool | None = None) -> Any:  # noqa: FBT001 - colander's signature
        """Return the rows that are not blank; errors keep the entered position."""
        del accept_scalar
        if is_blank(cstruct):
            return colander.null
        if not isinstance(cstruct, list | tuple):
            raise colander.Invalid(node, "此处应为多行明细，提交的内容不是列表")
        if len(cstruct) > most_rows(self.field):
            raise colander.Invalid(
                node, f"最多 {most_rows(self.field)} 行，提交了 {len(cstruct)} 行"
            )
        rows = self._read(node, cstruct)
        if rows and len(rows) < least_rows(self.field):
            raise colander.Invalid(node, f"至少填写 {least_rows(self.field)} 行")
        return rows or colander.null

    def _read(self, node: Any, given: list[Any] | tuple[Any, ...]) -> list[dict[str, Any]]:
        error = colander.Invalid(node)
        rows = []
        for position, row in enumerate(given):
            if is_blank_row(row):
                continue
            try:
                rows.append(node.children[0].deserialize(row))
            except colander.Invalid as wrong:
                error.add(wrong, position)
        if error.children:
            raise error
        return rows


def schema(form: FormDefinition, *, today: dt.date | None = None) -> colander.SchemaNode:
    """Return the form's schema; bounds named ``today`` hold only when *today* is given."""
    return _group(form.id, form.title, form.fields, today)


def is_blank(raw: Any) -> bool:
    """Say whether nothing was filled in: null, None, blank text or an empty list."""
    if raw is colander.null or raw is None:
        return True
    if isinstance(raw, str):
        return not raw or raw.isspace()
    return isinstance(raw, list | tuple) and not raw


def is_blank_row(row: Any) -> bool:
    """Say whether a row was left blank; an unticked box alone does not make a row."""
    if isinstance(row, Mapping):
        return all(is_blank(value) or value is False or value == "false" for value in row.values())
    return is_blank(row)


def unknown_names(node: Any, given: Mapping[Any, Any]) -> tuple[str, ...]:
    """Return the first few names that *node* has no field for, cut short for showing."""
    known = {child.name for child in node.children}
    strangers = []
    for name in given:
        if name not in known:
            shown = name if isinstance(name, str) else type(name).__name__
            strangers.append("".join(c if c.isprintable() else "?" for c in shown[:_SHOWN]))
        if len(strangers) == _NAMED:
            break
    return tuple(strangers)


def _group(
    name: str, title: str, fields: tuple[Field, ...], today: dt.date | None
) -> colander.SchemaNode:
    children = [_node(field, today) for field in fields]
    return colander.SchemaNode(Group(), *children, name=name, title=title)


def _node(field: Field, today: dt.date | None) -> colander.SchemaNode:
    kind = kind_of(field)
    # Left out when blank, so that no two rows share one empty list; ``entry`` puts the empty
    # value in.
    extra: dict[str, Any] = {} if field.required else {"missing": colander.drop}
    if field.kind == ROWS:
        typ, children = Rows(field), [_group("row", field.title, field.columns, today)]
    else:
        typ, children = Entry(field, today), []
    return colander.SchemaNode(
        typ,
        *children,
        name=field.name,
        title=field.title,
        description=field.hint,
        missing_msg=f"请{kind.verb}{field.title}",
        field=field,
        **extra,
    )
