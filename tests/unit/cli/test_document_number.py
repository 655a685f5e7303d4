"""jiuji document number lists the register and lets a series begin behind a paper one."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from jiuji_docs.cli.dispatch import main
from jiuji_docs.definitions.directory import demo_directory
from jiuji_docs.domain.calendar import BEIJING
from jiuji_docs.services.directories import enrol
from jiuji_docs.services.house import House
from jiuji_docs.services.settings import Settings
from tests.common.databases import migrated_sqlite
from tests.common.dossiers import new_dossier, walk_to

__all__ = ["migrated_sqlite"]


@pytest.fixture
def office(migrated_sqlite: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation of the demo county."""
    database = tmp_path / "jiuji.db"
    database.write_bytes(migrated_sqlite.read_bytes())
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    monkeypatch.setenv("JIUJI_DATABASE", f"sqlite:///{database}")
    for name in ("store", "keys", "office"):
        monkeypatch.setenv(f"JIUJI_{name.upper()}", str(tmp_path / name))
    house = House(Settings.read())
    house.keyring.create("示范县")
    house.run(lambda desk: enrol(desk, demo_directory(), with_passwords=False))
    house.close()
    return tmp_path


def test_a_series_begins_behind_paper_and_is_listed(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    del office
    words = [
        "document",
        "number",
        "--by",
        "county.registrar",
        "--year",
        "2024",
        "--series",
        "示民发",
    ]

    assert main([*words, "--begin-at", "18"]) == 0
    assert "示民发〔2024〕1至17号" in capsys.readouterr().out
    assert main([*words, "--json"]) == 0
    (series,) = json.loads(capsys.readouterr().out)
    assert (series["code"], series["last"]) == ("示民发", 17)


def test_a_number_is_voided_with_its_reason(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    del office
    house = House(Settings.read())
    walk_to(house, new_dossier(house), "print")
    house.close()
    year = dt.datetime.now(BEIJING).year
    number = f"示民发〔{year}〕1号"

    words = ["document", "number", "void", number, "--by", "county.registrar"]
    assert main(words) == 2
    assert main([*words, "--reason", "代字选错"]) == 0
    assert f"{number} 已作废" in capsys.readouterr().err
    assert main(["document", "number", "--by", "county.office"]) == 0
    assert "作废（邓小禾）：代字选错" in capsys.readouterr().out
    assert main([*words, "--reason", "代字选错"]) == 1
    assert "已经作废" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (["--by", "county.registrar", "--begin-at", "18"], "--series"),
        (["--by", "county.office", "--begin-at", "18", "--series", "示民发"], "只有文书登记人员"),
        (["--by", "county.registrar", "--begin-at", "0", "--series", "示民发"], "起始号应为"),
        (["--by", "county.registrar", "--begin-at", "1", "--series", "示民9"], "机关代字应为"),
        (["--by", "nobody"], "nobody"),
        (["void", "示民发2024-3", "--by", "county.registrar", "--reason", "错"], "发文字号应写作"),
        (
            ["void", "示民发〔2024〕3号", "--by", "county.registrar", "--reason", "错"],
            "登记簿上没有",
        ),
    ],
)
def test_what_cannot_be_is_said_in_one_line(
    office: Path, capsys: pytest.CaptureFixture[str], more: list[str], words: str
) -> None:
    del office

    assert main(["document", "number", *more]) != 0

    told = capsys.readouterr()
    assert words in told.out + told.err
    assert "Traceback" not in told.err
