"""A case is filed once, and a year's filings come in catalogue order."""

# ruff: noqa: PT012 - leaving the unit of work is part of what is tested

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError

from jiuji_docs.storage.archives import ArchiveRepository
from jiuji_docs.storage.scope import Scope
from jiuji_docs.storage.work import Work, unit_of_work
from tests.unit.storage.samples import NOW, open_case


def _file(work: Work, case_id: int, item: int, retention: str = "D30") -> Any:
    return ArchiveRepository(work.session).add(
        case_id=case_id,
        fonds="0001",
        year=2024,
        retention=retention,
        item=item,
        reference=f"0001-{retention}-{item}",
        pages=9,
        contents="[]",
        filed_by="county.archivist",
        filed_at=NOW,
    )


def test_a_years_filings_come_in_order(county: Engine) -> None:
    with unit_of_work(county) as work:
        archives = ArchiveRepository(work.session)
        cases = [open_case(work, f"A-{number}") for number in range(4)]
        for case, item, retention in zip(cases, (2, 1, 1), ("D30", "Y", "D30"), strict=False):
            _file(work, case.id, item, retention)
        listed = archives.of_year(2024)
        assert [row.case_number for row in listed] == ["A-2", "A-0", "A-1"]
        assert archives.of_year(2023) == []
        assert ArchiveRepository(work.session, Scope("linhe")).of_year(2024) == []
        filed = archives.of_case(cases[0].id)
        assert filed is not None
        assert filed.reference == "0001-D30-2"
        assert archives.of_case(cases[3].id) is None


@pytest.mark.parametrize(("other", "item"), [(False, 2), (True, 1)])
def test_a_case_or_an_item_number_twice_is_refused(
    county: Engine, *, other: bool, item: int
) -> None:
    with pytest.raises(IntegrityError), unit_of_work(county) as work:
        first, second = open_case(work, "A-1"), open_case(work, "A-2")
        _file(work, first.id, 1)
        _file(work, second.id if other else first.id, item)
