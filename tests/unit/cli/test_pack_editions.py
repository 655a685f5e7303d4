"""jiuji init publishes, jiuji pack publish, editions and list say what is published."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from jiuji_docs.cli.dispatch import main
from jiuji_docs.definitions.directory import demo_directory
from jiuji_docs.services.clock import FixedClock
from jiuji_docs.services.directories import enrol
from jiuji_docs.services.house import House
from jiuji_docs.services.settings import Settings
from jiuji_docs.storage.schema import upgrade
from tests.common.cases import PACK, case_at
from tests.common.houses import MORNING
from tests.common.relief import catalog

Output = pytest.CaptureFixture[str]


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation in a folder of its own whose database is empty; returns its office.toml."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name in ("store", "keys", "office.toml", "calendar.toml"):
        monkeypatch.setenv(f"JIUJI_{name.removesuffix('.toml').upper()}", str(tmp_path / name))
    monkeypatch.setenv("JIUJI_DATABASE", f"sqlite:///{tmp_path / 'o.db'}")
    house = House(Settings.read())
    upgrade(house.engine)
    house.close()
    return tmp_path / "office.toml"


def listed(capsys: Output) -> str:
    assert main(["pack", "list", "--json"]) == 0
    packs = json.loads(capsys.readouterr().out)["packs"]
    return str(next(one["published"] for one in packs if one["id"] == PACK))


def test_an_edition_is_published_and_listed(office: Path, capsys: Output) -> None:
    assert listed(capsys) == "未发布"
    assert main(["pack", "publish", PACK, "--json"]) == 0
    done = json.loads(capsys.readouterr().out)
    assert (done["number"], done["checksum"]) == (1, catalog().pack(PACK).checksum)
    assert listed(capsys) == "已发布（现行第 1 版）"

    office.write_text(f'["{PACK}"]\ndecision = "5wd"\n', "utf-8")

    assert listed(capsys) == "有未发布的改动（现行第 1 版）"
    assert main(["pack", "publish", PACK]) == 0
    assert "第 2 版" in capsys.readouterr().out
    assert main(["pack", "editions", PACK]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith("第 1 版　")
    assert second.startswith("第 2 版（现行）　")
    assert main(["pack", "editions", PACK, "--json"]) == 0
    editions = json.loads(capsys.readouterr().out)["editions"]
    assert [one["number"] for one in editions if one["intact"]] == [1, 2]


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        (["publish", "nowhere"], "没有政策包“nowhere”"),
        (["editions", "nowhere"], "没有政策包“nowhere”"),
        (["publish", PACK, "--by", "nobody.here"], "没有账户“nobody.here”"),
        (["publish", PACK, "--from", "2001-01-01"], "启用日期不能早于今天"),
    ],
)
def test_what_cannot_be_is_one_line_and_exit_2(
    office: Path, command: list[str], sentence: str, capsys: Output
) -> None:
    assert main(["pack", *command]) == 2
    assert sentence in capsys.readouterr().err
    assert not office.exists()


def test_without_a_database_nothing_is_made_or_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    monkeypatch.setenv("JIUJI_DATABASE", f"sqlite:///{tmp_path / 'none.db'}")
    monkeypatch.setenv("JIUJI_KEYS", str(tmp_path / "keys"))
    assert listed(capsys) == ""
    assert list(tmp_path.iterdir()) == []
    assert main(["pack", "publish", PACK]) == 2


def test_set_up_publishes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Output) -> None:
    for name in ("store", "keys"):
        monkeypatch.setenv(f"JIUJI_{name.upper()}", str(tmp_path / name))
    monkeypatch.setenv("JIUJI_DATABASE", f"sqlite:///{tmp_path / 'new.db'}")
    assert main(["init"]) == 0
    assert f"发布政策包“{PACK}”第 1 版" in capsys.readouterr().err
    assert listed(capsys) == "已发布（现行第 1 版）"


def test_running_cases_are_moved_from_the_command_line(office: Path, capsys: Output) -> None:
    house = House(Settings.read(), clock=FixedClock(MORNING))
    house.run(lambda desk: enrol(desk, demo_directory(), with_passwords=False))
    house.keyring.create("示范县")
    assert main(["pack", "publish", PACK]) == 0
    number = case_at(house, "accepted")
    office.write_text(f'["{PACK}"]\ninvestigation = "3wd"\n', "utf-8")
    assert main(["pack", "publish", PACK]) == 0
    capsys.readouterr()
    command = ["pack", "migrate", f"{PACK}@1", f"{PACK}@2"]

    assert main([*command, "--dry-run"]) == 0
    told = capsys.readouterr()
    assert number in told.out
    assert "时限：“调查时限”由 未规定 改为" in told.out
    assert "试算，没有改动" in told.err
    assert main([*command, "--by", "county.approver", "--json"]) == 0
    moved = json.loads(capsys.readouterr().out)
    assert [(one["case"], one["refusals"]) for one in moved["cases"]] == [(number, [])]
    house.close()

    wrong = office.with_name("map.toml")
    wrong.write_text('[states]\naccepted = "nowhere"\n', "utf-8")
    assert main([*command, "--map", str(wrong)]) == 1
    assert "新版没有环节“nowhere”" in capsys.readouterr().out
    assert main(["pack", "migrate", f"{PACK}@1", f"{PACK}@7"]) == 2
    assert main([*command, "--map", str(office.with_name("none.toml"))]) == 2
