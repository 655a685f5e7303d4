from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiuji_docs.domain.calendar import BEIJING
from jiuji_docs.domain.canonical import canonical, digest

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(st.characters(exclude_categories=["Cs"]))
    | st.decimals(places=2, min_value=0, max_value=10**12)
    | st.dates(),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text("键名abc"), inner, max_size=4)
    ),
    max_leaves=12,
)


def test_each_kind_of_value_has_one_text() -> None:
    values = {
        "name": "旻昇\n",
        "amount": Decimal(500),
        "day": dt.date(2024, 2, 9),
        "at": dt.datetime(2024, 2, 8, 9, 30, tzinfo=BEIJING),
        "modes": ("money", "goods"),
        "roles": frozenset({"b", "a"}),
        "done": True,
        "size": 3,
        "none": None,
    }
    assert canonical(values) == (
        '{"amount":"500.00","at":"2024-02-08T01:30:00Z","day":"2024-02-09","done":true,'
        '"modes":["money","goods"],"name":"旻昇\\n","none":null,"roles":["a","b"],"size":3}'
    )


@pytest.mark.parametrize(
    ("value", "error"),
    [
        (1.0, TypeError),
        ([float("nan")], TypeError),
        (b"bytes", TypeError),
        ({1: "one"}, TypeError),
        (object(), TypeError),
        (Decimal("0.005"), ValueError),
        (Decimal("NaN"), ValueError),
        (Decimal("1E+400"), ValueError),
        (dt.datetime(2024, 2, 8, 9, 30), ValueError),  # noqa: DTZ001 - naive on purpose
        ("\ud800", ValueError),
    ],
)
def test_what_has_no_exact_text_is_refused(value: Any, error: type[Exception]) -> None:
    with pytest.raises(error):
        canonical(value)


@given(st.dictionaries(st.text("abc键"), VALUES, max_size=6), st.randoms())
def test_the_order_of_entering_changes_nothing(value: dict[str, Any], chance: Any) -> None:
    items = list(value.items())
    chance.shuffle(items)
    assert canonical(dict(items)) == canonical(value)


@given(VALUES)
def test_canonical_text_is_json_that_stays_the_same(value: Any) -> None:
    text = canonical(value)
    assert canonical(json.loads(text)) == text


@given(st.datetimes(timezones=st.sampled_from([dt.UTC, BEIJING])))
def test_one_instant_has_one_text_in_every_zone(moment: dt.datetime) -> None:
    if moment.year not in (1, 9999):
        assert canonical(moment) == canonical(moment.astimezone(dt.UTC))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Decimal(5), Decimal("5.00")),
        (Decimal("-0.00"), Decimal(0)),
        (Decimal("5E+2"), Decimal(500)),
    ],
)
def test_equal_amounts_have_equal_text(one: Decimal, other: Decimal) -> None:
    assert canonical(one) == canonical(other)


def test_a_digest_is_sha_256_in_hex() -> None:
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert digest("") == digest(b"") == empty
    assert digest("昇") == digest("昇".encode())
    assert digest("昇") != digest("升")


def by_definition(value: Any) -> Any:
    """Say what plain value stands for *value*, one kind after the other."""
    if isinstance(value, dict):
        return {key: by_definition(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [by_definition(item) for item in value]
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat().replace("+00:00", "Z")
    return value.isoformat() if isinstance(value, dt.date) else value


MOMENTS = st.datetimes(dt.datetime(1949, 10, 1), timezones=st.sampled_from((BEIJING, dt.UTC)))  # noqa: DTZ001 - zones are drawn


@given(VALUES | MOMENTS)
def test_the_text_is_that_of_the_definition_byte_for_byte(value: Any) -> None:
    plain = json.dumps(
        by_definition(value), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    assert canonical(value) == canonical((value,))[1:-1] == plain
