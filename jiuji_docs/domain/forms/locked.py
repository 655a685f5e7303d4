"""Fill the fields a person may not write (只读、不可见): what stands there stays."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from jiuji_docs.domain.forms.definition import FormDefinition
from jiuji_docs.domain.forms.entry import prefill
from jiuji_docs.domain.forms.known import is_known
from jiuji_docs.domain.forms.plain import entry_value


def locked_entry(
    form: FormDefinition, names: Collection[str], known: Mapping[str, Any]
) -> dict[str, Any]:
    """Return entries of the fields *names*: as entered before, else pre-filled from what is known."""
    filled = prefill(form, known)
    entry = {}
    for field in form.fields:
        if field.name in names:
            before = known.get(f"{form.id}.{field.name}")
            entry[field.name] = (
                entry_value(before, field) if is_known(before) else filled[field.name]
            )
    return entry
