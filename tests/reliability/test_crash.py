"""kill -9 in the middle of the work (断电演练): no step, paper or number is lost, doubled or half-written."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from jiuji_docs.cli.language import say
from tests.common.databases import BOTH
from tests.common.postgres import Server
from tests.reliability.crash import rehearse

#: ``make crash`` sets fifty.
KILLS = int(os.environ.get("JIUJI_KILLS", "5"))
SEED = int(os.environ.get("JIUJI_SEED", "0")) or time.time_ns() % 10**6


@pytest.mark.parametrize("kind", BOTH)
def test_nothing_is_lost_when_the_server_is_killed_in_the_middle_of_steps(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    database = f"sqlite:///{tmp_path / 'crash.db'}"
    if kind == "postgresql":
        server: Server = request.getfixturevalue("postgresql")
        database = server.create("crash")

    result = rehearse(tmp_path, database, KILLS, SEED)

    say(result.line())
    assert result.breaches == []
    assert int(result.figures["steps"]) >= KILLS
    assert result.figures["confirmed"] == result.figures["steps"]
