"""A unit of work keeps everything or nothing."""

# ruff: noqa: PT012 - leaving the unit of work is part of what is tested

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine, insert, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session
from transaction import TransactionManager
from zope.sqlalchemy import register

from jiuji_docs.storage.blobs import DocumentStore
from jiuji_docs.storage.engine import write_lock
from jiuji_docs.storage.tables import ENTRY, PERSON
from jiuji_docs.storage.work import Work, run, unit_of_work
from tests.unit.storage.samples import at_once

ONE = insert(PERSON).values(id_number="1", name="甲")
#: A row of a case that is not there: refused at once, or at commit where that is deferred.
NOBODYS_ENTRY = insert(ENTRY).values(
    case_id=1,
    form="f",
    edition=1,
    form_checksum="c",
    body="{}",
    account_id="a",
    recorded_at=dt.datetime(2024, 2, 20, tzinfo=dt.UTC),
)
STYLES: dict[str, Callable[[Work], object]] = {
    "core": lambda work: work.session.execute(ONE),
    "text": lambda work: work.session.execute(
        text("INSERT INTO person (id_number, name) VALUES ('1', '甲')")
    ),
    "connection": lambda work: work.session.connection().execute(ONE),
    "many": lambda work: work.session.execute(insert(PERSON), [{"id_number": "1", "name": "甲"}]),
    "driver": lambda work: work.session.connection().exec_driver_sql(
        "INSERT INTO person (id_number, name) VALUES ('1', '甲')"
    ),
}


@pytest.mark.parametrize("style", STYLES)
def test_a_row_written_in_any_style_is_kept(engine: Engine, style: str) -> None:
    with unit_of_work(engine) as work:
        STYLES[style](work)
    assert _people(engine) == ["1"]


def test_without_our_registration_a_core_row_would_be_lost(engine: Engine) -> None:
    tm = TransactionManager(explicit=True)
    with tm, Session(engine) as session:
        register(session, transaction_manager=tm)
        session.execute(ONE)
        tm.commit()
        tm.begin()
    assert _people(engine) == []


def test_raising_rolls_back_rows_and_files(engine: Engine, tmp_path: Path) -> None:
    store = DocumentStore(tmp_path / "store")
    with pytest.raises(ZeroDivisionError), unit_of_work(engine, store) as work:
        work.session.execute(ONE)
        store.put(work.tm, b"paper")
        _ = 1 / 0
    assert _people(engine) == []
    assert store.orphans(()) == []


def test_a_reading_unit_refuses_writes(engine: Engine) -> None:
    with pytest.raises(DBAPIError), unit_of_work(engine, write=False) as work:
        work.session.execute(ONE)
    assert _people(engine) == []


def test_a_reader_does_not_wait_for_a_writer(engine: Engine) -> None:
    with unit_of_work(engine) as writer:
        writer.session.execute(ONE)
        assert _people(engine) == []
    assert _people(engine) == ["1"]


def test_a_write_inside_a_write_fails_at_once_on_sqlite(sqlite_engine: Engine) -> None:
    with unit_of_work(sqlite_engine), pytest.raises(RuntimeError), unit_of_work(sqlite_engine):
        pass
    with unit_of_work(sqlite_engine) as work:
        work.session.execute(ONE)
    assert _people(sqlite_engine) == ["1"]


def test_a_commit_that_fails_gives_the_turn_back(sqlite_engine: Engine) -> None:
    lock = write_lock(sqlite_engine)
    assert lock is not None
    with pytest.raises(IntegrityError), unit_of_work(sqlite_engine) as work:
        work.session.execute(text("PRAGMA defer_foreign_keys = ON"))
        work.session.execute(NOBODYS_ENTRY)
    with lock.held(patience=0):
        assert _people(sqlite_engine) == []


def test_a_savepoint_undoes_its_own_part_only(engine: Engine) -> None:
    with unit_of_work(engine) as work:
        work.session.execute(ONE)
        with work.session.connection().begin_nested() as savepoint:
            work.session.execute(insert(PERSON).values(id_number="2", name="乙"))
            savepoint.rollback()
    assert _people(engine) == ["1"]


def test_run_tries_again_when_a_rival_wrote_the_same_key(engine: Engine) -> None:
    tries = []

    def add_or_find(work: Work) -> str:
        found = work.session.execute(select(PERSON.c.name)).scalar_one_or_none()
        tries.append(found)
        if len(tries) == 1:
            _write_as_a_rival(engine, work)
        if found is None:
            work.session.execute(ONE)
        return found or "甲"

    assert run(engine, None, add_or_find) == "乙"
    assert tries == [None, "乙"]


def test_run_gives_up_after_its_attempts(engine: Engine) -> None:
    tries = []

    def always_twice(work: Work) -> None:
        tries.append(1)
        work.session.execute(ONE)
        work.session.execute(ONE)

    with pytest.raises(IntegrityError):
        run(engine, None, always_twice, attempts=3)
    assert len(tries) == 3


def test_run_does_not_repeat_what_would_fail_again(engine: Engine) -> None:
    tries = []

    def refuse(work: Work) -> None:
        tries.append(work)
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        run(engine, None, refuse)
    assert len(tries) == 1


def test_simultaneous_writers_all_succeed(engine: Engine) -> None:
    def add(number: int) -> None:
        run(
            engine,
            None,
            lambda work: work.session.execute(
                insert(PERSON).values(id_number=f"{number}", name="甲")
            ),
        )

    results = at_once([lambda number=number: add(number) for number in range(12)])
    assert results == [None] * 12
    assert len(_people(engine)) == 12


def test_a_failed_unit_leaves_no_connection_checked_out(engine: Engine) -> None:
    for _ in range(50):
        with pytest.raises(IntegrityError), unit_of_work(engine) as work:
            work.session.execute(ONE.values(name=None))
    assert engine.pool.checkedout() == 0  # type: ignore[attr-defined]


def _write_as_a_rival(engine: Engine, work: Work) -> None:
    """Write the same key first; SQLite lets no rival in, so this work steps aside and raises."""
    rival = insert(PERSON).values(id_number="1", name="乙")
    if engine.dialect.name == "sqlite":
        work.session.close()
        with engine.begin() as connection:
            connection.execute(rival)
        raise IntegrityError("rival", {}, Exception("UNIQUE constraint failed: person.id_number"))
    with engine.begin() as connection:
        connection.execute(rival)


def _people(engine: Engine) -> list[str]:
    with unit_of_work(engine, write=False) as work:
        return list(work.session.execute(select(PERSON.c.id_number)).scalars())
