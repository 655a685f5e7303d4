"""jiuji calendar apply: a notice is taken whole or not at all, and deadlines are derived anew."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from jiuji_docs.cli.dispatch import main
from jiuji_docs.services.house import House
from jiuji_docs.services.settings import Settings
from jiuji_docs.storage.schema import upgrade

NOTICE = "[year.2027]\noff = [2027-01-01]\non = [2027-01-03]\n"


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty installation in a folder of its own."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("JIUJI_DATABASE", f"sqlite:///{tmp_path / 'o.db'}")
    monkeypatch.setenv("JIUJI_STORE", str(tmp_path / "store"))
    monkeypatch.setenv("JIUJI_KEYS", str(tmp_path / "keys"))
    monkeypatch.setenv("JIUJI_CALENDAR", str(tmp_path / "calendar.toml"))
    return tmp_path


@pytest.fixture
def prepared(office: Path) -> Path:
    """The same with a database."""
    house = House(Settings.read())
    upgrade(house.engine)
    house.close()
    return office


def test_a_notice_counts_from_now_on(prepared: Path, capsys: pytest.CaptureFixture[str]) -> None:
    notice = prepared / "2027.toml"
    notice.write_text(NOTICE, "utf-8")
    assert main(["calendar", "due", "2026-12-31", "1wd"]) == 0
    guessed = capsys.readouterr()
    assert guessed.out.startswith("2027-01-01\n")
    assert "暂推" in guessed.err
    assert main(["calendar", "apply", str(notice)]) == 0
    assert capsys.readouterr().out == "已采用 2027 年放假安排\n重新推算，0 个时限有变\n"
    assert main(["calendar", "due", "2026-12-31", "1wd"]) == 0
    known = capsys.readouterr()
    assert (known.out.splitlines()[0], known.err) == ("2027-01-03", "")


def test_without_a_file_it_only_derives_anew(
    prepared: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["calendar", "apply", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"years": [], "moved": []}
    assert not (prepared / "calendar.toml").exists()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[year.2024]\noff = [2024-02-30]\n",
        b"\xff\xfe\x00",
        b"[year.2027]\noff = 3\n",
        b"#" * 200_000,
    ],
)
def test_a_notice_that_cannot_be_right_is_exit_2(
    prepared: Path, content: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    notice = prepared / "bad.toml"
    notice.write_bytes(content)
    assert main(["calendar", "apply", str(notice)]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("错误：")
    assert not (prepared / "calendar.toml").exists()


def test_a_missing_file_and_a_missing_database_are_exit_2(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["calendar", "apply"]) == 2
    assert "jiuji init" in capsys.readouterr().err
    House(Settings.read()).close()
    assert main(["calendar", "apply", str(office / "none.toml")]) == 2
