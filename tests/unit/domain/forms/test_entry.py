"""Check entering: wrong input is refused in Chinese at its field, right input survives."""

from __future__ import annotations

import datetime as dt
import json
import re
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiuji_docs.domain.calendar import BEIJING
from jiuji_docs.domain.errors import FormInvalid
from jiuji_docs.domain.forms.definition import Choice, Field, FormDefinition, Rule, Section
from jiuji_docs.domain.forms.entry import blank, from_plain, prefill, to_plain, validate
from jiuji_docs.domain.forms.kinds import KINDS
from tests.common.relief import catalog

TODAY = dt.date(2024, 2, 8)
MODES = (Choice("money", "发放救助金"), Choice("goods", "发放实物"))
FIELDS = (
    Field("name", "姓名", "person_name", known_from="application.applicant_name|other.name"),
    Field("id_number", "公民身份号码", "id_number", required=False),
    Field("phone", "电话", "phone", required=False),
    Field("note", "说明", "lines", required=False, maximum="20"),
    Field("place", "地点", "text", required=False, maximum="5", minimum="2"),
    Field("amount", "金额", "money", required=False, minimum="0.01", maximum="5000"),
    Field("people", "人数", "integer", required=False, maximum="30"),
    Field("on", "日期", "date", required=False, maximum="today"),
    Field("at", "时间", "instant", required=False),
    Field("mode", "方式", "choice", required=False, choices=MODES),
    Field("modes", "方式", "choices", required=False, choices=MODES, known_from="audit.modes"),
    Field("agreed", "同意", "boolean", required=False, default="false"),
    Field("account", "账号", "account", required=False),
    Field("goods", "实物", "text", required=False, required_when=("modes", "goods")),
    Field(
        "members",
        "成员",
        "rows",
        required=False,
        maximum="3",
        known_from="application.members",
        columns=(
            Field("name", "姓名", "person_name"),
            Field("id_number", "公民身份号码", "id_number", required=False),
            Field("income", "收入", "money", required=False),
        ),
    ),
)
FORM = FormDefinition(
    "sample",
    "样表",
    (),
    (Section("全部", FIELDS),),
    rules=(Rule("ids_differ", {"rows": "members"}),),
)
NUMBER = "990101196803151135"


def entered(**values: object) -> dict[str, object]:
    return validate(FORM, {"name": "王守田", **values}, today=TODAY).values


def errors(cstruct: object) -> dict[str, tuple[str, ...]]:
    with pytest.raises(FormInvalid) as caught:
        validate(FORM, cstruct, today=TODAY)
    return dict(caught.value.errors)


def complaint(**values: object) -> tuple[str, ...]:
    found = errors({"name": "王守田", **values})
    (path,) = values
    assert [key.split(".")[0] for key in found] == [path]
    return next(iter(found.values()))


def test_every_field_has_a_value_even_when_nothing_was_entered() -> None:
    values = entered()
    assert list(values) == [field.name for field in FIELDS]
    assert values["note"] == ""
    assert values["amount"] is None
    assert values["agreed"] is False
    assert values["modes"] == values["members"] == []


def test_a_missing_required_field_is_named() -> None:
    assert errors({}) == {"name": ("请填写姓名",)}


@pytest.mark.parametrize("empty", ["", "   ", None, "　"])
def test_blank_text_counts_as_missing(empty: object) -> None:
    assert errors({"name": empty}) == {"name": ("请填写姓名",)}


@pytest.mark.parametrize(
    ("amount", "says"),
    [
        ("500.005", "两位小数"),
        ("-1", "负"),
        ("NaN", "数字"),
        ("1e400", "数字"),
        ("Infinity", "数字"),
        ("1_000", "数字"),
        ("12,00", "金额"),
        ("５００", "半角"),
        ("0", "不能小于 0.01"),
        ("5000.01", "不能大于 5,000.00"),
        (500.0, "数字文字"),
        (True, "数字文字"),
        ([], None),
        (["5"], "不是文字"),
        ({"a": 1}, "不是文字"),
        pytest.param("9" * 5000, "过长", id="long text"),
        pytest.param(1 << 20_000, "过大", id="huge number"),
    ],
)
def test_a_wrong_amount_is_refused_in_chinese(amount: object, says: str | None) -> None:
    if says is None:
        assert entered(amount=amount)["amount"] is None
    else:
        assert says in complaint(amount=amount)[0]


