"""jiuji backup and restore, as an administrator types them."""

from __future__ import annotations

from pathlib import Path

import pytest

from jiuji_docs.cli.dispatch import main


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation of its own."""
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    monkeypatch.setenv("JIUJI_DATABASE", f"sqlite:///{tmp_path / 'jiuji.db'}")
    for name in ("store", "keys", "office"):
        monkeypatch.setenv(f"JIUJI_{name.upper()}", str(tmp_path / name))
    return tmp_path


def test_an_installation_is_kept_and_brought_back(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = str(place / "today.jiuji")
    assert main(["init"]) == 0
    assert main(["backup", file]) == 0
    kept = capsys.readouterr()

    monkeypatch.setenv("JIUJI_STORE", str(place / "other-store"))
    monkeypatch.setenv("JIUJI_DATABASE", f"sqlite:///{place / 'other.db'}")

    assert main(["restore", file]) == 0
    back = capsys.readouterr()
    assert "密钥" in kept.err
    assert back.out == kept.out
    assert back.out.startswith("1\t"), "the ledger tells that the pack was published"
    assert main(["verify", "--ledger"]) == 0


def test_nothing_to_back_up_is_one_line_and_exit_2(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["backup", str(place / "today.jiuji")]) == 2
    assert "jiuji init" in capsys.readouterr().err
    assert not (place / "today.jiuji").exists()


def test_a_target_in_use_is_refused(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["init"])
    main(["backup", str(place / "today.jiuji")])
    capsys.readouterr()

    assert main(["restore", str(place / "today.jiuji")]) == 2
    assert "不是空的" in capsys.readouterr().err


def test_a_missing_file_is_wrong_usage(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["restore", str(place / "nothing")]) == 2
    assert "没有这个文件" in capsys.readouterr().err
