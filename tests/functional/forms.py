"""Fill a step's page as a person would: every posted name in the order of the page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from webtest import TestApp

from tests.common.cases import scenario

Pairs = list[tuple[str, str]]


def posted(forms: Mapping[str, Mapping[str, Any]]) -> Pairs:
    """Return peppercorn pairs for values by form id, as a browser would send them."""
    pairs: Pairs = []
    for form, values in forms.items():
        pairs += _mapping(form, values)
    return pairs


def values_of(*forms: str, **changes: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the scenario's values of *forms*, with changes by form id."""
    shared = scenario().forms
    return {form: {**shared.get(form, {}), **changes.get(form, {})} for form in forms}


def submit(client: TestApp, address: str, pairs: Pairs, status: int = 303, **own: str) -> Any:
    """Open the step's page, post *pairs* with its hidden fields, expect *status*."""
    page = client.get(address)
    hidden = [
        (name, page.forms[len(page.forms) - 1][name].value)
        for name in ("csrf_token", "key", "version")
    ]
    return client.post(address, [*hidden, *own.items(), *pairs], status=status)


def _mapping(name: str, values: Mapping[str, Any]) -> Pairs:
    pairs = [("__start__", f"{name}:mapping")]
    for key, value in values.items():
        pairs += _value(key, value)
    return [*pairs, ("__end__", f"{name}:mapping")]


def _value(key: str, value: Any) -> Pairs:
    if isinstance(value, list):
        inner: Pairs = []
        for item in value:
            inner += (
                _mapping("row", item) if isinstance(item, Mapping) else [("checkbox", str(item))]
            )
        return [("__start__", f"{key}:sequence"), *inner, ("__end__", f"{key}:sequence")]
    if isinstance(value, bool):
        return [(key, "true")] if value else []
    if isinstance(value, dt.datetime):
        return [(key, f"{value:%Y-%m-%d %H:%M}")]
    return [(key, str(value))]
