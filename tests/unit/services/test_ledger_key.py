"""The ledger's key is made once, whole, and for the owner's eyes only."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from jiuji_docs.services.settings import ledger_key


def test_everybody_gets_the_same_key_whoever_comes_first(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: ledger_key(tmp_path / "keys"), range(16)))

    assert len(keys) == 1
    assert len(keys.pop()) == 32
    assert (tmp_path / "keys" / "ledger.key").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in (tmp_path / "keys").iterdir()] == ["ledger.key"]


def test_a_start_that_dies_while_writing_leaves_no_empty_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(_descriptor: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", die)
    with pytest.raises(KeyboardInterrupt):
        ledger_key(tmp_path)
    monkeypatch.undo()

    assert not (tmp_path / "ledger.key").exists()
    assert len(ledger_key(tmp_path)) == 32
