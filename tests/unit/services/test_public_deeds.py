"""Reports without an account are counted by address in the database, and forgotten after the hour."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select

from jiuji_docs.services.house import House
from jiuji_docs.services.public_deeds import allows, forget
from jiuji_docs.storage import public_deeds
from jiuji_docs.storage.public_deeds import PublicDeedRepository
from jiuji_docs.storage.tables import PUBLIC_DEED

ADDRESS = "203.0.113.7"


def marks(house: House) -> list[str]:
    with house.desk(write=False) as desk:
        return list(desk.work.session.execute(select(PUBLIC_DEED.c.mark)).scalars())


def test_an_address_is_bounded_whichever_process_counts_and_never_written(house: House) -> None:
    assert [allows(house, ADDRESS, 2) for _ in range(3)] == [True, True, False]
    assert allows(house, "203.0.113.8", 2)
    assert len(marks(house)) == 2
    assert not any(ADDRESS in mark for mark in marks(house))


def test_the_hour_is_forgotten_and_the_table_bounded(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    with house.desk(write=False) as desk:
        now = desk.now()
    hour = dt.timedelta(hours=1)

    def old(desk: object) -> None:
        rows = PublicDeedRepository(desk.work.session)  # type: ignore[attr-defined]
        assert rows.count("old", now - hour, hour) == 1
        assert rows.count("old", now - hour, hour) == 2
        assert rows.count("old", now, hour) == 1
        rows.count("older", now - hour, hour)

    house.run(old)
    forget(house)
    assert marks(house) == ["old"]
    monkeypatch.setattr(public_deeds, "MOST_ADDRESSES", 1)
    assert allows(house, ADDRESS, 1)
    forget(house)
    assert len(marks(house)) == 1
