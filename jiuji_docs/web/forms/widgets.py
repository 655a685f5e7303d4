"""Choose the widget for each field kind; every template is our own and needs no script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import colander
from deform import widget

from jiuji_docs.domain.forms.definition import Field
from jiuji_docs.domain.forms.kinds import least_rows
from jiuji_docs.web.forms.rule_notes import asked_for

#: Only what has happened by today is filled in at a press: a limit that lies ahead is not.
TODAY = "today"
#: Rows of a text area.
AREA_ROWS = 4
#: A box for a whole body is higher, and its script knows it by its class.
BODY_ROWS, BODY_LENGTH = 18, 50_000


def attach(root: Any, suggestions: Mapping[str, Sequence[str]]) -> None:
    """Give the groups below *root* and their fields their widgets; the root keeps the form's own.

    ``suggestions`` holds texts to offer while typing, by dotted path (所在村).
    """
    for group in root.children:
        group.widget, group.folded = widget.MappingWidget(), frozenset()
        _attach_all(group)
        definition = getattr(group, "definition", None)
        asked = asked_for(definition) if definition is not None else {}
        for child in group.children:
            if (found := asked.get(child.name)) is not None:
                child.note, child.when = found.note, found.when
            child.suggested = suggestions.get(f"{group.name}.{child.name}", ())


def described(field: Any) -> str | None:
    """Return the ids of a box's hint and message for ``aria-describedby``; None when it has neither."""
    parts = []
    if field.schema.field.hint:
        parts.append(f"{field.oid}-hint")
    if field.error is not None and field.error.msg:
        parts.append(f"{field.oid}-error")
    return " ".join(parts) or None


def _attach_all(group: Any) -> None:
    fields = [child.field for child in group.children]
    for child in group.children:
        _attach(child, fields)


def _attach(node: Any, siblings: Sequence[Field]) -> None:
    node.widget = _for_field(node.field)
    node.note = _note(node.field, siblings)
    node.described = described
    node.suggested, node.wide, node.when = (), False, ""
    if isinstance(node.typ, colander.Sequence):
        row = node.children[0]
        row.widget = widget.MappingWidget(template="row")
        _attach_all(row)


def _note(field: Field, siblings: Sequence[Field]) -> str:
    """Return what stands after a label: when the field may stay empty."""
    if field.required_when is not None:
        name, value = field.required_when
        other = next((item for item in siblings if item.name == name), None)
        if other is not None:
            titles = {choice.value: choice.title for choice in other.choices}
            return f"（{other.title}为“{titles.get(value, '是')}”时必填）"
    return "" if field.required or field.kind == "boolean" else "（选填）"


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
    """Return what helps the keyboard: numeric pads, examples, no filling by the browser."""
    modes = {"money": "decimal", "integer": "numeric", "phone": "tel", "account": "numeric"}
    examples = {"date": "如 2024-02-08", "instant": "如 2024-02-08 14:30"}
    attributes = {"autocomplete": "off"}
    if field.kind in modes:
        attributes["inputmode"] = modes[field.kind]
    if field.kind == "money":
        attributes["data-capitals"] = "1"
    if field.kind in examples:
        attributes["placeholder"] = examples[field.kind]
        if field.maximum == TODAY:
            attributes["data-now"] = field.kind
    return attributes


def _area(field: Field) -> Any:
    whole = bool(field.maximum) and int(field.maximum) >= BODY_LENGTH
    rows = BODY_ROWS if whole else AREA_ROWS
    return widget.TextAreaWidget(template="area", rows=rows, css_class="body" if whole else None)


def _choice(field: Field) -> Any:
    values = [("", "请选择"), *((choice.value, choice.title) for choice in field.choices)]
    return widget.SelectWidget(template="choice", values=values, null_value="")


def _choices(field: Field) -> Any:
    values = [(choice.value, choice.title) for choice in field.choices]
    return widget.CheckboxChoiceWidget(template="choices", values=values)


def _boolean(_field: Field) -> Any:
    return widget.CheckboxWidget(template="tick", true_val="true", false_val="false")


def _rows(field: Field) -> Any:
    """Show at least one open row: blank rows are not counted when the form is read."""
    return widget.SequenceWidget(
        template="rows", item_template="rows_item", min_len=max(least_rows(field), 1)
    )
