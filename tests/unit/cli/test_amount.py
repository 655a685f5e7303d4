"""jiuji amount reckons, explains, and says what may not be given."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from jiuji_docs.cli import main
from jiuji_docs.definitions.catalog import Catalog

FACTS = 'kind = "expenditure"\nclass = "other"\nstandard = "753.00"\npersons = 2\n'


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    path = tmp_path / "要素.toml"
    path.write_text(FACTS, "utf-8")
    return path


def test_the_amount_is_explained_line_by_line(
    facts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["amount", "formula-months", str(facts)]) == 0
    out = capsys.readouterr().out
    assert "低保月标准 753.00 × 人数 2 × 4 = 6,024.00 元" in out


def test_a_sum_beyond_the_table_is_refused(facts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["amount", "formula-months", str(facts), "--check", "6024.01"]) == 1
    assert "超过上限 6,024.00 元" in capsys.readouterr().err
    assert main(["amount", "formula-months", str(facts), "--check", "6024.00"]) == 0


def test_json_has_the_bounds_as_text(facts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["amount", "formula-months", str(facts), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["least"], told["most"], told["rule"]) == (None, "6024.00", "other")


def test_without_facts_the_table_says_what_it_asks_for(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert main(["amount", "jinshe"]) == 0
    template = capsys.readouterr().out
    assert "人数（1 至 30）" in template
    path = tmp_path / "f.toml"
    path.write_text(template, "utf-8")
    assert main(["amount", "jinshe", str(path)]) == 0


def test_every_table_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["amount", "list"]) == 0
    assert "gansu-2021" in capsys.readouterr().out


@pytest.mark.parametrize("text", ["persons = 1.5", "persons = ", "\xff", "x = 1"])
def test_wrong_facts_are_a_sentence_not_a_traceback(
    text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "f.toml"
    path.write_bytes(text.encode("latin-1"))
    assert main(["amount", "jinshe", str(path)]) == 1
    assert "错误" in capsys.readouterr().err


def test_a_missing_file_and_an_unknown_table_are_wrong_usage(tmp_path: Path) -> None:
    assert main(["amount", "jinshe", str(tmp_path / "none.toml")]) == 2
    assert main(["amount", "nowhere"]) == 2


def test_a_wrong_sum_to_check_is_told(facts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["amount", "formula-months", str(facts), "--check", "1e9"]) == 1
    assert "--check" in capsys.readouterr().err


def test_an_office_s_own_file_is_reckoned_by(
    facts: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shipped = Catalog.shipped().rooms.workflows / "amounts" / "formula-months.toml"
    own = tmp_path / "own.toml"
    own.write_text(shipped.read_text("utf-8").replace('"formula-months"', '"own"'), "utf-8")
    assert main(["amount", str(own), str(facts)]) == 0
    assert "6,024.00 元" in capsys.readouterr().out
    own.rename(tmp_path / "other.toml")
    assert main(["amount", str(tmp_path / "other.toml")]) == 1
    assert "id 应与文件名相同" in capsys.readouterr().err
