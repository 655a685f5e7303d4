"""Every setting is documented in both ini files, and no ini file has a key that nobody reads."""

from __future__ import annotations

import configparser
from itertools import pairwise
from pathlib import Path

import pytest

from jiuji_docs.services.settings import NAMES

#: Read by the web application, not by Settings.
OF_THE_WEB = {"jiuji.press"}


@pytest.mark.parametrize("name", ["development.ini", "production.ini"])
def test_an_ini_file_documents_exactly_the_settings_that_are_read(root: Path, name: str) -> None:
    parser = configparser.ConfigParser({"here": "."})
    parser.read(root / name, "utf-8")
    told = {key for key in parser["app:main"] if key.startswith("jiuji.")}
    assert told == {key for _variable, key, _default in NAMES.values()} | OF_THE_WEB


@pytest.mark.parametrize("name", ["development.ini", "production.ini"])
def test_each_key_of_an_ini_file_has_its_comment(root: Path, name: str) -> None:
    lines = (root / name).read_text("utf-8").splitlines()
    bare = [
        line
        for before, line in pairwise(lines)
        if line.startswith("jiuji.") and not before.startswith("#")
    ]
    assert bare == []
