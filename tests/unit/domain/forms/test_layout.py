"""Check laying out: final text in boxes of fixed size, blank forms, places, frozen content."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiuji_docs.domain.forms.definition import (
    Block,
    CellLayout,
    Choice,
    Field,
    FormDefinition,
    PaperLayout,
    Section,
)
from jiuji_docs.domain.forms.frozen import freeze, thaw
from jiuji_docs.domain.forms.known import known as spread
from jiuji_docs.domain.forms.known import look_up
from jiuji_docs.domain.forms.layout import lay_out, places, printed_paths, signature_lines
from jiuji_docs.domain.forms.sheet import Box
from jiuji_docs.domain.forms.show import BLANK_DAY
from tests.common.relief import catalog

FIELDS = (
    Field("modes", "方式", "choices", choices=(Choice("money", "现金"), Choice("goods", "实物"))),
    Field("amount", "金额", "money"),
    Field("on", "日期", "date"),
    Field(
        "who", "成员", "rows", columns=(Field("name", "姓名", "text"), Field("at", "日", "date"))
    ),
)

BLOCKS = (
    Block(
        "grid",
        rows=(
            (
                CellLayout(label="金额", span=2),
                CellLayout(field="sample.amount", span=4, format="both"),
                CellLayout(label="{sample.size}人", span=2),
                CellLayout(field="sample.on", span=2),
                CellLayout(span=2),
            ),
            (
                CellLayout(label="方式：", field="sample.modes", span=6, format="boxes"),
                CellLayout(field="sample.who|other.who", span=6, format="{name}（{at}）"),
            ),
            (
                CellLayout(label="意见：{audit.opinion}\n现金：{audit.cash}", place="town", span=6),
                CellLayout(label="{unit.name}\n{today}", place="seal", span=6),
            ),
        ),
    ),
    Block(
        "table",
        height=8,
        source="sample.who",
        minimum_rows=2,
        heads=(
            CellLayout(label="序号", field="#", span=2),
            CellLayout(label="姓名", field="name", span=4),
            CellLayout(label="日期", field="at", span=4),
            CellLayout(label="签名", span=2),
        ),
    ),
    Block("paragraph", text="致{unit.name}：{sample.on:date}"),
    Block("gap", height=5),
)
FORM = FormDefinition(
    "sample",
    "样表",
    (),
    (Section("全部", FIELDS),),
    paper=PaperLayout("样表", BLOCKS, subtitle="{case.x}"),
)
KNOWN = {
    **spread(
        [
            (
                "sample",
                {
                    "modes": ["goods"],
                    "amount": Decimal("500.00"),
                    "on": dt.date(2024, 2, 8),
                    "who": [{"name": "甲", "at": None}] * 3,
                },
            )
        ]
    ),
    "unit.name": "阳山镇人民政府",
    "today": dt.date(2024, 2, 9),
}


def texts(known: dict[str, object]) -> list[list[list[str]]]:
    sheet = lay_out(FORM, known)
    return [[[box.text for box in row] for row in block.rows] for block in sheet.blocks]


def test_boxes_hold_their_final_text() -> None:
    grid, table, *_ = texts(KNOWN)
    assert grid[0] == ["金额", "500.00元（大写：人民币伍佰元整）", "　　人", "2024年2月8日", ""]
    assert grid[1] == ["方式：□现金　☑实物", "甲、甲、甲"]
    assert grid[2] == ["", "阳山镇人民政府\n2024年2月9日"]
    assert table[0] == ["序号", "姓名", "日期", "签名"]
    assert table[3] == ["3", "甲", BLANK_DAY, ""]
    assert len(table) == 4


def test_a_blank_form_keeps_its_size_and_leaves_room() -> None:
    grid, table, *_ = texts({})
    assert grid[0] == ["金额", "", "　　人", BLANK_DAY, ""]
    assert grid[1][0] == "方式：□现金　□实物"
    assert table[1:] == [["1", "", "", ""], ["2", "", "", ""]]
    assert lay_out(FORM, {}).number == ""


def test_only_fixed_wording_is_a_label() -> None:
    first = lay_out(FORM, KNOWN).blocks[0].rows[0]
    assert [box.label for box in first] == [True, False, False, False, False]
    assert first[1].name == "sample.amount"


def test_a_signature_says_what_is_known_when_it_is_given() -> None:
    assert signature_lines(FORM, "town", {**KNOWN, "audit.opinion": "同意"}) == ("意见：同意",)
    assert signature_lines(FORM, "town", KNOWN) == ()
    assert signature_lines(FORM, "nowhere", KNOWN) == ()
    assert places(FORM) == ("town", "seal")


def test_an_opinion_carried_over_is_printed_in_its_place() -> None:
    grid, *_ = texts({**KNOWN, "opinion.town": "同意（原签名在第1版）"})
    assert grid[2][0] == "同意（原签名在第1版）"


def test_printed_paths_name_every_source_and_column() -> None:
    assert printed_paths(FORM) == {
        "case.x",
        "sample.amount",
        "sample.size",
        "sample.on",
        "sample.modes",
        "sample.who",
        "sample.who.name",
        "sample.who.at",
        "other.who",
        "other.who.name",
        "other.who.at",
        "audit.opinion",
        "audit.cash",
        "unit.name",
        "today",
    }
    assert printed_paths(dataclasses.replace(FORM, paper=None)) == frozenset()


def test_a_form_without_paper_cannot_be_laid_out() -> None:
    with pytest.raises(ValueError, match="no paper"):
        lay_out(dataclasses.replace(FORM, paper=None), {})


def test_frozen_content_comes_back_the_same() -> None:
    sheet = lay_out(FORM, KNOWN, number="A-1", unit="阳山镇人民政府")
    stored = json.loads(json.dumps(freeze(sheet), ensure_ascii=False))
    assert thaw(stored) == sheet


@given(st.text(max_size=40))
def test_any_text_prints_as_it_is(value: str) -> None:
    sheet = lay_out(FORM, {"unit.name": value, "sample.who": [{"name": value}]})
    boxes = [box for block in sheet.blocks for row in block.rows for box in row]
    assert Box(value, span=4, name="name.0") in boxes


def test_looking_up_takes_the_first_known_alternative() -> None:
    values = {"a.x": "", "b.x": 0, "c.x": 1}
    assert look_up(values, "a.x | b.x|c.x") == 0
    assert look_up(values, "a.x") is None
    assert spread([("a", {"x": 1}), ("a", {"x": 2})]) == {"a": {"x": 2}, "a.x": 2}


def test_words_about_a_step_that_was_not_taken_stand_on_the_blank_form_only() -> None:
    form = catalog().pack("chaoyang-2021").forms["approval_expenditure"]

    def printed(known: dict[str, object]) -> str:
        blocks = lay_out(form, known).blocks
        return "".join(box.text for block in blocks for row in block.rows for box in row)

    assert "应到" in printed({})
    assert "应到" not in printed({"case.number": "YANGSHAN-2024-0001"})
    met = {"case.number": "YANGSHAN-2024-0001", "review.expected": 15, "review.present": 13}
    assert "应到15人，实到13人" in printed(met)
