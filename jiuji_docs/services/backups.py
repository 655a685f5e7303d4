"""Keep database and papers together in one file, and bring them back (备份与恢复).

The keys are not in the file: whoever holds a backup must not be able to sign or to rewrite the ledger. Keep
a copy of the key directory apart.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import tempfile
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from jiuji_docs.domain.errors import JiujiError, SetUpError
from jiuji_docs.services.house import House
from jiuji_docs.services.settings import Settings
from jiuji_docs.storage.schema import current
from jiuji_docs.storage.snapshots import bring_back, refuse_unless_empty, take_snapshot

FORMAT = "jiuji-backup/1"
MANIFEST = "manifest.json"
DATABASE = "database"
_PAPER = re.compile(r"store/([0-9a-f]{2})/([0-9a-f]{62})")
_CHUNK = 1 << 20


class BackupError(JiujiError):
    """A backup is damaged or is none (备份损坏)."""


@dataclass(frozen=True, slots=True)
class BackupReport:
    """What a backup holds: papers, bytes, and the ledger's head, worth noting down elsewhere."""

    papers: int
    size: int
    entries: int
    head: str


def back_up(house: House, target: Path) -> BackupReport:
    """Write *target* whole or not at all; an existing file is never overwritten.

    The database is copied first: papers are stored before the rows that name them and never deleted, so
    those copied afterwards are all that the copied rows name.
    """
    if target.exists():
        raise SetUpError(f"文件已存在，不覆盖：{target}")
    part = target.with_name(f"{target.name}.part")
    try:
        with tempfile.TemporaryDirectory(prefix="jiuji-backup-", dir=target.parent) as folder:
            copy = Path(folder) / DATABASE
            manifest = _manifest(house)
            take_snapshot(house.engine, copy)
            with part.open("xb") as stream:
                part.chmod(0o600)
                _write(stream, copy, house.settings.store, manifest)
                os.fsync(stream.fileno())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    return _report(manifest, target)


def restore(source: Path, settings: Settings) -> BackupReport:
    """Bring *source* back where *settings* point, after checking every byte; both must be empty there."""
    refuse_unless_empty(settings.database)
    if settings.store.exists() and any(settings.store.iterdir()):
        raise SetUpError(f"文书库不是空的，不能恢复到此处：{settings.store}")
    settings.store.parent.mkdir(parents=True, exist_ok=True)
    with (
        _opened(source) as archive,
        tempfile.TemporaryDirectory(prefix="jiuji-restore-", dir=settings.store.parent) as folder,
    ):
        manifest = _checked_manifest(archive, settings.database)
        for name, digest in manifest["files"].items():
            _extract(archive, name, digest, Path(folder) / name)
        papers = Path(folder) / "store"
        papers.mkdir(exist_ok=True)
        papers.chmod(0o700)
        if settings.store.exists():
            settings.store.rmdir()
        shutil.move(papers, settings.store)
        bring_back(settings.database, Path(folder) / DATABASE)
    return _report(manifest, source)


def _manifest(house: House) -> dict[str, Any]:
    """Return the manifest without its files; the ledger's head is an entry that the copy will hold."""
    house.refuse_unprepared()
    with house.desk(write=False) as desk:
        entries, head = desk.ledger.head()
    return {
        "format": FORMAT,
        "made_at": house.clock().isoformat(),
        "database": house.engine.dialect.name,
        "revision": current(house.engine),
        "ledger": {"entries": entries, "head": head},
        "files": {},
    }


def _write(stream: IO[bytes], copy: Path, store: Path, manifest: dict[str, Any]) -> None:
    """Write the database, every paper, and at last the list of what was written."""
    papers = {f"store/{p.parent.name}/{p.name}": p for p in store.glob("[0-9a-f][0-9a-f]/*")}
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, path in {DATABASE: copy, **papers}.items():
            with path.open("rb") as data:
                manifest["files"][name] = hashlib.file_digest(data, "sha256").hexdigest()
            archive.write(path, name)
        archive.writestr(MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1))


def _opened(source: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(source)
    except zipfile.BadZipFile as error:
        raise BackupError(f"不是备份文件，或已损坏：{source}") from error


def _checked_manifest(archive: zipfile.ZipFile, database: str) -> dict[str, Any]:
    """Return the manifest when it lists exactly what is there and fits the database to restore to."""
    try:
        manifest: dict[str, Any] = json.loads(archive.read(MANIFEST))
        files: Mapping[str, str] = manifest["files"]
        known = manifest["format"] == FORMAT
    except (KeyError, ValueError, TypeError, zipfile.BadZipFile) as error:
        raise BackupError("备份缺少清单，或清单损坏") from error
    if not known:
        raise BackupError(f"不认识的备份格式：{manifest['format']}")
    if set(archive.namelist()) != {MANIFEST, *files} or DATABASE not in files:
        raise BackupError("备份的内容与清单不符")
    for name in files:
        match = _PAPER.fullmatch(name)
        if name != DATABASE and (match is None or files[name] != match[1] + match[2]):
            raise BackupError(f"备份中有不应有的内容：{name}")
    if not database.startswith(manifest["database"]):
        raise SetUpError(
            f"备份来自 {manifest['database']}，不能恢复到 {database.partition(':')[0]}"
        )
    return manifest


def _extract(archive: zipfile.ZipFile, name: str, digest: str, target: Path) -> None:
    """Write one entry out and compare its digest on the way."""
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    running = hashlib.sha256()
    try:
        with archive.open(name) as source, target.open("xb") as sink:
            target.chmod(0o600)
            while chunk := source.read(_CHUNK):
                running.update(chunk)
                sink.write(chunk)
            sink.flush()
            os.fsync(sink.fileno())
    except (zipfile.BadZipFile, EOFError) as error:
        raise BackupError(f"备份损坏：{name}") from error
    if running.hexdigest() != digest:
        raise BackupError(f"备份损坏，摘要不符：{name}")


def _report(manifest: Mapping[str, Any], file: Path) -> BackupReport:
    ledger = manifest["ledger"]
    papers = len(manifest["files"]) - 1
    return BackupReport(papers, file.stat().st_size, ledger["entries"], ledger["head"])