@pytest.mark.parametrize("amount", ["500", "500.00", " 500.0 ", 500, Decimal("500.00")])
def test_an_amount_is_kept_to_the_fen(amount: object) -> None:
    assert str(entered(amount=amount)["amount"]) == "500.00"


@pytest.mark.parametrize(
    "number",
    ["990101196803151136", "990101196802301135", "990101209903151130", "123", "９" * 18, 7],
)
def test_a_wrong_id_number_is_refused(number: object) -> None:
    assert re.search(r"[\u4e00-\u9fff]", complaint(id_number=number)[0])


def test_a_birth_after_today_is_refused() -> None:
    unborn = validate(
        FORM, {"name": "甲", "id_number": "990101199906123341"}, today=dt.date(2024, 1, 1)
    )
    assert unborn.values["id_number"] == "990101199906123341"
    with pytest.raises(FormInvalid, match="出生日期"):
        validate(FORM, {"name": "甲", "id_number": "990101199906123341"}, today=dt.date(1990, 1, 1))


@pytest.mark.parametrize(
    ("day", "says"),
    [
        ("2024-02-30", "没有这一天"),
        ("2024-02-09", "晚于今天"),
        ("1899-12-31", "不能早于"),
        ("明天", "日期应写成"),
        ("２０２４-02-08", "半角"),
        (dt.date(2024, 2, 9), "晚于今天"),
        (20240208, "日期应写成"),
    ],
)
def test_an_impossible_day_is_refused(day: object, says: str) -> None:
    assert says in complaint(on=day)[0]


@pytest.mark.parametrize(
    "day",
    [
        "2024-02-08",
        "2024年2月8日",
        "2024/2/8",
        "20240208",
        "2024．2．8",
        dt.date(2024, 2, 8),
        dt.datetime(2024, 2, 7, 16, tzinfo=dt.UTC),
    ],
)
def test_a_day_may_be_written_as_people_write_it(day: object) -> None:
    assert entered(on=day)["on"] == TODAY


@pytest.mark.parametrize(
    "moment",
    [
        "2024-02-08T09:30",
        "2024-02-08 09:30:00",
        "2024-02-08 9：30",
        "2024.2.8　9:30",
        "20240208 9时30分",
        "2024年2月8日9时30分",
        "2024年2月8日 9点30",
        dt.datetime(2024, 2, 8, 9, 30),  # noqa: DTZ001
    ],
)
def test_a_moment_without_offset_is_beijing_time(moment: object) -> None:
    assert entered(at=moment)["at"] == dt.datetime(2024, 2, 8, 1, 30, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    "moment",
    [
        "2024-02-08 24:30",
        "2024-02-30 9时30分",
        "日9:30",
        "2024年2月8日",
        "昨天",
        "0001-01-01T00:00",
        "9999-12-31T23:59:59-12:00",
        5,
        [1],
    ],
)
def test_an_impossible_moment_is_refused(moment: object) -> None:
    assert complaint(at=moment)


@pytest.mark.parametrize(
    "text", ["\x00", "甲\u202e乙", "\ud800", "甲\u200b乙", "\x1b[0m", "一" * 6, "甲\n乙", "甲"]
)
def test_text_with_control_marks_or_of_wrong_length_is_refused(text: str) -> None:
    assert complaint(place=text)


def test_markup_is_just_text() -> None:
    markup = "<b>{x}</b>${y}"
    assert entered(note=markup)["note"] == markup
    assert entered(name="<script>")["name"] == "<script>"


def test_lines_keep_their_breaks_in_one_form() -> None:
    assert entered(note="一\r\n二\r三")["note"] == "一\n二\n三"
    assert "20" in complaint(note="长" * 21)[0]
    assert "20" in complaint(note="长" * 100_000)[0]


@pytest.mark.parametrize("people", ["3.0", "-1", "31", "1e1", True, "３", "١"])
def test_a_wrong_whole_number_is_refused(people: object) -> None:
    assert complaint(people=people)


def test_choices_come_in_listed_order_with_their_titles() -> None:
    picked = entered(modes=["goods", "money", "goods"], goods="棉被")["modes"]
    assert picked == ["money", "goods"]
    assert [item.text for item in picked] == ["发放救助金", "发放实物"]


@pytest.mark.parametrize("modes", ["money", ["cash"], [["money"]], {"money": 1}, ["money"] * 99])
def test_wrong_choices_are_refused(modes: object) -> None:
    assert complaint(modes=modes)


