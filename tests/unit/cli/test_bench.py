"""jiuji bench prints a table or JSON, and exits 1 when a target is not met."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from jiuji_docs.cli.dispatch import main
from jiuji_docs.services.bench import suite
from jiuji_docs.services.bench.measure import Measure, at_least


def _fake(value: float) -> object:
    def run(names: tuple[str, ...], _database: str) -> Iterator[tuple[str, Measure]]:
        for name in names:
            yield name, at_least(name, "一项", value, "步/秒", 20)

    return run


def test_json_has_the_agreed_keys(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(suite, "run_benches", _fake(25.0))

    code = main(["bench", "steps", "--json"])

    assert code == 0
    assert json.loads(capsys.readouterr().out) == {
        "measures": [
            {"name": "steps", "value": 25.0, "unit": "步/秒", "target": "≥ 20", "met": True}
        ]
    }


def test_a_missed_target_is_told_and_exits_1(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    monkeypatch.setattr(suite, "run_benches", _fake(3.0))

    code = main(["bench", "all"])

    table = capsys.readouterr().out
    assert code == 1
    assert table.count("未达标") == len(suite.BENCHES)


def test_an_unknown_benchmark_is_wrong_usage() -> None:
    assert main(["bench", "everything"]) == 2
