"""Base of every table: naming convention and column types."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, DateTime, Dialect, Integer, MetaData
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

#: SQLite only numbers rows by itself for plain INTEGER keys.
Key = BigInteger().with_variant(Integer(), "sqlite")


_FEN = Decimal("0.01")


class Instant(TypeDecorator[dt.datetime]):
    """An aware UTC point in time (时刻); naive values are refused, SQLite gives UTC back."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[Any], Any]:
        """Store UTC: the moment itself, or as SQLite keeps it (YYYY-MM-DD HH:MM:SS.ffffff)."""
        return _text_of if dialect.name == "sqlite" else _in_utc

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any] | None:  # noqa: ARG002
        """Give back an aware time; PostgreSQL's driver does so itself."""
        return _moment_of if dialect.name == "sqlite" else None

    @staticmethod
    def as_stored(value: dt.datetime | None) -> dt.datetime | None:
        """Return *value* as a row would give it back."""
        return _in_utc(value)


def _in_utc(value: dt.datetime | None) -> dt.datetime | None:
    if value is None:
        return None
    if value.tzinfo is None:
        raise ValueError("a stored time must be aware")
    return value if value.tzinfo is dt.UTC else value.astimezone(dt.UTC)


def _text_of(value: dt.datetime | None) -> str | None:
    moment = _in_utc(value)
    return None if moment is None else moment.isoformat(" ", "microseconds")[:26]


def _moment_of(text: str | None) -> dt.datetime | None:
    return None if text is None else dt.datetime.fromisoformat(f"{text}+00:00")


class Fen(TypeDecorator[Decimal]):
    """A sum of money kept as whole fen (分), exact on both databases; yuan outside."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        """Store whole fen; anything finer is an error, never rounded."""
        if value is None:
            return None
        fen = value * 100
        if fen != fen.to_integral_value():
            raise ValueError(f"finer than a fen: {value}")
        return int(fen)

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:  # noqa: ARG002
        """Give back yuan with two places."""
        return None if value is None else Decimal(int(value)).scaleb(-2)

    def as_stored(self, value: Decimal | None) -> Decimal | None:
        """Return *value* as a row would give it back."""
        return None if value is None else value.quantize(_FEN)


class Base(DeclarativeBase):
    """Common metadata."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix__%(table_name)s__%(column_0_N_name)s",
            "uq": "uq__%(table_name)s__%(column_0_N_name)s",
            "ck": "ck__%(table_name)s__%(constraint_name)s",
            "fk": "fk__%(table_name)s__%(column_0_name)s__%(referred_table_name)s",
            "pk": "pk__%(table_name)s",
        }
    )
