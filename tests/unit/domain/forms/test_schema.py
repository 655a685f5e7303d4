"""Check the schema as deform uses it: nodes know fields, values serialise to entry text."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import colander
import pytest

from jiuji_docs.domain.forms.definition import Field, FormDefinition, Section
from jiuji_docs.domain.forms.schema import Group, Rows, is_blank_row, schema, unknown_names

COLUMN = Field("name", "姓名", "person_name", hint="写全名")
FIELDS = (
    Field("amount", "金额", "money"),
    Field("on", "日期", "date", required=False, maximum="today"),
    Field("members", "成员", "rows", required=False, minimum="2", columns=(COLUMN,)),
)
FORM = FormDefinition("sample", "样表", (), (Section("全部", FIELDS),))


def test_every_node_carries_its_field_and_no_widget() -> None:
    node = schema(FORM)
    assert [child.field for child in node] == list(FIELDS)
    assert node["members"].children[0]["name"].field is COLUMN
    assert node["members"].children[0]["name"].description == "写全名"
    assert all(child.widget is None for child in node)
    assert isinstance(node.typ, Group)
    assert isinstance(node["members"].typ, Rows)


def test_values_serialise_to_what_entry_boxes_show() -> None:
    values = {"amount": Decimal("1.50"), "on": dt.date(2024, 2, 8), "members": [{"name": "甲"}]}
    shown = schema(FORM).serialize(values)
    assert shown == {"amount": "1.50", "on": "2024-02-08", "members": [{"name": "甲"}]}


def test_nothing_serialises_to_nothing() -> None:
    shown = schema(FORM).serialize({"on": None})
    assert shown["amount"] is colander.null
    assert shown["on"] is colander.null
    assert schema(FORM).deserialize({"amount": "1", "on": None}) == {"amount": Decimal("1.00")}
    with pytest.raises(colander.Invalid):
        schema(FORM).deserialize(None)


def test_today_bounds_a_day_only_when_it_is_given() -> None:
    later = {"amount": "1", "on": "2030-01-01"}
    assert schema(FORM).deserialize(later)["on"] == dt.date(2030, 1, 1)
    with pytest.raises(colander.Invalid):
        schema(FORM, today=dt.date(2024, 2, 8)).deserialize(later)


def test_fewer_rows_than_the_minimum_are_refused() -> None:
    with pytest.raises(colander.Invalid) as caught:
        schema(FORM).deserialize({"amount": "1", "members": [{"name": "甲"}]})
    assert caught.value.asdict() == {"sample.members": "至少填写 2 行"}


def test_an_optional_blank_group_is_left_out() -> None:
    assert schema(FORM).deserialize({"amount": "1", "members": []}) == {"amount": Decimal("1.00")}


def test_strangers_are_named_shortly_and_printably() -> None:
    given = {f"x{number}\x00" + "y" * 100: 1 for number in range(9)} | {7: 1}
    named = unknown_names(schema(FORM), given)
    assert len(named) == 5
    assert all(len(name) <= 40 and name.isprintable() for name in named)
    assert unknown_names(schema(FORM), {7: 1}) == ("int",)


def test_an_unticked_box_does_not_make_a_row() -> None:
    assert is_blank_row({"name": " ", "deaf": False, "blind": "false", "others": []})
    assert not is_blank_row({"name": "", "deaf": True})
