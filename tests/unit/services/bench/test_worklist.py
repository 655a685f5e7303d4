"""The worklist's benchmark fills both databases and reads a page that is as long as it should be."""

from __future__ import annotations

import pytest

from jiuji_docs.services.bench import worklist


def test_a_page_is_read_from_a_county_of_any_size(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worklist, "CASES", 2000)
    monkeypatch.setattr(worklist, "PAGES", 3)
    pages: list[int] = []
    percentile = worklist._percentile

    def counted(action: object) -> float:
        pages.append(len(action()))  # type: ignore[operator]
        return percentile(action)  # type: ignore[arg-type]

    monkeypatch.setattr(worklist, "_percentile", counted)
    measures = worklist.measure_worklist(database_url)
    assert [measure.name for measure in measures] == ["worklist_town", "worklist_county"]
    assert pages == [worklist.ROWS, worklist.ROWS]