def test_a_choice_outside_the_list_is_refused() -> None:
    assert complaint(mode="cash") == ("请从列出的选项中选择",)
    assert complaint(agreed="maybe") == ("请选择“是”或“否”",)


def test_an_account_failing_the_card_check_is_only_a_warning() -> None:
    right = validate(FORM, {"name": "甲", "account": "6217 0000 0000 0000 012"}, today=TODAY)
    wrong = validate(FORM, {"name": "甲", "account": "6217000000000000013"}, today=TODAY)
    assert right.warnings == ()
    assert right.values["account"] == "6217000000000000012"
    assert len(wrong.warnings) == 1
    assert "存折" in wrong.warnings[0]
    assert complaint(account="62170000x0000") == ("账号应为 8 至 30 位数字",)


@pytest.mark.parametrize("phone", ["13900000001", "0000-1230001", "5626190"])
def test_mobiles_and_landlines_are_phones(phone: str) -> None:
    assert entered(phone=phone)["phone"] == phone


@pytest.mark.parametrize("phone", ["1234", "1390000000１", "电话", "1" * 99])
def test_anything_else_is_not_a_phone(phone: str) -> None:
    assert complaint(phone=phone)


def test_rows_are_no_single_value() -> None:
    with pytest.raises(ValueError, match="明细"):
        KINDS["rows"].read("x", FIELDS[-1], None)


def test_rows_are_checked_row_by_row_at_their_entered_position() -> None:
    blank_row = {"name": "", "id_number": "", "income": " "}
    found = errors(
        {"name": "甲", "members": [blank_row, {"name": "乙", "income": "x"}, {"income": "1"}]}
    )
    assert list(found) == ["members.1.income", "members.2.name"]


def test_blank_rows_are_left_out_and_short_rows_filled() -> None:
    rows = entered(members=[{"name": ""}, {"name": "乙"}])["members"]
    assert rows == [{"name": "乙", "id_number": "", "income": None}]


@pytest.mark.parametrize("rows", ["x", 5, {"0": {}}, ["x"], [["x"]], [5]])
def test_anything_but_rows_is_refused_where_rows_are_expected(rows: object) -> None:
    assert complaint(members=rows)


def test_too_many_rows_are_refused_before_any_is_read() -> None:
    class Unread(dict[str, object]):
        def values(self) -> object:  # type: ignore[override]
            raise AssertionError("a row was looked at")

    rows = [Unread(name="甲")] * 5000
    assert complaint(members=rows) == ("最多 3 行，提交了 5000 行",)


def test_unknown_fields_are_refused_at_every_level() -> None:
    found = errors({"name": "甲", "colour": "red", "members": [{"name": "乙", "shoe": "42"}]})
    assert found["colour"] == ("表单没有这个字段",)
    assert "shoe" in found["members.0"][0]


def test_a_form_that_is_no_group_is_refused() -> None:
    for cstruct in ("x", None, [], 5):
        assert errors(cstruct) == {"": ("提交的内容不是一张表单",)}


def test_a_field_may_be_required_by_another() -> None:
    assert errors({"name": "甲", "modes": ["goods"]}) == {"goods": ("请填写实物",)}
    assert entered(modes=["money"])["goods"] == ""


def test_a_condition_may_look_at_any_kind_of_field() -> None:
    asked = (
        Field("proxy", "代办", "boolean", required=False),
        Field("who", "代办人", "text", required=False, required_when=("proxy", "true")),
        Field("method", "方式", "choice", required=False, choices=MODES),
        Field("what", "实物", "text", required=False, required_when=("method", "goods")),
        Field("people", "人数", "integer", required=False),
        Field("one", "独居", "text", required=False, required_when=("people", "1")),
    )
    form = FormDefinition("asked", "样表", (), (Section("全部", asked),))
    assert validate(form, {"people": "2"}, today=TODAY).values["who"] == ""
    with pytest.raises(FormInvalid) as caught:
        validate(form, {"proxy": "true", "method": "goods", "people": 1}, today=TODAY)
    assert set(caught.value.errors) == {"who", "what", "one"}


def test_a_rule_complains_beside_other_fields() -> None:
    twice = [{"name": "甲", "id_number": NUMBER}, {"name": "乙", "id_number": NUMBER}]
    found = errors({"members": twice})
    assert set(found) == {"name", "members"}


