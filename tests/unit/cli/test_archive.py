"""jiuji archive catalogue lists what is filed; packages are said not to be there yet."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy import text

from jiuji_docs.cli.dispatch import main
from jiuji_docs.services.bench.ground import MORNING, take
from jiuji_docs.services.house import House
from jiuji_docs.services.play import open_house
from jiuji_docs.services.settings import Settings
from tests.common.cases import scenario


@pytest.fixture
def filed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """An installation with one case in the archives; return the case's number."""
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    monkeypatch.setenv("JIUJI_DATABASE", f"sqlite:///{tmp_path / 'jiuji.db'}")
    for name in ("store", "keys", "office"):
        monkeypatch.setenv(f"JIUJI_{name.upper()}", str(tmp_path / name))
    house, clock = open_house(scenario(), Settings.read())
    clock.at = MORNING
    number = take(house, "accept").case
    _file(house, number)
    house.close()
    return number


def _file(house: House, number: str) -> None:
    with house.desk() as desk:
        desk.archives.add(
            case_id=desk.cases.get(number).id,
            fonds="0001",
            year=2024,
            retention="D30",
            item=1,
            reference="0001-2024-D30-0001",
            pages=12,
            contents="[]",
            filed_by="county.archivist",
            filed_at=MORNING,
        )
        assert desk.work.session.execute(text("SELECT count(*) FROM filing")).scalar_one() == 1


def test_the_catalogue_of_a_year_as_json(filed: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["archive", "catalogue", "--year", "2024", "--json"]) == 0

    told = json.loads(capsys.readouterr().out)
    assert told["year"] == 2024
    assert [(row["reference"], row["case_number"], row["pages"]) for row in told["files"]] == [
        ("0001-2024-D30-0001", filed, 12)
    ]


def test_the_catalogue_for_people_has_chinese_heads(
    filed: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["archive", "catalogue", "--year", "2024"]) == 0

    heads, row = capsys.readouterr().out.splitlines()
    assert heads.startswith("档号\t件号")
    assert filed in row


def test_an_empty_year_is_no_error(filed: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert filed
    assert main(["archive", "catalogue", "--year", "2019", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"year": 2019, "files": []}


@pytest.mark.parametrize("action", ["export", "verify"])
def test_packages_are_said_not_to_be_there_yet(
    action: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")

    assert main(["archive", action, "package"]) == 2
    assert "尚未提供" in capsys.readouterr().err


def test_without_a_database_one_line_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("store", "keys", "office"):
        monkeypatch.setenv(f"JIUJI_{name.upper()}", str(tmp_path / name))
    monkeypatch.setenv("JIUJI_DATABASE", f"sqlite:///{tmp_path / 'none.db'}")

    assert main(["archive", "catalogue"]) == 2
    assert "jiuji init" in capsys.readouterr().err
