"""Fill what one form of a step leaves empty from another form of the same step (一次录入，同页带出)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from jiuji_docs.domain.cases.household import Household, Member
from jiuji_docs.domain.forms.definition import Field, FormDefinition
from jiuji_docs.domain.forms.known import is_known, look_up

#: The form that tells who lives together.
APPLICATION = "application"

Posted = Mapping[str, Any]


def completed(forms: Sequence[FormDefinition], posted: Posted, today: dt.date) -> dict[str, Any]:
    """Return what was posted with empty required fields filled from the step's other forms.

    Values are text as posted; nothing that was typed is changed, and what nobody typed stays empty. A repeating
    group counts as empty when no row says anything.
    """
    known = _known(posted, today)
    return {name: _filled(_form(forms, name), values, known) for name, values in posted.items()}


def _form(forms: Sequence[FormDefinition], name: str) -> FormDefinition | None:
    return next((form for form in forms if form.id == name), None)


def _filled(form: FormDefinition | None, values: Any, known: Posted) -> Any:
    if form is None or not isinstance(values, Mapping):
        return values
    return {**values, **dict(_missing(form, values, known))}


def _missing(form: FormDefinition, values: Posted, known: Posted) -> Iterator[tuple[str, Any]]:
    for field in form.fields:
        if not field.required or not field.known_from or _says(values.get(field.name)):
            continue
        found = look_up(known, field.known_from)
        if _says(found):
            yield field.name, _rows(field, found) if field.columns else found


def _rows(field: Field, found: Any) -> list[dict[str, Any]]:
    rows = [row for row in found if isinstance(row, Mapping)] if isinstance(found, list) else []
    return [{column.name: row.get(column.name, "") for column in field.columns} for row in rows]


def _says(value: Any) -> bool:
    """Say whether a posted value says anything; rows of empty boxes do not."""
    if isinstance(value, list):
        return any(_says(item) for item in value)
    if isinstance(value, Mapping):
        return any(_says(item) for item in value.values())
    return is_known(value) and str(value).strip() != ""


def _known(posted: Posted, today: dt.date) -> dict[str, Any]:
    """Return the dotted paths of everything posted, and the adults of the household it tells of."""
    known = {
        f"{form}.{name}": value
        for form, values in posted.items()
        if isinstance(values, Mapping)
        for name, value in values.items()
    }
    application = posted.get(APPLICATION)
    if isinstance(application, Mapping):
        adults = _household(application).adults(today)
        known["household.adults"] = [_row(one) for one in adults if one.name]
    return known


def _household(application: Posted) -> Household:
    """Read the household out of posted text; what is no text there counts as not told."""
    rows = application.get("members")
    texts = [_texts(row) for row in rows] if isinstance(rows, list) else []
    return Household.of(
        {**_texts(application), "members": [row for row in texts if any(row.values())]}
    )


def _texts(values: Any) -> dict[str, str]:
    given = values.items() if isinstance(values, Mapping) else ()
    wanted = ("applicant_name", "id_number", "name", "relation", "health")
    return {
        name: value.strip() for name, value in given if name in wanted and isinstance(value, str)
    }


def _row(one: Member) -> dict[str, str]:
    return {"name": one.name, "id_number": one.id_number, "relation": one.relation}
