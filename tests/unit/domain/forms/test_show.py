"""Check how papers say values."""

from __future__ import annotations

import copy
import datetime as dt
import json
from decimal import Decimal

import pytest

from jiuji_docs.domain.errors import PaperError
from jiuji_docs.domain.forms.chosen import Chosen
from jiuji_docs.domain.forms.definition import Choice, Field
from jiuji_docs.domain.forms.show import BLANK_DAY, show

CHOICES = (Choice("card", "银行卡"), Choice("cash", "现金"))
ONE = Field("method", "方式", "choice", choices=CHOICES)
MANY = Field("modes", "方式", "choices", choices=CHOICES)
YES = Field("fits", "符合", "boolean")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("1234.50"), "1,234.50元"),
        (dt.date(2024, 2, 8), "2024年2月8日"),
        (dt.datetime(2024, 2, 8, 1, 5, tzinfo=dt.UTC), "2024年2月8日9时05分"),
        (True, "是"),
        (False, "否"),
        (0, "0"),
        (Chosen("card", "银行卡"), "银行卡"),
        ([Chosen("card", "银行卡"), Chosen("cash", "现金")], "银行卡、现金"),
        ([{"name": "甲", "unit": "民政办"}, {"name": "乙"}, {}], "甲、乙、"),
        ("<b>甲</b>", "<b>甲</b>"),
        ("", ""),
        (None, ""),
    ],
)
def test_a_value_is_told_by_its_type(value: object, text: str) -> None:
    assert show(None, value) == text


@pytest.mark.parametrize(
    ("value", "how", "text"),
    [
        (Decimal(500), "figures", "500.00"),
        (Decimal(500), "capitals", "人民币伍佰元整"),
        (Decimal("500.01"), "both", "500.01元（大写：人民币伍佰元零壹分）"),
        ("未规定", "figures", "未规定"),
        ("未规定", "capitals", "未规定"),
        (dt.datetime(2024, 2, 7, 16, 30, tzinfo=dt.UTC), "date", "2024年2月8日"),
        (True, "words:符合/不符合", "符合"),
        (False, "words:符合/不符合", "不符合"),
        ("990101196803151135", "masked_id", "990***********1135"),
        ("6217000000000000012", "masked_account", "***************0012"),
        ("13900000001", "masked_phone", "139****0001"),
    ],
)
def test_a_format_says_it_otherwise(value: object, how: str, text: str) -> None:
    assert show(None, value, how) == text


def test_rows_are_said_by_their_template_in_one_pass() -> None:
    rows = [{"name": "甲{unit}", "unit": "民政办"}, {"name": "乙", "unit": ""}]
    assert show(None, rows, "{name}（{unit}）") == "甲{unit}（民政办）、乙"
    assert show(None, None, "{name}") == ""


def test_options_stand_with_their_boxes() -> None:
    assert show(ONE, "cash", "boxes") == "□银行卡　☑现金"
    assert show(MANY, ["card", "cash"], "boxes") == "☑银行卡　☑现金"
    assert show(MANY, None, "boxes") == "□银行卡　□现金"
    assert show(YES, value=True, how="boxes:符合/不符合") == "☑符合　□不符合"
    assert show(YES, None, "boxes") == "□是　□否"


def test_a_blank_day_leaves_room_to_write() -> None:
    assert show(Field("on", "日期", "date"), None) == BLANK_DAY
    assert show(None, None, "date") == BLANK_DAY
    assert show(Field("at", "时间", "instant"), None).endswith("分")
    assert show(Field("name", "姓名", "text"), "") == ""


def test_unknown_formats_and_options_of_unknown_fields_are_refused() -> None:
    with pytest.raises(PaperError, match="显示格式"):
        show(None, "x", "loud")
    with pytest.raises(PaperError, match="本表"):
        show(None, "x", "boxes")


def test_a_chosen_value_is_its_plain_text_with_a_title() -> None:
    value = Chosen("card", "银行卡")
    assert value == "card"
    assert hash(value) == hash("card")
    assert json.dumps([value]) == '["card"]'
    assert copy.deepcopy(value).text == "银行卡"
