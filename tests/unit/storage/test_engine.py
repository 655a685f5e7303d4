"""The engines are set up so that nothing acknowledged is lost."""

# ruff: noqa: PT012 - leaving the unit of work is part of what is tested

from __future__ import annotations

import gc
import warnings
from pathlib import Path
from types import SimpleNamespace

import pytest
from pyramid_retry import is_error_retryable
from sqlalchemy import Engine, insert, text
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError

from jiuji_docs.domain.errors import SetUpError
from jiuji_docs.storage.engine import check_sqlite, make_engine, reading, write_lock
from jiuji_docs.storage.failures import is_retryable, is_unavailable
from jiuji_docs.storage.tables import NUMBER_SEQUENCE, PERSON


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("trusted_schema", 0),
        ("recursive_triggers", 1),
    ],
)
def test_sqlite_is_durable_and_checks_references(
    sqlite_engine: Engine, pragma: str, value: object
) -> None:
    with sqlite_engine.begin() as connection:
        assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar_one() == value


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("lock_timeout", "5s"),
        ("statement_timeout", "15s"),
        ("idle_in_transaction_session_timeout", "1min"),
        ("transaction_isolation", "read committed"),
        ("timezone", "UTC"),
    ],
)
@pytest.mark.postgresql
def test_postgresql_gives_up_waiting(postgresql_engine: Engine, setting: str, value: str) -> None:
    with postgresql_engine.begin() as connection:
        assert connection.execute(text(f"SHOW {setting}")).scalar_one() == value


@pytest.mark.parametrize("version", [(3, 40, 1), (3, 51, 2)])
def test_a_sqlite_that_may_lose_data_is_refused(version: tuple[int, ...]) -> None:
    with pytest.raises(SetUpError, match="数据损坏"):
        check_sqlite(version)


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "mysql://host/database"])
def test_a_database_that_cannot_serve_an_office_is_refused(url: str) -> None:
    with pytest.raises(SetUpError):
        make_engine(url)


def test_two_engines_on_one_sqlite_file_share_one_queue(tmp_path: Path) -> None:
    first, second = (make_engine(f"sqlite:///{tmp_path}/one.db") for _ in range(2))
    other = make_engine(f"sqlite:///{tmp_path}/other.db")
    assert write_lock(first) is write_lock(second) is write_lock(reading(first))
    assert write_lock(other) is not write_lock(first)


def test_a_queue_outlives_a_disposed_pool(sqlite_engine: Engine) -> None:
    before = write_lock(sqlite_engine)
    sqlite_engine.dispose()
    assert write_lock(sqlite_engine) is before


def test_reading_refuses_to_write_and_leaves_the_connection_writable(engine: Engine) -> None:
    person = insert(PERSON).values(id_number="1", name="甲")
    with pytest.raises(DBAPIError), reading(engine).begin() as connection:
        connection.execute(person)
    with engine.begin() as connection:
        connection.execute(person)


def test_reading_sees_one_moment(engine: Engine) -> None:
    count = text("SELECT count(*) FROM person")
    with reading(engine).begin() as reader:
        assert reader.execute(count).scalar_one() == 0
        with engine.begin() as writer:
            writer.execute(insert(PERSON).values(id_number="1", name="甲"))
        assert reader.execute(count).scalar_one() == 0


def test_a_second_row_of_one_key_is_worth_another_try(engine: Engine) -> None:
    person = insert(PERSON).values(id_number="1", name="甲")
    with pytest.raises(IntegrityError) as caught, engine.begin() as connection:
        connection.execute(person)
        connection.execute(person)
    assert is_retryable(caught.value)
    assert is_error_retryable(_last_attempt_is_ahead(), caught.value)


def test_a_broken_check_is_not_worth_another_try(engine: Engine) -> None:
    below_zero = insert(NUMBER_SEQUENCE).values(series="s", year=2024, last=-1)
    with pytest.raises(IntegrityError) as caught, engine.begin() as connection:
        connection.execute(below_zero)
    assert not is_retryable(caught.value)


def test_a_busy_sqlite_is_retryable_and_unavailable(sqlite_engine: Engine) -> None:
    with sqlite_engine.begin(), sqlite_engine.connect() as second:
        second.connection.driver_connection.execute("PRAGMA busy_timeout = 1").close()
        with pytest.raises(OperationalError) as caught:
            second.execute(text("SELECT 1"))
    assert is_retryable(caught.value)
    assert is_unavailable(caught.value)


@pytest.mark.postgresql
def test_a_stopped_server_is_unavailable_but_not_retried(tmp_path: Path) -> None:
    engine = make_engine(f"postgresql+psycopg://nobody@/none?host={tmp_path}")
    with pytest.raises(OperationalError) as caught, engine.begin():
        pass
    assert is_unavailable(caught.value)
    assert not is_retryable(caught.value)


def test_plain_errors_are_neither() -> None:
    assert not is_retryable(ValueError("x"))
    assert not is_unavailable(ValueError("x"))
    assert is_unavailable(TimeoutError("x"))


def test_a_disposed_engine_leaves_nothing_open(database_url: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        engine = make_engine(database_url)
        with engine.begin() as connection:
            connection.execute(text("SELECT 1"))
        engine.dispose()
        del engine, connection
        gc.collect()


def _last_attempt_is_ahead() -> object:
    """Return a request as pyramid_retry leaves it while attempts remain."""
    return SimpleNamespace(environ={"retry.attempt": 0, "retry.attempts": 3})
