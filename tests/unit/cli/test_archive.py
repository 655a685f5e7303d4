"""jiuji archive lists what is filed, exports packages and checks them."""

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


def test_a_case_is_exported_and_the_package_verified(
    filed: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert filed
    target, who = tmp_path / "out", ["--by", "county.archivist", "--year", "2024"]
    assert main(["archive", "export", *who]) == 2
    assert "--to" in capsys.readouterr().err

    assert main(["archive", "export", *who, "--to", str(target)]) == 0
    path = target / "0001-2024-D30-0001"
    assert str(path) in capsys.readouterr().out
    house = House(Settings.read())
    with house.desk(write=False) as desk:
        read = desk.accounts.accesses(desk.cases.get(filed).id)
    house.close()
    assert read[-1].what == "导出归档包：0001-2024-D30-0001"
    for words in (["archive", "verify"], ["verify"]):
        assert main([*words, str(path), "--json"]) == 0
        assert json.loads(capsys.readouterr().out)["reference"] == "0001-2024-D30-0001"
    (path / "metadata/history.json").write_text("[]", "utf-8")
    assert main(["verify", str(path)]) == 1
    assert "内容已被改动：metadata/history.json" in capsys.readouterr().out


def test_what_is_no_package_is_said(
    filed: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert filed
    (tmp_path / "空").mkdir()
    assert main(["archive", "verify"]) == 2
    assert main(["archive", "verify", str(tmp_path / "空")]) == 1
    assert "不是归档包" in capsys.readouterr().out
    (tmp_path / "x.zip").write_bytes(b"no zip")
    assert main(["verify", str(tmp_path / "x.zip")]) == 2
    assert "无法读取" in capsys.readouterr().err


def test_without_a_database_one_line_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("store", "keys", "office"):
        monkeypatch.setenv(f"JIUJI_{name.upper()}", str(tmp_path / name))
    monkeypatch.setenv("JIUJI_DATABASE", f"sqlite:///{tmp_path / 'none.db'}")

    assert main(["archive", "catalogue"]) == 2
    assert "jiuji init" in capsys.readouterr().err
