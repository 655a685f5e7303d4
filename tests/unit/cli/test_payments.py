"""jiuji payments: a sheet is judged, reported and taken from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from jiuji_docs.cli.dispatch import main
from jiuji_docs.definitions.directory import demo_directory
from jiuji_docs.services.bench.payments import approved, workbook
from jiuji_docs.services.directories import enrol
from jiuji_docs.services.house import House
from jiuji_docs.services.settings import Settings
from jiuji_docs.storage.schema import upgrade


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    url = f"sqlite:///{tmp_path / 'office.db'}"
    for name in ("STORE", "KEYS", "OFFICE"):
        monkeypatch.setenv(f"JIUJI_{name}", str(tmp_path / name.lower()))
    house = House(Settings.read(database=url))
    upgrade(house.engine)
    house.run(lambda desk: enrol(desk, demo_directory(), with_passwords=False))
    lines = approved(house, 3)
    (tmp_path / "right.xlsx").write_bytes(workbook(lines))
    lines[1][2] = "别人"
    (tmp_path / "wrong.xlsx").write_bytes(workbook(lines))
    house.close()
    return url


def test_a_sheet_is_reported_or_taken(
    database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["--database", database, "--as", "county.finance"]
    wrong, right = str(tmp_path / "wrong.xlsx"), str(tmp_path / "right.xlsx")
    report = tmp_path / "report.xlsx"

    assert main(["payments", "import", wrong, *words, "--report", str(report), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert [(one["row"], one["code"]) for one in told["findings"]] == [(3, "name_differs")]
    assert load_workbook(report).worksheets[0].max_row == 3

    assert main(["payments", "import", right, "--database", database, "--check"]) == 0
    assert main(["payments", "import", right, *words]) == 0
    assert "3 笔，共 1,503.00 元" in capsys.readouterr().out
    assert main(["payments", "import", right, "--database", database]) == 2
    (tmp_path / "no.xlsx").write_bytes(b"no workbook")
    assert main(["payments", "import", str(tmp_path / "no.xlsx"), *words]) == 2
