"""The ledger is appended to, never changed, and the chain holds."""

# ruff: noqa: PT012 - leaving the unit of work is part of what is tested

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from jiuji_docs.domain.ledger import GENESIS, verify
from jiuji_docs.storage.documents import DocumentRepository
from jiuji_docs.storage.ledger import LedgerRepository
from jiuji_docs.storage.work import Work, run, unit_of_work
from tests.unit.storage.samples import NOW, add_paper, at_once, open_case

KEY = b"k" * 32


def _ledger(work: Work) -> LedgerRepository:
    return LedgerRepository(work.session, KEY, lambda: NOW)


def test_entries_are_numbered_chained_and_verified(engine: Engine) -> None:
    with unit_of_work(engine) as work:
        ledger = _ledger(work)
        assert ledger.head() == (0, GENESIS)
        assert ledger.append("login", "yangshan.clerk") == 1
        facts: dict[str, Any] = {"seq": 7, "kind": "x", "amount": Decimal("1.50"), "at": NOW}
        assert ledger.append("step", "yangshan.clerk", **facts) == 2
    with unit_of_work(engine, write=False) as work:
        ledger = _ledger(work)
        entries = list(ledger.entries())
        assert [entry.seq for entry in entries] == [1, 2]
        assert verify(entries, KEY, ledger.head()).ok
        assert not verify(entries, b"other" * 8, ledger.head()).ok
        body = json.loads(entries[1].body)
        assert (body["seq"], body["kind"], body["actor"]) == (2, "step", "yangshan.clerk")
        assert body["facts"] == {"seq": 7, "kind": "x", "amount": "1.50", "at": body["at"]}
        assert entries[1].at == NOW


def test_the_machines_clock_is_used_when_none_is_given(engine: Engine) -> None:
    before = dt.datetime.now(dt.UTC)
    with unit_of_work(engine) as work:
        ledger = LedgerRepository(work.session, KEY)
        ledger.append("login", "a")
        assert next(ledger.entries()).at >= before


def test_a_rolled_back_event_leaves_no_trace(engine: Engine) -> None:
    with pytest.raises(ZeroDivisionError), unit_of_work(engine) as work:
        _ledger(work).append("login", "a")
        _ = 1 / 0
    with unit_of_work(engine) as work:
        assert _ledger(work).head() == (0, GENESIS)
        assert _ledger(work).append("login", "a") == 1


def test_simultaneous_events_make_one_chain(engine: Engine) -> None:
    results = at_once(
        [lambda: run(engine, None, lambda work: _ledger(work).append("login", "a"))] * 10
    )
    assert sorted(results) == list(range(1, 11))
    with unit_of_work(engine, write=False) as work:
        assert verify(_ledger(work).entries(), KEY, _ledger(work).head()).ok


TAMPERING = [
    "UPDATE ledger SET body = '{}'",
    "UPDATE ledger SET at = at",
    "DELETE FROM ledger",
    "DELETE FROM ledger WHERE seq = 1",
    "DELETE FROM ledger_head",
    "UPDATE seal_use SET reason = ''",
    "DELETE FROM seal_use",
]


@pytest.mark.parametrize("statement", TAMPERING)
def test_the_database_refuses_to_change_what_happened(county: Engine, statement: str) -> None:
    _fill(county)
    _refuses(county, statement)


@pytest.mark.postgresql
@pytest.mark.parametrize("table", ["ledger", "ledger_head", "seal_use", "dossier_seal"])
def test_postgresql_refuses_to_truncate(postgresql_engine: Engine, table: str) -> None:
    _refuses(postgresql_engine, f"TRUNCATE {table}")


def test_sqlite_refuses_to_replace_a_row(sqlite_engine: Engine) -> None:
    with unit_of_work(sqlite_engine) as work:
        _ledger(work).append("login", "a")
    columns = "seq, previous, hash, body, at"
    _refuses(
        sqlite_engine,
        f"INSERT OR REPLACE INTO ledger ({columns}) SELECT {columns} FROM ledger WHERE seq = 1",
    )


def test_the_seal_register_lists_the_newest_use_first(county: Engine) -> None:
    _fill(county)
    _fill(county, "A-2")
    with unit_of_work(county, write=False) as work:
        documents = DocumentRepository(work.session)
        assert [row.reason for row in documents.seal_uses("yangshan", 10)] == ["A-2", "A-1"]
        assert [row.reason for row in documents.seal_uses(None, 1)] == ["A-2"]
        assert documents.seal_uses("linhe", 10) == []
        assert documents.seal_uses(None)[0].copies == 1


def _fill(engine: Engine, number: str = "A-1") -> None:
    with unit_of_work(engine) as work:
        paper = add_paper(work, open_case(work, number).id)
        DocumentRepository(work.session).add_seal_use(
            unit_id="yangshan",
            seal_name="阳山镇",
            document_id=paper.id,
            document_title=paper.title,
            document_number="",
            applicant_id="yangshan.clerk",
            approver_id="yangshan.head",
            reason=number,
            pdf_hash="0" * 64,
            used_at=NOW,
        )
        _ledger(work).append("seal", "yangshan.head")


def _refuses(engine: Engine, statement: str) -> None:
    with pytest.raises(DBAPIError, match=r"append-only|kept"), engine.begin() as connection:
        connection.execute(text(statement))
