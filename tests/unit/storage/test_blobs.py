"""Bytes stand under their hash before the row that names them, and never half."""

from __future__ import annotations

import hashlib
import os
import time
from pathlib import Path
from typing import Any

import pytest
from transaction import TransactionManager

from jiuji_docs.domain.errors import NotFound
from jiuji_docs.storage.blobs import BlobError, DocumentStore

DATA = "文书".encode()
NAME = hashlib.sha256(DATA).hexdigest()


class Rows:
    """Stand for the database: vote where zope.sqlalchemy does; note what the store held."""

    def __init__(self, store: DocumentStore, *, fail: bool = False) -> None:
        self.store, self.fail, self.seen = store, fail, False

    def sortKey(self) -> str:  # noqa: N802
        return "~sqlalchemy:1"

    def tpc_vote(self, _transaction: Any) -> None:
        self.seen = self.store.path(NAME).exists()
        if self.fail:
            raise RuntimeError("commit failed")

    def _nothing(self, _transaction: Any) -> None: ...

    tpc_begin = commit = tpc_finish = abort = tpc_abort = _nothing


@pytest.fixture
def store(tmp_path: Path) -> DocumentStore:
    return DocumentStore(tmp_path / "store")


@pytest.fixture
def tm() -> TransactionManager:
    manager = TransactionManager(explicit=True)
    manager.begin()
    return manager


def test_bytes_are_there_after_commit_and_not_before(
    store: DocumentStore, tm: TransactionManager
) -> None:
    assert store.put(tm, DATA) == NAME
    assert not store.path(NAME).exists()
    tm.commit()
    assert store.get(NAME) == DATA
    assert store.leftovers(older_than=0) == []


def test_bytes_are_published_before_the_rows_commit(
    store: DocumentStore, tm: TransactionManager
) -> None:
    rows = Rows(store)
    tm.get().join(rows)
    store.put(tm, DATA)
    tm.commit()
    assert rows.seen


def test_abort_leaves_nothing(store: DocumentStore, tm: TransactionManager) -> None:
    store.put(tm, DATA)
    store.put(tm, b"other")
    tm.abort()
    assert store.orphans(()) == []
    assert store.leftovers(older_than=0) == []


def test_a_failed_commit_leaves_an_orphan_but_never_takes_bytes_away(
    store: DocumentStore, tm: TransactionManager
) -> None:
    tm.get().join(Rows(store, fail=True))
    store.put(tm, DATA)
    with pytest.raises(RuntimeError):
        tm.commit()
    tm.abort()
    assert store.orphans(()) == [NAME]
    assert store.orphans({NAME}) == []
    assert store.leftovers(older_than=0) == []


def test_a_young_orphan_may_belong_to_a_commit_under_way(
    store: DocumentStore, tm: TransactionManager
) -> None:
    store.put(tm, DATA)
    tm.commit()
    assert store.orphans((), older_than=3600) == []
    hours_ago = time.time() - 7200
    os.utime(store.path(NAME), (hours_ago, hours_ago))
    assert store.orphans((), older_than=3600) == [NAME]


def test_the_same_bytes_twice_are_one_file(store: DocumentStore, tm: TransactionManager) -> None:
    assert store.put(tm, DATA) == store.put(tm, DATA)
    tm.commit()
    tm.begin()
    store.put(tm, DATA)
    tm.commit()
    assert store.get(NAME) == DATA
    assert store.orphans(()) == [NAME]


def test_one_changed_byte_is_noticed(store: DocumentStore, tm: TransactionManager) -> None:
    store.put(tm, DATA)
    tm.commit()
    store.path(NAME).write_bytes(DATA + b" ")
    with pytest.raises(BlobError, match="改动"):
        store.get(NAME)


def test_missing_bytes_are_damage_and_a_wrong_name_is_not_found(store: DocumentStore) -> None:
    with pytest.raises(BlobError, match="缺少"):
        store.get(NAME)
    for name in ("", "../../etc/passwd", NAME.upper(), NAME + "0"):
        with pytest.raises(NotFound):
            store.get(name)


def test_only_the_owner_may_read(store: DocumentStore, tm: TransactionManager) -> None:
    store.put(tm, DATA)
    tm.commit()
    assert store.path(NAME).stat().st_mode & 0o077 == 0
    assert store.path(NAME).parent.stat().st_mode & 0o077 == 0


def test_two_stores_in_one_transaction_keep_apart(tmp_path: Path, tm: TransactionManager) -> None:
    first, second = DocumentStore(tmp_path / "a"), DocumentStore(tmp_path / "b")
    first.put(tm, b"1")
    second.put(tm, b"2")
    tm.commit()
    assert len(first.orphans(())) == len(second.orphans(())) == 1


def test_what_a_killed_process_left_aside_is_found(
    store: DocumentStore, tm: TransactionManager
) -> None:
    store.put(tm, DATA)
    assert len(store.leftovers(older_than=0)) == 1
    assert store.leftovers() == []
    tm.abort()
