"""`jiuji fonts` lists what is built and answers at once when there is nothing to build."""

from __future__ import annotations

from pathlib import Path

import pytest

from jiuji_docs.cli import main
from jiuji_docs.rendering.fonts import FAMILIES, FontSet


def test_each_family_is_listed_with_its_file(
    fonts: FontSet, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("JIUJI_FONTS", str(fonts.directory))
    assert main(["fonts", "list"]) == 0
    lines = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    assert [family for family, _path in lines] == list(FAMILIES)
    assert all(Path(path).is_file() for _family, path in lines)


def test_no_fonts_is_exit_code_2_and_says_what_to_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("JIUJI_FONTS", str(tmp_path))
    assert main(["fonts", "list"]) == 2
    assert "jiuji fonts build" in capsys.readouterr().err


def test_building_what_is_built_changes_nothing(fonts: FontSet) -> None:
    before = {path: path.stat().st_mtime_ns for path in fonts.families.values()}
    assert main(["fonts", "build", "--out", str(fonts.directory)]) == (1 if fonts.findings else 0)
    assert {path: path.stat().st_mtime_ns for path in fonts.families.values()} == before
