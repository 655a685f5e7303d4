"""Write entered values as lines for the screen, masked unless asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from jiuji_docs.domain.calendar import BEIJING
from jiuji_docs.domain.forms.definition import Field
from jiuji_docs.domain.forms.known import is_known
from jiuji_docs.domain.forms.show import show
from jiuji_docs.domain.people import mask_account, mask_id, mask_phone
from jiuji_docs.services.case_views import Line

#: How each class of personal data is masked on screen; health is hidden whole.
MASKS: Mapping[str, Callable[[str], str]] = {
    "id": mask_id,
    "account": mask_account,
    "phone": mask_phone,
    "health": lambda _text: "＊＊＊",
}


def line_of(item: Field, value: Any, *, unmasked: bool) -> Line:
    """Return a field's text for the screen; personal data is masked unless it was asked for and logged."""
    if item.kind == "rows":
        rows = tuple(_row(item, row, unmasked=unmasked) for row in value or ())
        hidden = not unmasked and any(column.privacy for column in item.columns)
        text = "\n".join("　".join(cell for cell in row if cell) for row in rows)
        heads = tuple(column.title for column in item.columns)
        return Line(item.title, text, hidden and bool(rows), heads, rows)
    # Unlike on paper, nothing is filled in by hand here: an empty date is empty, not 年月日.
    text = show(item, value) if is_known(value) else ""
    if text and item.privacy in MASKS and not unmasked:
        return Line(item.title, MASKS[item.privacy](text), masked=True)
    return Line(item.title, text)


def _row(item: Field, row: Mapping[str, Any], *, unmasked: bool) -> tuple[str, ...]:
    return tuple(
        line_of(column, row.get(column.name), unmasked=unmasked).text for column in item.columns
    )


def show_moment(moment: dt.datetime) -> str:
    """Return a moment in Beijing time for people."""
    return f"{moment.astimezone(BEIJING):%Y-%m-%d %H:%M}"
