"""Values on the screen: masked, in words, and empty where nothing was entered."""

from __future__ import annotations

import datetime as dt

import pytest

from jiuji_docs.domain.forms.definition import Choice, Field
from jiuji_docs.services.case_lines import line_of

YES = (Choice("yes", "是"), Choice("no", "否"))


@pytest.mark.parametrize(
    ("field", "value", "text"),
    [
        (Field("day", "日期", "date"), None, ""),
        (Field("at", "时间", "instant"), None, ""),
        (Field("day", "日期", "date"), dt.date(2024, 2, 8), "2024年2月8日"),
        (Field("ok", "是否", "boolean"), False, "否"),
        (Field("count", "数", "integer"), 0, "0"),
        (Field("id", "证件号", "id_number", privacy="id"), "990101196803151135", "990***********1135"),
        (Field("id", "证件号", "id_number", privacy="id"), "", ""),
    ],
)  # fmt: skip
def test_a_value_is_told_and_nothing_is_told_as_nothing(
    field: Field, value: object, text: str
) -> None:
    assert line_of(field, value, unmasked=False).text == text
