"""Keep finished bytes by their SHA-256, published in the transaction that names them (文书库)."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
import time
from collections.abc import Collection
from pathlib import Path
from typing import Any

from transaction import TransactionManager

from jiuji_docs.domain.errors import JiujiError, NotFound

_NAME = re.compile(r"[0-9a-f]{64}")


class BlobError(JiujiError):
    """Stored bytes are gone or are not the bytes that were stored (文书库损坏)."""


class DocumentStore:
    """Files named by content under *root*, readable by the owner only.

    A file appears under its name before the row that names it commits and never after, so no
    committed row lacks its bytes whenever the process dies. The price is an orphan now and then;
    see ``orphans``.
    """

    def __init__(self, root: Path) -> None:
        self._root = root

    def put(self, tm: TransactionManager, data: bytes) -> str:
        """Write *data* aside, to be published when *tm* commits; return its SHA-256 in hex."""
        name = hashlib.sha256(data).hexdigest()
        _pending(self, tm).add(name, self._write_aside(data))
        return name

    def get(self, sha: str) -> bytes:
        """Return stored bytes, hashed again; raise BlobError when they are gone or changed."""
        try:
            data = self.path(sha).read_bytes()
        except FileNotFoundError as error:
            raise BlobError(f"文书库缺少文件：{sha}") from error
        if hashlib.sha256(data).hexdigest() != sha:
            raise BlobError(f"文书库文件已被改动：{sha}")
        return data

    def path(self, sha: str) -> Path:
        """Return where the bytes of *sha* stand; anything but a SHA-256 is not found."""
        if not _NAME.fullmatch(sha):
            raise NotFound(sha)
        return self._root / sha[:2] / sha[2:]

    def orphans(self, known: Collection[str], *, older_than: float = 0.0) -> list[str]:
        """Return stored names that no row knows, at least *older_than* seconds old.

        Leave an hour when others are writing: a paper is published a moment before its row commits.
        """
        named = set(known)
        limit = time.time() - older_than
        found = []
        for path in self._root.glob("[0-9a-f][0-9a-f]/*"):
            name = path.parent.name + path.name
            if name not in named and path.stat().st_mtime <= limit:
                found.append(name)
        return sorted(found)

    def leftovers(self, *, older_than: float = 3600.0) -> list[Path]:
        """Return files a killed process left aside, at least *older_than* seconds old."""
        limit = time.time() - older_than
        return sorted(p for p in self._aside.glob("*") if p.stat().st_mtime <= limit)

    def publish(self, name: str, aside: Path) -> None:
        """Move bytes from aside to their name, durably; the same bytes twice are one file."""
        target = self.path(name)
        if not target.parent.exists():
            target.parent.mkdir(mode=0o700, exist_ok=True)
            _sync_directory(self._root)
        aside.replace(target)
        _sync_directory(target.parent)

    @property
    def _aside(self) -> Path:
        return self._root / "aside"

    def _write_aside(self, data: bytes) -> Path:
        self._aside.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(dir=self._aside)
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        return Path(name)


class _Pending:
    """The data manager of one transaction's new files.

    Publishing happens in the vote, before ``~sqlalchemy`` votes by committing the rows. Once
    published a file stays even if the commit fails: another transaction may have stored the same
    bytes meanwhile.
    """

    def __init__(self, store: DocumentStore, tm: TransactionManager) -> None:
        self.transaction_manager = tm
        self._store = store
        self._files: list[tuple[str, Path]] = []

    def add(self, name: str, aside: Path) -> None:
        self._files.append((name, aside))

    def sortKey(self) -> str:  # noqa: N802 - the transaction package's name
        return f"documents:{id(self)}"

    def tpc_begin(self, _transaction: Any) -> None:
        """Nothing to prepare."""

    def commit(self, _transaction: Any) -> None:
        """Nothing yet; see tpc_vote."""

    def tpc_vote(self, _transaction: Any) -> None:
        while self._files:
            self._store.publish(*self._files[-1])
            self._files.pop()

    def tpc_finish(self, _transaction: Any) -> None:
        """Nothing may fail here, so nothing is done here."""

    def abort(self, _transaction: Any) -> None:
        while self._files:
            self._files.pop()[1].unlink(missing_ok=True)

    tpc_abort = abort


def _pending(store: DocumentStore, tm: TransactionManager) -> _Pending:
    """Return this transaction's data manager for *store*, joined on first use."""
    transaction = tm.get()
    try:
        pending: _Pending = transaction.data(store)
    except KeyError:
        pending = _Pending(store, tm)
        transaction.set_data(store, pending)
        transaction.join(pending)
    return pending


def _sync_directory(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
