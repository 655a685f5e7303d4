"""jiuji account: people come and go, passwords are shown once."""

from __future__ import annotations

from pathlib import Path

import pytest

from jiuji_docs.cli.dispatch import main

DIRECTORY = """
[[unit]]
id = "county"
name = "示范县民政局"
level = "county"

[[unit]]
id = "north"
name = "示范县北山镇人民政府"
level = "town"
parent = "county"

[[person]]
id = "north.clerk"
unit = "north"
name = "王昇"
post = "经办人"
roles = ["town.clerk"]
"""

COLLEAGUE = """
[[person]]
id = "north.head"
unit = "north"
name = "高明"
post = "副镇长"
roles = ["town.head"]
"""


@pytest.fixture(autouse=True)
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty office in a folder of its own."""
    monkeypatch.setenv("JIUJI_DATABASE", f"sqlite:///{tmp_path / 'o.db'}")
    monkeypatch.setenv("JIUJI_STORE", str(tmp_path / "store"))
    monkeypatch.setenv("JIUJI_KEYS", str(tmp_path / "keys"))
    file = tmp_path / "directory.toml"
    file.write_text(DIRECTORY, "utf-8")
    return file


def test_importing_shows_each_new_password_once(office: Path, capsys) -> None:
    assert main(["account", "import", str(office)]) == 0
    first = capsys.readouterr().out
    assert main(["account", "import", str(office)]) == 0

    assert first.startswith("north.clerk\t")
    assert len(first.split("\t")[1].strip()) == 16
    assert capsys.readouterr().out == ""


def test_somebody_who_left_is_listed_as_disabled(office: Path, capsys) -> None:
    main(["account", "import", str(office)])
    main(["account", "disable", "north.clerk"])
    capsys.readouterr()

    assert main(["account", "list"]) == 0

    assert "王昇" in (out := capsys.readouterr().out)
    assert "停用" in out


def test_a_reset_gives_another_password(office: Path, capsys) -> None:
    main(["account", "import", str(office)])
    first = capsys.readouterr().out

    assert main(["account", "reset", "north.clerk"]) == 0

    assert capsys.readouterr().out != first


def test_an_unknown_key_in_the_directory_is_refused(office: Path, capsys) -> None:
    office.write_text(DIRECTORY + 'salary = "1"\n', "utf-8")

    assert main(["account", "import", str(office)]) != 0
    assert "salary" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[[person]]\nid = "x"\n', "unit"),
        (DIRECTORY.replace('roles = ["town.clerk"]', "roles = 5"), "roles"),
        (DIRECTORY.replace('name = "王昇"\n', ""), "name"),
        ("unit = [", "TOML"),
        (DIRECTORY.replace('unit = "north"', 'unit = ""'), "person[north.clerk].unit"),
        (DIRECTORY.replace('unit = "north"', 'unit = "south"'), "“south”没有这个机构"),
        (DIRECTORY.replace('level = "town"', 'level = "tower"'), "level 不能是“tower”"),
        (DIRECTORY + DIRECTORY, "写了 2 次"),
    ],
)
def test_a_broken_directory_is_one_clear_line(office: Path, capsys, text: str, told: str) -> None:
    office.write_text(text, "utf-8")

    assert main(["account", "import", str(office)]) == 1

    told_line = capsys.readouterr().err.strip().splitlines()[-1]
    assert told in told_line


def test_deputies_are_added_listed_and_ended(office: Path, capsys) -> None:
    office.write_text(DIRECTORY + COLLEAGUE, "utf-8")
    main(["account", "import", str(office)])
    days = ("--from", "2199-01-01", "--to", "2199-01-05")
    asked = ("north.clerk", "north.head", *days, "--ceiling", "2000", "--role", "town.clerk")
    assert main(["account", "deputy", "add", *asked]) == 0
    capsys.readouterr()
    main(["account", "deputy", "list"])
    line = capsys.readouterr().out
    assert "north.clerk\tnorth.head\t2199-01-01 至 2199-01-05" in line
    assert "不超过 2000.00 元\t未开始" in line
    assert main(["account", "deputy", "end", "1"]) == 0
    assert main(["account", "deputy", "end", "1"]) != 0
    assert main(["account", "deputy", "add", *asked[:2], *days, "--role", "county.approver"]) != 0
