"""The benchmark of simultaneous approvals counts right, and refuses somebody's database."""

from __future__ import annotations

from pathlib import Path

import pytest

from jiuji_docs.domain.errors import SetUpError
from jiuji_docs.services.bench import ground, race
from jiuji_docs.services.bench.ground import awaiting_approval


def test_each_case_is_decided_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(race, "CASES", 2)

    measures = {measure.name: measure for measure in race.measure_race()}

    assert measures["decided"].value == 2
    assert measures["refused"].value == 6
    assert all(measure.met for measure in measures.values())


def test_an_error_of_an_approver_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(race, "CASES", 1)
    monkeypatch.setattr(race, "_approvers", lambda _desk: None)

    measures = {measure.name: measure for measure in race.measure_race()}

    assert measures["errors"].value == 4
    assert not measures["decided"].met


def test_a_database_with_cases_is_not_measured_on(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path / 'somebodys.db'}"
    with ground.ground(database) as house:
        awaiting_approval(house)

    with pytest.raises(SetUpError, match="空的数据库"), ground.ground(database):
        pass
