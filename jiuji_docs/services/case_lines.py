"""Write entered values and the press's findings as lines for the screen, masked unless asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from jiuji_docs.domain.calendar import BEIJING
from jiuji_docs.domain.forms.definition import Field
from jiuji_docs.domain.forms.show import show
from jiuji_docs.domain.people import mask_account, mask_id, mask_phone
from jiuji_docs.domain.workflow.policy import Pack
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
    text = show(item, value)
    if text and item.privacy in MASKS and not unmasked:
        return Line(item.title, MASKS[item.privacy](text), masked=True)
    return Line(item.title, text)


def _row(item: Field, row: Mapping[str, Any], *, unmasked: bool) -> tuple[str, ...]:
    return tuple(
        line_of(column, row.get(column.name), unmasked=unmasked).text for column in item.columns
    )


def finding_text(pack: Pack, item: Mapping[str, str]) -> str:
    """Say in Chinese what the press found: a rare character, a full box, or why it failed."""
    if item["kind"] == "failed":
        return item["message"]
    if item["kind"] == "substitution":
        return f"生僻字「{item['character']}」改用备用字库"
    outcome = {"shrink": "已缩小字号", "continue": "转续页"}.get(item["outcome"], item["outcome"])
    return f"「{_box_title(pack, item['box'])}」放不下，{outcome}"


def _box_title(pack: Pack, box: str) -> str:
    """Return what people call a box: its field's title when it is named by a path."""
    form_id, _, name = box.partition(".")
    form = pack.forms.get(form_id)
    titles = {field.name: field.title for field in form.fields} if form is not None else {}
    return titles.get(name.partition(".")[0], box)


def show_moment(moment: dt.datetime) -> str:
    """Return a moment in Beijing time for people."""
    return f"{moment.astimezone(BEIJING):%Y-%m-%d %H:%M}"
