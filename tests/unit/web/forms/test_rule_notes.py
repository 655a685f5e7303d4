"""A box says when it must be filled in, not only that it may stay empty."""

from __future__ import annotations

import pytest

from jiuji_docs.definitions.catalog import Catalog
from jiuji_docs.web.forms.binding import bind_forms
from jiuji_docs.web.forms.rule_notes import rule_notes

CATALOG = Catalog.shipped()


@pytest.mark.parametrize(
    ("form", "field", "says"),
    [
        ("emergency_relief", "cash_reason", "现金发放时必填"),
        ("emergency_relief", "amount", "发放救助金时必填"),
        ("emergency_relief", "bank_account", "银行卡、存折发放时必填"),
        ("emergency_relief", "identity_unknown_reason", "身份不明时必填"),
        ("application", "proxy_name", "由他人代办时必填"),
        ("application", "relative_of", "选“是”时必填"),
        ("receipt", "proxy_relation", "由他人代领时必填"),
        ("application", "already_received", "选填"),
    ],
)
def test_what_a_rule_asks_for_is_told_at_its_box(form: str, field: str, says: str) -> None:
    (group,) = bind_forms([CATALOG.form(form)], {}).children
    box = next(child for child in group.children if child.name == field)

    assert says in box.schema.note


def test_every_note_stands_at_a_box_of_its_form() -> None:
    forms = CATALOG.pack("chaoyang-2021").forms.values()

    assert sum(bool(rule_notes(form)) for form in forms) >= 5
    for form in forms:
        assert set(rule_notes(form)) <= {field.name for field in form.fields}, form.id
