"""Choose the widget for each field kind; every template is our own and needs no script."""

from __future__ import annotations

from typing import Any

import colander
from deform import widget

from jiuji_docs.domain.forms.definition import Field

#: Rows of a text area per kind.
AREA_ROWS = 4


def attach(root: Any) -> None:
    """Give the groups below *root* and their fields their widgets; the root keeps the form's own."""
    for group in root.children:
        _attach(group)


def _attach(node: Any) -> None:
    field: Field | None = getattr(node, "field", None)
    node.widget = _for_field(field) if field is not None else widget.MappingWidget()
    if isinstance(node.typ, colander.Sequence):
        row = node.children[0]
        row.widget = widget.MappingWidget(template="row")
        for column in row.children:
            _attach(column)
        return
    for child in node.children:
        _attach(child)


def _for_field(field: Field) -> Any:
    make = {
        "lines": _area,
        "choice": _choice,
        "choices": _choices,
        "boolean": _boolean,
        "rows": _rows,
    }.get(field.kind, _line)
    return make(field)


def _line(field: Field) -> Any:
    return widget.TextInputWidget(template="line", attributes=_attributes(field))


def _attributes(field: Field) -> dict[str, str]:
    """Return what helps the keyboard: numeric pads, known lengths, what the browser may fill."""
    modes = {"money": "decimal", "integer": "numeric", "phone": "tel", "account": "numeric"}
    attributes = {"autocomplete": "off"}
    if field.kind in modes:
        attributes["inputmode"] = modes[field.kind]
    if field.kind == "money":
        attributes["data-capitals"] = "1"
    if field.kind == "date":
        attributes["placeholder"] = "2024-02-08"
    if field.kind == "instant":
        attributes["placeholder"] = "2024-02-08 14:30"
    return attributes


def _area(_field: Field) -> Any:
    return widget.TextAreaWidget(template="area", rows=AREA_ROWS)


def _choice(field: Field) -> Any:
    values = [("", "请选择"), *((choice.value, choice.title) for choice in field.choices)]
    return widget.SelectWidget(template="choice", values=values, null_value="")


def _choices(field: Field) -> Any:
    values = [(choice.value, choice.title) for choice in field.choices]
    return widget.CheckboxChoiceWidget(template="choices", values=values)


def _boolean(_field: Field) -> Any:
    return widget.CheckboxWidget(template="tick", true_val="true", false_val="false")


def _rows(field: Field) -> Any:
    return widget.SequenceWidget(
        template="rows", item_template="rows_item", min_len=1 if field.required else 0
    )
