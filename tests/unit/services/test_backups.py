"""A backup brings back every row and every paper, and nothing else; a damaged one brings back nothing."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from jiuji_docs.domain.errors import JiujiError, SetUpError
from jiuji_docs.services.backups import BackupError, back_up, restore
from jiuji_docs.services.house import House
from jiuji_docs.services.ledger_check import check_ledger
from jiuji_docs.services.settings import Settings
from tests.common.cases import fire
from tests.common.postgres import Server, binaries

TABLES = ("case", "step", "entry", "document", "signature", "job", "ledger", "account", "unit")


@pytest.fixture(autouse=True)
def tools(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put PostgreSQL's own programs on PATH where they are."""
    if (found := binaries()) is not None:
        monkeypatch.setenv("PATH", str(found), prepend=":")


@pytest.fixture
def elsewhere(house: House, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Settings]:
    """Settings of an empty place for the same kind of database, with the same keys."""
    root, keys = tmp_path / "elsewhere", house.settings.keys
    place = Settings(f"sqlite:///{root / 'jiuji.db'}", root / "store", keys, root / "office.toml")
    if house.engine.dialect.name == "sqlite":
        yield place
        return
    server: Server = request.getfixturevalue("postgresql")
    server.create("elsewhere", "template0")
    yield replace(place, database=server.url("elsewhere"))
    server.drop("elsewhere")


def _worked_in(house: House) -> list[str]:
    """Take two steps and store two papers; return the papers' names."""
    number = fire(house, "yangshan.clerk", "accept").case
    fire(house, "yangshan.investigator", "investigate", number)
    return house.run(lambda desk: [desk.put(b"%PDF-1 one"), desk.put(b"%PDF-1 two" * 100_000)])


def _rows(house: House) -> dict[str, list[object]]:
    with house.desk(write=False) as desk:
        return {
            name: [
                tuple(row)
                for row in desk.work.session.execute(text(f'SELECT * FROM "{name}" ORDER BY 1'))
            ]
            for name in TABLES
        }


def test_everything_comes_back(house: House, elsewhere: Settings, tmp_path: Path) -> None:
    papers = _worked_in(house)

    report = back_up(house, tmp_path / "one.jiuji")
    restore(tmp_path / "one.jiuji", elsewhere)

    again = House(elsewhere, clock=house.clock)
    try:
        assert _rows(again) == _rows(house)
        assert [again.store.get(name)[:10] for name in papers] == [b"%PDF-1 one", b"%PDF-1 two"]
        assert check_ledger(again, (report.entries, report.head)).ok
        assert fire(again, "yangshan.clerk", "accept").case.endswith("2号")
    finally:
        again.close()
    assert report.papers == 2
    assert (tmp_path / "one.jiuji").stat().st_mode & 0o077 == 0


def test_restoring_never_overwrites(house: House, elsewhere: Settings, tmp_path: Path) -> None:
    _worked_in(house)
    back_up(house, tmp_path / "one.jiuji")
    before = _rows(house)

    with pytest.raises(SetUpError, match="不是空的"):
        restore(tmp_path / "one.jiuji", house.settings)
    with pytest.raises(SetUpError, match="文书库不是空的"):
        restore(tmp_path / "one.jiuji", replace(elsewhere, store=house.settings.store))

    assert _rows(house) == before


def test_a_backup_never_overwrites(house: House, tmp_path: Path) -> None:
    (tmp_path / "one.jiuji").write_text("mine")

    with pytest.raises(SetUpError, match="不覆盖"):
        back_up(house, tmp_path / "one.jiuji")

    assert (tmp_path / "one.jiuji").read_text() == "mine"


def test_a_failed_backup_leaves_nothing(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    folder = tmp_path / "backups"
    folder.mkdir()
    monkeypatch.setattr("jiuji_docs.services.backups._write", full)

    with pytest.raises(OSError, match="No space"):
        back_up(house, folder / "one.jiuji")

    assert list(folder.iterdir()) == []


def _without_a_paper(entries: dict[str, bytes]) -> None:
    entries.pop(next(name for name in entries if name.startswith("store/")))


def _with_another_byte(entries: dict[str, bytes]) -> None:
    name = next(name for name in entries if name.startswith("store/"))
    entries[name] += b"."


def _with_another_database(entries: dict[str, bytes]) -> None:
    entries["database"] = entries["database"][:-1]


def _with_a_way_out(entries: dict[str, bytes]) -> None:
    manifest = json.loads(entries["manifest.json"])
    manifest["files"]["../outside"] = "0" * 64
    entries["manifest.json"], entries["../outside"] = json.dumps(manifest).encode(), b"x"


def _without_manifest(entries: dict[str, bytes]) -> None:
    del entries["manifest.json"]


def _of_another_format(entries: dict[str, bytes]) -> None:
    manifest = json.loads(entries["manifest.json"])
    entries["manifest.json"] = json.dumps({**manifest, "format": "jiuji-backup/9"}).encode()


@pytest.mark.parametrize(
    "damage",
    [
        _without_a_paper,
        _with_another_byte,
        _with_another_database,
        _with_a_way_out,
        _without_manifest,
        _of_another_format,
    ],
)
def test_a_damaged_backup_brings_back_nothing(
    damage: Callable[[dict[str, bytes]], None], house: House, elsewhere: Settings, tmp_path: Path
) -> None:
    _worked_in(house)
    back_up(house, tmp_path / "one.jiuji")
    with zipfile.ZipFile(tmp_path / "one.jiuji") as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    damage(entries)
    with zipfile.ZipFile(tmp_path / "bad.jiuji", "w") as archive:
        for name, data in entries.items():
            archive.writestr(name, data)

    with pytest.raises(BackupError):
        restore(tmp_path / "bad.jiuji", elsewhere)

    assert not elsewhere.store.exists()
    assert [path.name for path in (tmp_path / "elsewhere").iterdir()] == []
    assert not (tmp_path / "outside").exists()


def test_what_is_no_backup_is_said_to_be_none(elsewhere: Settings, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear Sir")

    with pytest.raises(JiujiError, match="不是备份文件"):
        restore(tmp_path / "letter.txt", elsewhere)


def test_only_postgresql_needs_tools_and_one_line_names_them(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    if house.engine.dialect.name == "sqlite":
        assert back_up(house, tmp_path / "one.jiuji").papers == 0
        return

    with pytest.raises(SetUpError, match="postgresql-client"):
        back_up(house, tmp_path / "one.jiuji")
