"""What one form of a page tells, the page's other forms need not be told again."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiuji_docs.definitions.catalog import Catalog
from jiuji_docs.services.same_page import completed

DAY = dt.date(2024, 2, 8)
FORMS = [Catalog.shipped().form(name) for name in ("application", "check_authorization")]
APPLICATION = {
    "applicant_name": "王守田",
    "id_number": "990101196803151135",
    "members": [
        {"name": "王守田", "relation": "本人", "id_number": "990101196803151135", "health": "健康"},
        {"name": "刘桂英", "relation": "配偶", "id_number": "990101197004212282", "income": "3000"},
        {"name": "王小宝", "relation": "儿子", "id_number": "990101201806153332"},
        {"name": "", "relation": "", "id_number": ""},
    ],
}


def _adults(application: Any, adults: Any) -> Any:
    posted = {"application": application, "check_authorization": {"adults": adults}}
    return completed(FORMS, posted, DAY)["check_authorization"]["adults"]


@pytest.mark.parametrize("blank", [[], [{"name": "", "id_number": " ", "relation": ""}], None, ""])
def test_an_empty_list_of_adults_is_the_applicant_and_the_adults_of_the_household(
    blank: Any,
) -> None:
    assert _adults(APPLICATION, blank) == [
        {"name": "王守田", "id_number": "990101196803151135", "relation": "本人"},
        {"name": "刘桂英", "id_number": "990101197004212282", "relation": "配偶"},
    ]


def test_somebody_who_lives_alone_signs_alone() -> None:
    alone = {**APPLICATION, "members": []}

    assert [row["name"] for row in _adults(alone, [])] == ["王守田"]


def test_what_was_typed_stays_as_it_was_typed() -> None:
    typed = [{"name": "刘桂英", "id_number": "", "relation": ""}]

    assert _adults(APPLICATION, typed) == typed


def test_nothing_is_made_up_where_nothing_was_told() -> None:
    assert _adults({}, []) == []
    assert completed(FORMS, {"check_authorization": {"adults": []}}, DAY) == {
        "check_authorization": {"adults": []}
    }


@given(
    st.recursive(
        st.none() | st.text(max_size=5) | st.integers(),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["members", "name", "id_number", "x"]), inner)
        ),
        max_leaves=8,
    )
)
def test_whatever_shape_was_posted_nothing_breaks(value: Any) -> None:
    posted = {"application": value, "check_authorization": value, "stranger": value}

    assert completed(FORMS, posted, DAY)["stranger"] == value
