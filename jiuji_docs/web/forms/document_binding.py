"""Bind a document's entry form, and read what was posted whatever kind was chosen meanwhile (拟稿表)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import peppercorn

from jiuji_docs.domain.documents.entry_form import ALWAYS_SET, FORM, form_for
from jiuji_docs.domain.documents.entry_values import to_content
from jiuji_docs.domain.errors import FormInvalid
from jiuji_docs.domain.forms.definition import FormDefinition
from jiuji_docs.domain.forms.entry import validate
from jiuji_docs.domain.forms.schema import is_blank, is_blank_row
from jiuji_docs.web.forms.binding import Controls, bind_forms, fill, parse

#: Boxes across the whole form, and areas of few lines.
_WIDE = frozenset({"kind", "addressees", "cc"})
_LOW = frozenset({"title", "issued_title", "signatories", "joint_issuers", "signers"})
_WIDE_IN_ROW = frozenset({"title", "names"})
_LOW_ROWS, _ROW_BODY_ROWS = 2, 8
_SELDOM = frozenset({"被印发件", "附件"})

Entry = Mapping[str, Any]


def bind_document(
    entry: Entry, suggestions: Mapping[str, Sequence[str]], add_row_to: str = ""
) -> Any:
    """Return the form of the entry's kind, filled; ``add_row_to`` is the path of rows that get one more."""
    form = bind_forms([form_for(_filled(entry))], suggestions)
    group, filled = form.schema.children[0], _filled(entry)
    group.folded = _empty_sections(group.definition, filled)
    for box in group.children:
        _dress(box)
    fill(form, {FORM: entry}, add_row_to)
    return form


def posted_entry(controls: Controls) -> dict[str, Any]:
    """Return what was posted by box; FormInvalid when it has not the shape of the form.

    A kind that was changed on the page leaves boxes of the old kind: what is filled in them stays.
    """
    try:
        posted = peppercorn.parse(list(controls)).get(FORM, {})
    except (ValueError, TypeError, KeyError, IndexError) as error:
        raise FormInvalid(FORM, {"": ("提交的表单结构不完整，请刷新页面后重试",)}) from error
    if not isinstance(posted, Mapping):
        raise FormInvalid(FORM, {"": ("提交的内容不是一张表单",)})
    form = form_for(_filled(posted))
    read: dict[str, Any] = parse(controls, bind_forms([form], {}))[FORM]
    names = {field.name for field in form.fields}
    return {
        name: value
        for name, value in read.items()
        if name in names or not (name in ALWAYS_SET or _is_blank(value))
    }


def entered_content(entry: Entry, before: Entry, today: dt.date) -> dict[str, Any]:
    """Return the document's content that *entry* describes; FormInvalid by dotted path."""
    return to_content(validate(form_for(_filled(entry)), entry, today=today).values, before)


def _dress(box: Any) -> None:
    """Make boxes as large as what goes into them; a draft may be saved with any of them empty."""
    box.wide = box.name in _WIDE
    for one in (box, *(column for row in box.children for column in row.children)):
        one.note = ""
    if box.name in _LOW:
        box.widget.rows = _LOW_ROWS
    for row in box.children:
        for column in row.children:
            column.wide = column.name in _WIDE_IN_ROW
            if column.name == "body":
                column.widget.rows = _ROW_BODY_ROWS


def _empty_sections(form: FormDefinition, filled: Entry) -> frozenset[str]:
    """Return the titles of sections nobody needs before they ask for them."""
    return frozenset(
        section.title
        for section in form.sections
        if section.title in _SELDOM and not any(one.name in filled for one in section.fields)
    )


def _filled(entry: Entry) -> dict[str, Any]:
    return {name: value for name, value in entry.items() if not _is_blank(value)}


def _is_blank(value: Any) -> bool:
    if isinstance(value, list):
        return all(is_blank_row(row) for row in value)
    return is_blank(value)
