"""While a bundle is bound, papers that others wait for are printed, but not for ever."""

from __future__ import annotations

import time

import pytest

from jiuji_docs.services.bundles import press
from jiuji_docs.services.bundles.press import GivingWay


def test_everything_that_waits_is_printed_before_the_binding_goes_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(press, "GLANCE", 0.0)
    waiting = ["甲", "乙", "丙"]

    def print_one() -> bool:
        return bool(waiting) and bool(waiting.pop())

    pause = GivingWay(print_one)
    pause()
    assert waiting == []


def test_nobody_looks_at_every_side(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(press, "GLANCE", 60.0)
    pause = GivingWay(lambda: pytest.fail("looked at the outbox again so soon"))
    for _ in range(100):
        pause()


def test_a_queue_without_end_does_not_hold_the_bundle_for_ever(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(press, "GLANCE", 0.0)
    monkeypatch.setattr(press, "PATIENCE", 0.01)
    printed: list[int] = []

    def slow() -> bool:
        printed.append(1)
        time.sleep(0.02)
        return True

    pause = GivingWay(slow)
    pause()
    pause()
    assert printed == [1]
