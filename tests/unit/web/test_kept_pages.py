"""Compiled pages are kept for the next start, and only where nobody else can put a program."""

from __future__ import annotations

from pathlib import Path

import pytest
from chameleon.loader import ModuleLoader

from jiuji_docs.web.pages import Page, keep_compiled


@pytest.fixture(autouse=True)
def _put_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Page, "loader", Page.loader)


def page(tmp_path: Path) -> Page:
    file = tmp_path / "hello.pt"
    file.write_text("<p>${name}</p>", "utf-8")
    return Page(str(file))


def test_a_page_is_compiled_once_and_read_the_next_time(tmp_path: Path) -> None:
    folder = tmp_path / "cache" / "pages"
    keep_compiled(folder)
    assert page(tmp_path)(name="张某") == "<p>张某</p>"
    (kept,) = folder.glob("hello_*.py")
    written = kept.stat().st_mtime_ns
    assert page(tmp_path)(name="李某") == "<p>李某</p>"
    assert kept.stat().st_mtime_ns == written
    assert folder.stat().st_mode & 0o077 == 0


def test_a_folder_that_others_may_write_to_is_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "open"
    folder.mkdir()
    folder.chmod(0o777)
    before = Page.loader
    keep_compiled(folder)
    assert Page.loader is before
    assert not isinstance(before, ModuleLoader) or Path(before.path) != folder
    assert page(tmp_path)(name="张某") == "<p>张某</p>"
    assert list(folder.iterdir()) == []
