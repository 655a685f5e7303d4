from __future__ import annotations

import json

import pytest

from jiuji_docs.cli import main


@pytest.fixture(autouse=True)
def _in_chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    ("start", "budget", "first", "lines"),
    [
        ("2024-02-08", "9wd", "2024-02-27", 22),
        ("2025-04-24", "7d", "2025-05-06", 15),
        ("2022-01-29T22:40", "24h", "2022-01-30T22:40", 4),
        ("2022-01-29T22:40:07", "2h", "2022-01-30T00:40:07", 4),
        ("2022-01-29T14:40+00:00", "24h", "2022-01-30T22:40", 4),
        ("2021-12-31T23:59", "1wd", "2022-01-04", 7),
    ],
)
def test_the_first_line_is_the_deadline_alone(
    capsys: pytest.CaptureFixture[str], start: str, budget: str, first: str, lines: int
) -> None:
    assert main(["calendar", "due", start, budget]) == 0
    out = capsys.readouterr().out.splitlines()
    assert out[0] == first
    assert len(out) == lines
    assert out[-1].endswith("到期")


def test_json_gives_the_same_as_data(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["calendar", "due", "2024-02-08", "1wd", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "start": "2024-02-08T00:00:00+08:00",
        "budget": "1wd",
        "due": "2024-02-09",
        "at": "2024-02-09T23:59:59+08:00",
        "provisional": False,
        "reckoning": [
            "2024-02-08（周四）：起算当日，不计",
            "2024-02-09（周五）：工作日，第 1 个工作日",
            "2024-02-09（周五） 23:59:59：满 1 个工作日，到期",
        ],
    }


def test_a_deadline_in_an_unannounced_year_is_noted_on_stderr(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["calendar", "due", "2031-09-29", "4wd"]) == 0
    answer = capsys.readouterr()
    assert answer.out.startswith("2031-10-03\n")
    assert "暂推" in answer.err


@pytest.mark.parametrize(
    ("start", "budget", "message"),
    [
        ("2024-02-30", "9wd", "起点应写作"),
        ("昨天", "9wd", "起点应写作"),
        ("2024-02-08", "9", "时限应写作"),
        ("2024-02-08", "0wd", "时限应写作"),
        ("2024-02-08", "unset", "未规定"),
        ("2024-02-08", "24h", "须写明起算时刻"),
        ("9999-12-31", "5wd", "超出日历"),
    ],
)
def test_what_cannot_be_reckoned_is_one_chinese_line_and_exit_2(
    capsys: pytest.CaptureFixture[str], start: str, budget: str, message: str
) -> None:
    assert main(["calendar", "due", start, budget]) == 2
    answer = capsys.readouterr()
    assert answer.out == ""
    assert message in answer.err
    assert len(answer.err.splitlines()) == 1


def test_help_has_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["calendar", "due", "--help"]) == 0
    assert "jiuji calendar due 2024-02-08 9wd" in capsys.readouterr().out
