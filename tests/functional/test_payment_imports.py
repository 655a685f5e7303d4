"""The page for sheets of payments (导入发放表): a report with reasons, or a batch."""

from __future__ import annotations

from typing import Any

from webtest import TestApp

from jiuji_docs.services.bench.payments import approved, workbook
from jiuji_docs.services.house import House
from tests.functional.people import Login, token


def _bring(client: TestApp, data: bytes, status: int = 303) -> Any:
    return client.post(
        "/batches/imports",
        [("csrf_token", token(client))],
        upload_files=[("file", "二月发放表.xlsx", data)],
        status=status,
    )


def test_a_sheet_is_reported_row_by_row_or_becomes_a_batch(login: Login, house: House) -> None:
    lines = approved(house, 3)
    client = login("county.finance")

    taken = _bring(client, workbook(lines)).follow()
    again = _bring(client, workbook(lines)).follow()

    assert "3 行全部相符" in taken
    assert "3 行中有 3 行不能发放" in again
    assert "已在批次中报银行" in again
    report = client.get(f"{again.request.path}.json").json
    assert [row["row"] for row in report["findings"]] == [2, 3, 4]
    assert client.get(f"{again.request.path}.xlsx").body.startswith(b"PK")
    client.get(f"{again.request.path}.exe", status=404)
    assert "整表不收" in _bring(client, b"no workbook", 400)
    _bring(login("county.cashier"), workbook(lines), 403)
