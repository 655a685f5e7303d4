"""jiuji document check tells findings, writes a report, and exits 1 for what the standard demands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from jiuji_docs.cli import main

GOLDEN = Path(__file__).parents[2] / "documents" / "golden" / "circular.toml"


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    path = tmp_path / "通知.toml"
    text = GOLDEN.read_text("utf-8").replace("示政发〔2026〕35号", "示政发[2026]第035号")
    path.write_text(text, "utf-8")
    return path


def test_a_sound_file_gives_nothing_and_0(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["document", "check", str(GOLDEN)]) == 0
    told = capsys.readouterr()
    assert (told.out, "错误 0" in told.err) == ("", True)


def test_what_the_standard_demands_is_1(wrong: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["document", "check", str(wrong)]) == 1
    out = capsys.readouterr().out
    assert out.startswith("错误\t")
    assert "H-6" in out


def test_json_is_the_promised_shape(wrong: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["document", "check", str(wrong), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["file"] == "通知.toml"
    assert {"rule", "severity", "measured"} <= set(told["findings"][0])


def test_a_report_is_written_beside(wrong: Path, tmp_path: Path) -> None:
    report = tmp_path / "报告.pdf"
    assert main(["document", "check", str(wrong), "--report", str(report)]) == 1
    assert report.read_bytes().startswith(b"%PDF")


def test_a_damaged_file_is_1_and_a_missing_one_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "a.docx"
    broken.write_bytes(b"PK")
    assert main(["document", "check", str(broken)]) == 1
    assert "无法检查" in capsys.readouterr().err
    assert main(["document", "check", str(tmp_path / "b.docx")]) == 2
