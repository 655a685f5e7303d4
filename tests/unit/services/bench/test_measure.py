"""A figure says honestly whether it reaches its target."""

from __future__ import annotations

import pytest

from jiuji_docs.services.bench.measure import at_least, at_most, exactly


@pytest.mark.parametrize(("value", "met"), [(19.999, False), (20.0, True), (20.001, True)])
def test_at_least_includes_its_bound(value: float, *, met: bool) -> None:
    measure = at_least("steps", "步数", value, "步/秒", 20)

    assert (measure.met, measure.target) == (met, "≥ 20")


@pytest.mark.parametrize(("value", "met"), [(4.9, True), (5.0, True), (5.0001, False)])
def test_at_most_includes_its_bound_and_is_judged_before_rounding(
    value: float, *, met: bool
) -> None:
    measure = at_most("wait", "等待", value, "秒", 5)

    assert (measure.met, measure.target) == (met, "≤ 5")


def test_a_count_has_one_right_value() -> None:
    assert exactly("errors", "错误", 0, "次", 0).met
    assert not exactly("errors", "错误", 1, "次", 0).met
