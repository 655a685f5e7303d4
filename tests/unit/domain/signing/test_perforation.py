"""A seal divided over the edges: equal strips in order, whole again side by side."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jiuji_docs.domain.errors import PaperError
from jiuji_docs.domain.signing.perforation import MOST_PAGES, strips


@given(st.integers(2, 400))
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_page_has_one_strip_and_each_groups_strips_make_the_whole_seal(pages: int) -> None:
    made = strips(pages)
    assert [strip.page for strip in made] == list(range(1, pages + 1))
    groups = [number for number, strip in enumerate(made) if strip.start == 0] + [pages]
    for first, end in pairwise(groups):
        group = made[first:end]
        assert 2 <= len(group) <= MOST_PAGES
        assert group[-1].end == 1
        assert all(one.end == other.start for one, other in pairwise(group))
        width = 1 / len(group)
        assert all(strip.end - strip.start == pytest.approx(width) for strip in group)


def test_groups_are_as_equal_as_they_can_be() -> None:
    made = strips(41)
    assert [sum(1 for one in made if one.page in pages) for pages in (range(1, 14),)] == [13]
    assert [strip.page for strip in made if strip.start == 0] == [1, 14, 28]


def test_a_single_page_has_nothing_to_join() -> None:
    with pytest.raises(PaperError, match="至少需要 2 页"):
        strips(1)
