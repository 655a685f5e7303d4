"""Spread entries into dotted paths, the one form in which everything known about a case travels."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any


def known(entries: Iterable[tuple[str, Mapping[str, Any]]]) -> dict[str, Any]:
    """Return ``form.field`` → value, and ``form`` → all its values; a later entry wins."""
    spread: dict[str, Any] = {}
    for form, values in entries:
        spread[form] = dict(values)
        for name, value in values.items():
            spread[f"{form}.{name}"] = value
    return spread


def is_known(value: Any) -> bool:
    """Say whether a value says anything: not None, not empty; no and zero do say something."""
    return value is not None and value not in ("", [], (), {})


def alternatives(path: str) -> tuple[str, ...]:
    """Return the paths of ``a.b|c.d`` in the order they are tried."""
    return tuple(part.strip() for part in path.split("|"))


def look_up(values: Mapping[str, Any], path: str) -> Any:
    """Return the first known value of ``a.b|c.d``, or None.

    One paper serves both routes of a case this way.
    """
    return next(
        (values[part] for part in alternatives(path) if is_known(values.get(part))),
        None,
    )
