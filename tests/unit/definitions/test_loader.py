"""A file that is no definition is refused with its name and line."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from jiuji_docs.definitions.loader import LARGEST_FILE, load_file, load_text
from jiuji_docs.domain.errors import DefinitionError


def test_numbers_stay_exact() -> None:
    assert load_text("a = 9.10", "x.toml") == {"a": Decimal("9.10")}


def test_what_is_not_toml_names_file_and_line() -> None:
    with pytest.raises(DefinitionError, match=r"x\.toml: 不是合格的 TOML.*line 2"):
        load_text("a = 1\nb = \n", "x.toml")


def test_the_same_key_twice_is_refused() -> None:
    with pytest.raises(DefinitionError, match="不是合格的 TOML"):
        load_text("a = 1\na = 2\n", "x.toml")


@pytest.mark.parametrize(
    ("data", "says"),
    [(b"a = '\xff'", "不是 UTF-8"), (b"#" * (LARGEST_FILE + 1), "文件过大")],
)
def test_a_file_that_cannot_be_read_says_why(tmp_path: Path, data: bytes, says: str) -> None:
    path = tmp_path / "x.toml"
    path.write_bytes(data)
    with pytest.raises(DefinitionError, match=says):
        load_file(path)


def test_a_missing_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(DefinitionError, match=r"none\.toml: 无法读取"):
        load_file(tmp_path / "none.toml")


def test_windows_line_ends_are_read(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_bytes(b"a = 1\r\nb = '''\r\nc'''\r\n")
    assert load_file(path) == {"a": 1, "b": "c"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a = " + "[" * 5000, "嵌套过深"),
        ("a = " + "9" * 5000, "不是合格的 TOML"),
        ("a = 2024-02-30", "TOML"),
    ],
)
def test_text_that_breaks_the_reader_is_a_finding_with_its_place(text: str, words: str) -> None:
    with pytest.raises(DefinitionError, match=words) as refused:
        load_text(text, "workflow.toml")
    assert refused.value.where == "workflow.toml"