def test_a_form_is_prefilled_from_the_first_known_source() -> None:
    known = {
        "application.applicant_name": "",
        "other.name": "王守田",
        "audit.modes": ["goods"],
        "application.members": [{"name": "乙", "income": Decimal("3000.00"), "health": "好"}],
    }
    entry = prefill(FORM, known)
    assert entry["name"] == "王守田"
    assert entry["modes"] == ["goods"]
    assert entry["members"] == [{"name": "乙", "id_number": "", "income": "3000.00"}]
    assert entry["agreed"] == "false"
    assert entry["amount"] == ""
    assert blank(FORM)["members"] == []


def test_known_days_and_moments_are_prefilled_as_their_boxes_write_them() -> None:
    moment = dt.datetime(2024, 2, 7, 16, 30, tzinfo=dt.UTC)
    fields = (
        Field("on", "日期", "date", known_from="case.accepted_at"),
        Field("at", "时间", "instant", known_from="case.accepted_at"),
        Field("day", "日期", "date", known_from="today"),
        Field("many", "多选", "choices", choices=MODES, known_from="case.mode"),
        Field("flag", "是否", "boolean", known_from="case.flag"),
    )
    form = FormDefinition("dated", "样表", (), (Section("全部", fields),))
    known = {"case.accepted_at": moment, "today": TODAY, "case.mode": "money", "case.flag": False}
    assert prefill(form, known) == {
        "on": "2024-02-08",
        "at": "2024-02-08T00:30",
        "day": "2024-02-08",
        "many": [],
        "flag": "false",
    }


def test_a_prefilled_form_is_a_valid_entry() -> None:
    values = entered(modes=["money"], members=[{"name": "乙", "income": "1.00"}])
    known = {
        "application.applicant_name": values["name"],
        "audit.modes": values["modes"],
        "application.members": values["members"],
    }
    again = validate(FORM, prefill(FORM, known), today=TODAY).values
    assert again == values


amounts = st.decimals("0.01", "5000", places=2)
names = st.text("王李赵刘陈·", min_size=1, max_size=10)
entries = st.fixed_dictionaries(
    {"name": names},
    optional={
        "note": st.text("甲乙丙<>&{}\n", max_size=20),
        "amount": amounts,
        "people": st.integers(0, 30),
        "on": st.dates(dt.date(1900, 1, 1), TODAY),
        "at": st.datetimes(
            dt.datetime(1950, 1, 1),  # noqa: DTZ001 - hypothesis wants naive bounds
            dt.datetime(2090, 1, 1),  # noqa: DTZ001
            timezones=st.just(BEIJING),
        ),
        "mode": st.sampled_from(["money", "goods"]),
        "modes": st.just(["money"]),
        "agreed": st.booleans(),
        "members": st.lists(st.fixed_dictionaries({"name": names, "income": amounts}), max_size=3),
    },
)


@given(entries)
@settings(max_examples=60, deadline=None)
def test_values_survive_storing(entry: dict[str, object]) -> None:
    values = validate(FORM, entry, today=TODAY).values
    stored = json.loads(json.dumps(to_plain(values), ensure_ascii=False))
    assert from_plain(FORM, stored) == values


def test_reading_what_an_older_form_stored_leaves_out_what_is_gone() -> None:
    values = from_plain(FORM, {"name": "甲", "gone": "x", "mode": "barter"})
    assert "gone" not in values
    assert values["mode"].text == "barter"
    assert values["members"] == []


scalars = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.dates(), st.decimals()
)
anything = st.recursive(
    scalars,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.text(), inner)),
    max_leaves=8,
)
hostile = st.one_of(
    anything, st.dictionaries(st.sampled_from([field.name for field in FIELDS]), anything)
)


@given(hostile)
@settings(max_examples=150, deadline=None)
def test_nothing_but_form_invalid_comes_of_any_input(cstruct: object) -> None:
    refused: FormInvalid | None = None
    values: dict[str, object] = {}
    try:
        values = validate(FORM, cstruct, today=TODAY).values
    except FormInvalid as error:
        refused = error
    if refused is None:
        assert from_plain(FORM, to_plain(values)) == values
    else:
        assert all(refused.errors.values())


def test_a_form_completed_by_a_second_person_begins_with_what_the_first_wrote() -> None:
    form = catalog().pack("chaoyang-2021").forms["relative_filing"]
    known = {"relative_filing.official_name": "王守林", "relative_filing.official_post": "委员"}
    assert prefill(form, known)["official_post"] != "委员"
    second = prefill(form, {**known, "application.relative_of": "王守山"}, again=True)
    assert (second["official_post"], second["official_name"]) == ("委员", "王守山")
