"""Turn values into what is stored as JSON, and into what an entry box shows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from jiuji_docs.domain.calendar import BEIJING
from jiuji_docs.domain.forms.definition import Field


def plain_value(value: Any) -> Any:
    """Return *value* as JSON-able data: money as "500.00", moments as UTC, no floats."""
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): plain_value(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain_value(item) for item in value]
    return str(value) if isinstance(value, str) else value


def entry_value(value: Any, field: Field) -> Any:
    """Return what the field's entry box shows for *value*: text, or a list for 多选 and 明细."""
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return _entry_list(value, field)
    if isinstance(value, dt.datetime):
        local = value.astimezone(BEIJING)
        return local.date().isoformat() if field.kind == "date" else f"{local:%Y-%m-%dT%H:%M}"
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(plain_value(value))


def _entry_list(value: list[Any] | tuple[Any, ...], field: Field) -> list[Any]:
    if not field.columns:
        return [str(item) for item in value]
    return [
        {column.name: entry_value(row.get(column.name), column) for column in field.columns}
        for row in value
    ]
