"""A prepared statement gives what SQLAlchemy gives, on both databases, errors included."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Engine, bindparam, insert, select, update
from sqlalchemy.exc import IntegrityError

from jiuji_docs.storage.failures import is_retryable
from jiuji_docs.storage.prepared import Prepared
from jiuji_docs.storage.tables import CASE, LEDGER, UNIT
from jiuji_docs.storage.work import unit_of_work
from tests.unit.storage.samples import open_case

BY_ID = select(CASE).where(CASE.c.id == bindparam("id"))


def test_a_row_has_the_types_and_names_that_sqlalchemy_gives(county: Engine) -> None:
    with unit_of_work(county) as work:
        case = open_case(work)
        connection = work.session.connection()
        connection.execute(
            update(CASE).where(CASE.c.id == case.id).values(amount=Decimal("3.50"), closed=True)
        )
        plain: Any = connection.execute(BY_ID, {"id": case.id}).one()
        quick = Prepared(BY_ID).first(connection, {"id": case.id})
        assert quick._asdict() == plain._asdict()
        assert [type(value) for value in quick] == [type(value) for value in plain]
        assert quick.accepted_at.tzinfo is not None
        assert Prepared(BY_ID).all(connection, {"id": case.id}) == [quick]


def test_no_row_is_none_and_no_rows_are_an_empty_list(county: Engine) -> None:
    with unit_of_work(county) as work:
        connection = work.session.connection()
        assert Prepared(BY_ID).first(connection, {"id": 0}) is None
        assert Prepared(BY_ID).all(connection, {"id": 0}) == []


def test_values_are_converted_on_their_way_in(county: Engine) -> None:
    naive = dt.datetime(2024, 2, 8, 9, 30)  # noqa: DTZ001 - what must be refused
    statement = update(CASE).values(accepted_at=bindparam("at", type_=CASE.c.accepted_at.type))
    with unit_of_work(county) as work, pytest.raises(ValueError, match="aware"):
        Prepared(statement).write(work.session.connection(), {"at": naive})


def test_an_update_says_how_many_rows_it_touched(county: Engine) -> None:
    named = Prepared(update(UNIT).where(UNIT.c.id == bindparam("of")).values(phone=bindparam("to")))
    with unit_of_work(county) as work:
        connection = work.session.connection()
        assert named.write(connection, {"of": "yangshan", "to": "0000-1"}) == 1
        assert named.write(connection, {"of": "nowhere", "to": "0000-1"}) == 0


def test_a_broken_unique_constraint_is_worth_another_try(county: Engine) -> None:
    bound = {name: bindparam(name) for name in ("id", "name", "level")}
    add = Prepared(insert(UNIT).values(bound))
    again = {"id": "yangshan", "name": "又一个", "level": "town"}
    with pytest.raises(IntegrityError) as caught, unit_of_work(county) as work:
        add.write(work.session.connection(), again)
    assert is_retryable(caught.value)


def test_the_ledger_refuses_changes_made_this_way_too(county: Engine) -> None:
    change = Prepared(update(LEDGER).values(body=bindparam("body")))
    with unit_of_work(county) as work:
        values = {
            "seq": 1,
            "previous": "",
            "hash": "0",
            "body": "{}",
            "at": dt.datetime.now(dt.UTC),
        }
        work.session.connection().execute(insert(LEDGER), values)
        with pytest.raises(Exception, match="append"):
            change.write(work.session.connection(), {"body": "x"})
        work.tm.doom()
        work.tm.abort()
        work.tm.begin()


def test_a_default_that_only_python_can_reckon_is_refused_when_it_is_prepared() -> None:
    from sqlalchemy import Column, Integer, MetaData, Table

    table = Table("t", MetaData(), Column("a", Integer), Column("b", Integer, default=lambda: 1))
    prepared = Prepared(insert(table).values(a=bindparam("a")))
    with pytest.raises(TypeError, match="default"):
        prepared.write(_Nowhere(), {"a": 1})  # type: ignore[arg-type]


class _Nowhere:
    """A connection that is never reached."""

    from sqlalchemy.dialects import sqlite

    dialect = sqlite.dialect()
