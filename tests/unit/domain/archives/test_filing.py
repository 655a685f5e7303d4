from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiuji_docs.domain.archives.filing import RETENTIONS, Filing, parse_reference

FILINGS = st.builds(
    Filing,
    fonds=st.from_regex(r"[0-9A-Z]{4}", fullmatch=True),
    year=st.integers(1949, 2999),
    retention=st.sampled_from(sorted(RETENTIONS)),
    item=st.integers(1, 9999),
    office=st.just("") | st.sampled_from(["BGS", "社会救助股", "01"]),
    category=st.sampled_from(["WS", "ZY", "KJ"]),
)
USUAL = {"fonds": "0001", "year": 2024, "retention": "D30", "item": 7}


def test_a_reference_has_its_parts_in_order_and_four_digits_of_item() -> None:
    assert str(Filing(**USUAL)) == "0001-WS·2024-D30-0007"
    assert str(Filing(**USUAL, office="BGS", pages=31)) == "0001-WS·2024-D30-BGS-0007"


@given(FILINGS)
def test_a_reference_reads_back_as_itself(filing: Filing) -> None:
    assert parse_reference(str(filing)) == filing


@given(FILINGS, FILINGS)
def test_no_two_items_share_a_reference(one: Filing, other: Filing) -> None:
    assert (str(one) == str(other)) == (one == other)


@given(FILINGS)
def test_a_reference_fits_its_column(filing: Filing) -> None:
    assert len(str(filing)) <= 60


@pytest.mark.parametrize(("code", "title"), [("Y", "永久"), ("D30", "30年"), ("D10", "10年")])
def test_a_retention_code_has_its_title(code: str, title: str) -> None:
    assert Filing(**{**USUAL, "retention": code}).retention_title == title


@pytest.mark.parametrize(
    ("part", "message"),
    [
        ({"fonds": "1"}, "全宗号"),
        ({"fonds": "00-1"}, "全宗号"),
        ({"fonds": "０００１"}, "全宗号"),
        ({"category": "文书"}, "门类"),
        ({"year": 24}, "年度"),
        ({"retention": "30年"}, "保管期限"),
        ({"retention": ""}, "保管期限"),
        ({"item": 0}, "件号"),
        ({"item": 10_000}, "件号"),
        ({"office": "A-B"}, "机构"),
        ({"office": "D10"}, "机构"),
        ({"pages": -1}, "页数"),
    ],
)
def test_a_part_that_breaks_the_rule_is_named(part: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Filing(**{**USUAL, **part})


@pytest.mark.parametrize(
    "text", ["", "0001-WS·2024-D30-7", "0001-WS-2024-D30-0007", "0001·2024-D30-0007"]
)
def test_what_is_no_reference_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="档号应写作"):
        parse_reference(text)
