"""How long a case has stood is counted from when it came, not from what was noted there."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from jiuji_docs.domain.workflow.stay import arrived_at, stay_words
from tests.common.consultation import consulting_pack
from tests.common.relief import NOW, pack, taken

HOURS = dt.timedelta(hours=1)


@pytest.mark.parametrize(
    ("stood", "words"),
    [
        (dt.timedelta(minutes=59), "不到 1 小时"),
        (HOURS, "1 小时"),
        (24 * HOURS - dt.timedelta(seconds=1), "23 小时"),
        (24 * HOURS, "1 天"),
        (75 * HOURS, "3 天"),
    ],
)
def test_words(stood: dt.timedelta, words: str) -> None:
    assert stay_words(NOW, NOW + stood) == words


def test_a_step_that_stays_is_no_arrival_and_a_second_arrival_counts() -> None:
    flow = pack().workflow
    came = dataclasses.replace(taken("register", "registered"), source="relieved")
    stayed = dataclasses.replace(
        taken("sign_handler_first", "registered"), source="registered", occurred_at=NOW + HOURS
    )
    back = dataclasses.replace(
        taken("return_confirmation_town", "registered"),
        source="confirming_town",
        occurred_at=NOW + 2 * HOURS,
    )
    assert arrived_at(flow, [came, stayed], "registered") == NOW
    assert arrived_at(flow, [came, stayed, back], "registered") == NOW + 2 * HOURS
    assert arrived_at(flow, [came], "confirmed") is None


def test_a_branch_came_to_its_first_state_with_the_case() -> None:
    flow = consulting_pack().workflow
    branch = next(iter(flow.branches.values()))
    opened = dataclasses.replace(taken("any", branch.state), source="other")
    assert arrived_at(flow, [opened], branch.first) == NOW
