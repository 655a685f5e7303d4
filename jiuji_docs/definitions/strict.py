"""Build a frozen value from plain data, refusing keys it does not have."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any, TypeVar

from jiuji_docs.domain.errors import DefinitionError

T = TypeVar("T")


def build(kind: type[T], entry: Mapping[str, Any], where: str) -> T:
    """Return ``kind(**entry)``; an unknown or missing key is a DefinitionError that names the known ones."""
    fields = dataclasses.fields(kind)  # type: ignore[arg-type]
    known = {field.name for field in fields}
    if unknown := sorted(set(entry) - known):
        raise DefinitionError(where, f"unknown key(s) {unknown}; known: {sorted(known)}")
    required = {
        field.name
        for field in fields
        if field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
    }
    if missing := sorted(required - set(entry)):
        raise DefinitionError(where, f"missing key(s) {missing}")
    return kind(**entry)
