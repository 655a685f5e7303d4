"""jiuji bundle prints what waits and binds it; jiuji audit and jiuji statistics tell what was done."""

from __future__ import annotations

import json
from pathlib import Path

import pikepdf
import pytest
from openpyxl import load_workbook

from jiuji_docs.cli.dispatch import main
from jiuji_docs.rendering.fonts import FontSet
from jiuji_docs.services.bench.ground import MORNING, take
from jiuji_docs.services.play import open_house
from jiuji_docs.services.settings import Settings
from tests.common.cases import scenario


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """An installation with one case just accepted, its papers not printed; return its number."""
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    monkeypatch.setenv("JIUJI_DATABASE", f"sqlite:///{tmp_path / 'jiuji.db'}")
    for name in ("store", "keys", "office"):
        monkeypatch.setenv(f"JIUJI_{name.upper()}", str(tmp_path / name))
    house, clock = open_house(scenario(), Settings.read())
    clock.at = MORNING
    number = take(house, "accept").case
    house.close()
    return number


def test_a_day_is_printed_bound_and_told(
    case: str, tmp_path: Path, fonts: FontSet, capsys: pytest.CaptureFixture[str]
) -> None:
    del fonts
    target = tmp_path / "day.pdf"
    day = ["bundle", "--unit", "yangshan", "--day", f"{MORNING:%Y-%m-%d}"]

    assert main([*day, "--by", "county.archivist", "-o", str(target)]) == 0

    told = capsys.readouterr().err
    assert "印制 4/4" in told
    assert "1 件事项，4 份文书" in told
    with pikepdf.open(target) as pdf:
        assert len(pdf.pages) % 2 == 0
    assert main(["bundle", "--case", case, "--by", "qinghe.clerk", "-o", str(target)]) == 2
    assert main(["bundle", "--case", case, "-o", str(tmp_path / "day.doc")]) == 2


def test_checks_and_figures(case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert case
    assert main(["audit", "run", "--year", "2024", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"year": 2024, "cases": 1, "findings": []}
    book = tmp_path / "figures.xlsx"
    assert main(["statistics", "--year", "2024", "--json", "--xlsx", str(book)]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["tables"]["按乡镇"][-1]["受理（件）"] == "1"
    assert "按月份" in load_workbook(book).sheetnames
    assert main(["audit", "deceased"]) == 2
