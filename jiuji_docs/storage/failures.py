"""Tell database failures worth another try from those that are not."""

from __future__ import annotations

from typing import Any, NoReturn

from pyramid_retry import mark_error_retryable
from sqlalchemy import Dialect
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from transaction.interfaces import TransientError

#: PostgreSQL: serialization failure, deadlock.
_TRY_AGAIN = ("40001", "40P01")
#: PostgreSQL: lock not available, statement cancelled, disk full, shutting down, starting up.
_UNAVAILABLE = ("55P03", "57014", "53100", "57P01", "57P02", "57P03")
_UNIQUE_VIOLATION = "23505"
_SQLITE_BUSY = ("database is locked", "database table is locked", "database schema is locked")
_SQLITE_UNAVAILABLE = (*_SQLITE_BUSY, "disk is full", "disk I/O error", "unable to open database")


def is_retryable(error: BaseException) -> bool:
    """Say whether the whole transaction may be tried again.

    A broken unique constraint is: it is how a double submission shows, and the second try finds
    the first one's row. A broken check, foreign key or append-only trigger would break again.
    """
    if isinstance(error, TransientError):
        return True
    if not isinstance(error, DBAPIError):
        return False
    if isinstance(error, IntegrityError):
        return _is_unique_violation(error)
    return _state(error) in _TRY_AGAIN or _says(error, _SQLITE_BUSY)


def is_unavailable(error: BaseException) -> bool:
    """Say whether the database cannot serve now: busy, stopped, unreachable or full (503)."""
    if isinstance(error, TimeoutError):
        return True
    if not isinstance(error, DBAPIError):
        return False
    state = _state(error)
    lost = isinstance(error, OperationalError) and (state.startswith("08") or _has_no_server(error))
    return (
        error.connection_invalidated
        or lost
        or state in _UNAVAILABLE
        or _says(error, _SQLITE_UNAVAILABLE)
    )


def _is_unique_violation(error: IntegrityError) -> bool:
    return _state(error) == _UNIQUE_VIOLATION or _says(error, ("UNIQUE constraint failed",))


def _state(error: DBAPIError) -> str:
    return str(getattr(error.orig, "sqlstate", None) or "")


def _has_no_server(error: DBAPIError) -> bool:
    """Say whether psycopg could not even connect: such an error has no SQLSTATE."""
    return type(error.orig).__module__.startswith("psycopg") and not _state(error)


def _says(error: DBAPIError, texts: tuple[str, ...]) -> bool:
    """Look into SQLite's message: its driver gives no extended error code."""
    if _state(error):
        return False
    message = str(error.orig)
    return any(text in message for text in texts)


def raise_translated(error: Exception, sql: str, parameters: Any, dialect: Dialect) -> NoReturn:
    """Raise a driver's error as SQLAlchemy would, so that callers know one family of errors."""
    raised = DBAPIError.instance(
        sql, parameters, error, dialect.loaded_dbapi.Error, dialect=dialect
    )
    if is_retryable(raised):
        mark_error_retryable(raised)
    raise raised from error
