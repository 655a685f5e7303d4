"""A box says when it must be filled in, not only that it may stay empty."""

from __future__ import annotations

import pytest

from jiuji_docs.definitions.catalog import Catalog
from jiuji_docs.web.forms.binding import bind_forms
from jiuji_docs.web.forms.rule_notes import asked_for

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
        ("emergency_relief", "goods", "救助方式为“发放实物”时必填"),
        ("application", "already_received", "选填"),
        ("objection_note", "objector_name", "没有勾选“是否匿名”时必填"),
        ("complaint_register", "complainant", "没有勾选“举报是否匿名”时必填"),
        ("charity_referral", "consented_on", "勾选“"),
    ],
)
def test_what_a_rule_asks_for_is_told_at_its_box(form: str, field: str, says: str) -> None:
    (group,) = bind_forms([CATALOG.form(form)], {}).children
    box = next(child for child in group.children if child.name == field)

    assert says in box.schema.note


def test_every_note_stands_at_a_box_of_its_form() -> None:
    forms = CATALOG.pack("chaoyang-2021").forms.values()

    assert sum(bool(asked_for(form)) for form in forms) >= 5
    for form in forms:
        assert set(asked_for(form)) <= {field.name for field in form.fields}, form.id


def test_what_decides_whether_a_box_is_shown_is_another_box_of_the_form() -> None:
    relief = asked_for(CATALOG.form("emergency_relief"))

    assert relief["cash_reason"].when == "payment_method=cash"
    assert relief["goods"].when == "modes=goods"
    assert relief["bank"].when == "payment_method=card passbook"
    assert relief["identity_unknown_reason"].when == "", "always shown"
    for form in CATALOG.pack("chaoyang-2021").forms.values():
        deciding = {asked.when.partition("=")[0] for asked in asked_for(form).values()} - {""}
        assert deciding <= {field.name for field in form.fields}, form.id
