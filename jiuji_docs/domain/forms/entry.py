"""Check what was entered, keep it as plain values, pre-fill what is known (一次录入)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import colander

from jiuji_docs.domain.errors import FormInvalid
from jiuji_docs.domain.forms.definition import Field, FormDefinition
from jiuji_docs.domain.forms.kinds import kind_of, restore_group
from jiuji_docs.domain.forms.known import is_known, look_up
from jiuji_docs.domain.forms.plain import entry_value, plain_value
from jiuji_docs.domain.forms.rules import RULES
from jiuji_docs.domain.forms.schema import schema, unknown_names
from jiuji_docs.domain.people import card_check_holds

#: Messages kept by dotted path; a page can show no more than this anyway.
MOST_MESSAGES = 200
Errors = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Entered:
    """What was entered and is right: values by field name, and what to look at again (提醒)."""

    values: dict[str, Any]
    warnings: tuple[str, ...] = ()


def validate(form: FormDefinition, cstruct: Any, *, today: dt.date) -> Entered:
    """Return the checked values of every field of the form.

    *cstruct* holds text, lists and mappings as peppercorn makes them, or what TOML typed. Raises
    FormInvalid with Chinese messages by dotted path ("members.0.id_number") for anything that
    breaks the form.
    """
    node = schema(form, today=today)
    if not isinstance(cstruct, Mapping):
        raise FormInvalid(form.id, {"": ["提交的内容不是一张表单"]})
    errors: Errors = {name: ["表单没有这个字段"] for name in unknown_names(node, cstruct)}
    values = _read(node, cstruct, errors)
    _apply_conditions(form, values, errors)
    _apply_rules(form, values, errors)
    if errors:
        raise FormInvalid(form.id, dict(list(errors.items())[:MOST_MESSAGES]))
    return Entered(values, tuple(warnings_of(form.fields, values)))


def to_plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values as JSON-able data."""
    return {name: plain_value(value) for name, value in values.items()}


def from_plain(form: FormDefinition, plain: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values that ``to_plain`` stored, by the form they were entered on."""
    return restore_group(plain, form.fields)


def blank(form: FormDefinition) -> dict[str, Any]:
    """Return the entry of an untouched form: defaults, and empty boxes for the rest."""
    return {field.name: field.default or _empty_box(field) for field in form.fields}


def prefill(
    form: FormDefinition, known: Mapping[str, Any], *, again: bool = False
) -> dict[str, Any]:
    """Return the entry of a form with everything filled in that *known* knows (``known_from``).

    *again* fills in what the form itself held before, where nothing else is known: a form that two
    people complete one after the other, such as the county's part of 近亲属备案.
    """
    entry = blank(form)
    for field in form.fields:
        value = look_up(known, field.known_from) if field.known_from else None
        if again and not is_known(value):
            value = known.get(f"{form.id}.{field.name}")
        if is_known(value):
            entry[field.name] = _prefilled(field, value)
    return entry


def _read(node: Any, cstruct: Mapping[str, Any], errors: Errors) -> dict[str, Any]:
    """Return the values that are right; the others leave messages in *errors*."""
    values: dict[str, Any] = {}
    for child in node.children:
        try:
            value = child.deserialize(cstruct.get(child.name, colander.null))
        except colander.Invalid as invalid:
            _collect(invalid, child.name, errors)
        else:
            values[child.name] = _filled(child.field, value)
    return values


def _filled(field: Field, value: Any) -> Any:
    """Return the value with every blank field, also in rows, as its kind's empty value."""
    if value is colander.drop:
        return kind_of(field).empty()
    if not field.columns:
        return value
    return [
        {
            column.name: row[column.name] if column.name in row else kind_of(column).empty()
            for column in field.columns
        }
        for row in value
    ]


def _collect(invalid: Any, path: str, errors: Errors) -> None:
    """Add the messages of a colander error tree by dotted path."""
    if invalid.msg:
        errors.setdefault(path, []).extend(str(message) for message in invalid.messages())
    for child in invalid.children:
        key = str(child.pos) if child.positional else child.node.name
        _collect(child, f"{path}.{key}", errors)


def _apply_conditions(form: FormDefinition, values: dict[str, Any], errors: Errors) -> None:
    """Ask for fields that another field's value makes necessary (``required_when``)."""
    for field in form.fields:
        if field.required_when is None or field.name not in values:
            continue
        other, wanted = field.required_when
        if _says(values.get(other), wanted) and not is_known(values[field.name]):
            errors.setdefault(field.name, []).append(f"请{kind_of(field).verb}{field.title}")


def _says(value: Any, wanted: str) -> bool:
    """Compare a value with a condition's text; of a 多选, any may be it."""
    if isinstance(value, bool):
        return wanted == ("true" if value else "false")
    if isinstance(value, list):
        return wanted in value
    return value is not None and str(value) == wanted


def _apply_rules(form: FormDefinition, values: dict[str, Any], errors: Errors) -> None:
    for rule in form.rules:
        said = f"（依据 {rule.clause}）" if rule.clause else ""
        for path, message in RULES[rule.name](values, rule.parameters):
            errors.setdefault(path, []).append(f"{message}{said}")


def warnings_of(fields: Iterable[Field], values: Mapping[str, Any]) -> Iterable[str]:
    """Yield what is allowed but worth a second look: an account that fails the card check."""
    for field in fields:
        value = values.get(field.name)
        if field.columns:
            for row in value or ():
                yield from warnings_of(field.columns, row)
        elif field.kind == "account" and value and not card_check_holds(value):
            yield f"{field.title}：校验位不符。若为存折可以继续；若为银行卡请逐位核对"


def _empty_box(field: Field) -> Any:
    return [] if isinstance(kind_of(field).empty(), list) else ""


def _prefilled(field: Field, value: Any) -> Any:
    """Return a known value as this field's entry; of rows, only columns of the same name."""
    if isinstance(kind_of(field).empty(), list) and not isinstance(value, list | tuple):
        return _empty_box(field)
    if not field.columns:
        return entry_value(value, field)
    rows = [row for row in value if isinstance(row, Mapping)]
    return entry_value([{c.name: row.get(c.name) for c in field.columns} for row in rows], field)
