"""Draw people, numbers and amounts for property tests; nobody and nothing real."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from hypothesis import strategies as st

#: First six digits of ID numbers: the invented county, the seeds' counties, residence permits.
REGIONS = ("990101", "370522", "130424", "211321", "370811", "810000", "820000", "830000")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
#: Characters of names, the last ones missing from most fonts.
NAME_CHARACTERS = "赵钱孙李周吴郑王建国秀英志强桂花玉兰海涛旻昇玥珺瑄㛃𠮷"

BIRTHS = st.dates(dt.date(1900, 1, 1), dt.date(2026, 12, 31))
AMOUNTS = st.decimals(min_value=0, max_value=Decimal("999999999999.99"), places=2)
NAMES = st.text(NAME_CHARACTERS, min_size=2, max_size=4)


def number_of(region: str, birth: dt.date, serial: int) -> str:
    """Return the ID number of these parts with its check digit, reckoned apart from the product."""
    first = f"{region}{birth:%Y%m%d}{serial:03d}"
    left = (12 - sum(int(d) * w for d, w in zip(first, _WEIGHTS, strict=True)) % 11) % 11
    return first + ("X" if left == 10 else str(left))


@st.composite
def id_numbers(draw: st.DrawFn, births: st.SearchStrategy[dt.date] = BIRTHS) -> str:
    """Draw a valid ID number (公民身份号码)."""
    return number_of(draw(st.sampled_from(REGIONS)), draw(births), draw(st.integers(0, 999)))


@st.composite
def card_numbers(draw: st.DrawFn) -> str:
    """Draw a bank card number whose check digit holds."""
    first = draw(st.text("0123456789", min_size=11, max_size=18))
    total = sum(
        sum(divmod(int(d) * (2 if i % 2 == 0 else 1), 10)) for i, d in enumerate(first[::-1])
    )
    return f"{first}{-total % 10}"
