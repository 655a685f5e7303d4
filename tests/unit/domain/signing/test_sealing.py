"""Seals go to their organs' places, and a paging seal's strips make the whole seal again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiuji_docs.domain.errors import Refused
from jiuji_docs.domain.forms.sheet import Place
from jiuji_docs.domain.signing.sealing import SealOrder, seats, strips

ONE = {"seal": Place(2, 100, 150, 42, 42)}
THREE = {f"seal_{n}": Place(3, 30.0 * n, 150, 42, 42) for n in (1, 2, 3)}
ORGANS = ("示范县民政局", "示范县财政局", "示范县教育局")


def test_a_seal_keeps_its_middle_whatever_its_diameter() -> None:
    ((_, place),) = seats([SealOrder("示范县人民政府", 45)], ("示范县人民政府",), ONE)
    assert (place.left, place.top, place.width) == (98.5, 148.5, 45)


def test_joint_organs_seals_go_by_the_organs_order() -> None:
    orders = [SealOrder(ORGANS[2], 42), SealOrder(ORGANS[0], 42)]
    made = seats(orders, ORGANS, THREE)
    assert [place.left for _, place in made] == [90.0, 30.0]


@pytest.mark.parametrize(
    ("owners", "places", "code"),
    [
        (["示范县公安局"], THREE, "foreign_seal"),
        ([ORGANS[0], ORGANS[0]], THREE, "seal_twice"),
        ([ORGANS[0]], {}, "no_seat"),
    ],
)
def test_a_seal_that_does_not_belong_is_refused(
    owners: list[str], places: dict[str, Place], code: str
) -> None:
    with pytest.raises(Refused) as caught:
        seats([SealOrder(owner, 42) for owner in owners], ORGANS, places)
    assert caught.value.code == code


@pytest.mark.parametrize("diameter", [0, 29.9, 45.1, 1e9])
def test_a_seal_of_no_lawful_size_is_refused(diameter: float) -> None:
    with pytest.raises(Refused, match="直径"):
        SealOrder("示范县民政局", diameter)


@given(st.integers(1, 400))
def test_strips_make_whole_seals_of_at_most_twenty_pages(pages: int) -> None:
    made = strips(pages)
    if pages == 1:
        assert made == ()
        return
    assert [one.page for one in made] == list(range(1, pages + 1))
    seal: list[float] = [0.0]
    for one in made:
        if one.start == 0:
            assert seal[-1] in (0.0, pytest.approx(1.0))
            seal = [0.0]
        assert one.start == pytest.approx(seal[-1])
        assert one.end - one.start >= 1 / 20 - 1e-9
        seal.append(one.end)
    assert seal[-1] == pytest.approx(1.0)
