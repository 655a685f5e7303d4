"""A sheet of payments (发放表): taken whole or not at all, each wrong row with its reason."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from openpyxl import load_workbook

from jiuji_docs.domain.errors import NotInState, Refused
from jiuji_docs.importing import read_payments
from jiuji_docs.services.audit.service import AuditService
from jiuji_docs.services.bench.payments import WAYS, approved, workbook
from jiuji_docs.services.funds.payment_imports import TITLES, PaymentImportService
from jiuji_docs.services.house import House

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
#: The reason each way of spoiling a row must be given.
CODES = (
    "id_number", "account", "name_differs", "amount_differs", "off_system", "off_system",
    "duplicate", "cell", "cell", "cell",
)  # fmt: skip


def take(house: House, data: bytes, who: str = "county.finance") -> Any:
    return house.run(
        lambda desk: PaymentImportService(desk).take(data, "二月发放表.xlsx", desk.actor(who))
    )


def batches(house: House) -> list[Any]:
    with house.desk(write=False) as desk:
        return list(desk.payments.batches())


def test_one_wrong_row_of_each_kind_refuses_the_whole_sheet_by_name(house: House) -> None:
    lines = approved(house, 20)
    right = workbook(lines)
    for turn, spoil in enumerate(WAYS):
        spoil(lines, 2 * turn + 1)

    refused = take(house, workbook(lines))

    assert [(found.row, found.code) for found in refused.findings] == [
        (2 * turn + 3, code) for turn, code in enumerate(CODES)
    ]
    assert refused.batch == ""
    assert batches(house) == []
    again = take(house, workbook(lines))
    with house.desk(write=False) as desk:
        assert len(PaymentImportService(desk).flagged()) == 2
        assert PaymentImportService(desk).report(again.number).findings == refused.findings

    taken = take(house, right)

    assert (taken.rows, taken.findings) == (20, ())
    (batch,) = batches(house)
    assert (batch.number, batch.rows, batch.total) == (taken.batch, 20, taken.total)
    assert {found.code for found in take(house, right).findings} == {"already_sent"}


@on_sqlite
def test_a_report_is_a_workbook_to_work_off(house: House) -> None:
    lines = approved(house, 2)
    lines[1][2] = "=1+1"
    page = load_workbook(io.BytesIO(take(house, workbook(lines)).xlsx())).worksheets[0]

    rows = list(page.iter_rows(values_only=True))
    assert rows[0][0] == "发放表：二月发放表.xlsx"
    assert rows[2] == (3, "姓名", "姓名：单元格是公式，请改为数值或文本", "cell")


@on_sqlite
def test_a_flag_is_closed_once_by_the_county(house: House) -> None:
    lines = approved(house, 1)
    lines[0][1] = "B0-77"
    take(house, workbook(lines))

    def close(desk: Any, who: str) -> None:
        service = PaymentImportService(desk)
        service.explain(
            desk.payment_imports.flagged("open", 9)[0].id if service.flagged() else 1,
            desk.actor(who),
            transferred=True,
            note="已移交纪检",
        )

    def audited() -> list[str]:
        with house.desk(write=False) as desk:
            lines = AuditService(desk).report(None, desk.actor("county.inspector")).lines
            return [line.detail for line in lines if line.check == "paid_outside"]

    assert ["系统外发放" in detail for detail in audited()] == [True]
    with pytest.raises(Refused, match="县级审批"):
        house.run(lambda desk: close(desk, "county.finance"))
    house.run(lambda desk: close(desk, "county.approver"))
    assert audited() == []
    with pytest.raises(NotInState):
        house.run(lambda desk: close(desk, "county.approver"))


def _many() -> bytes:
    return workbook([[1, "A", "王", "", "", "62170000", 1]] * (read_payments.MOST_ROWS + 1))


def _headless() -> bytes:
    return workbook([]).replace(b"", b"")


def _with_entity() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("xl/workbook.xml", '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>')
    return out.getvalue()


def _bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", b" " * (read_payments.LARGEST_UNPACKED + 1))
    return out.getvalue()


def _changed(change: Callable[[Any], None]) -> bytes:
    book = load_workbook(io.BytesIO(workbook([[1, "A", "王", "", "", "62170000", 1]])))
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _two_sheets() -> bytes:
    return _changed(lambda book: book.copy_worksheet(book.worksheets[0]))


def _cover_first() -> bytes:
    return _changed(lambda book: book.create_sheet("封面", 0).append(["二月发放"]))


def _with_macros() -> bytes:
    out = io.BytesIO(workbook([]))
    with zipfile.ZipFile(out, "a") as package:
        package.writestr("xl/vbaProject.bin", b"x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: b"", "no_workbook"),
        (lambda: b"\xd0\xcf\x11\xe0 an old .xls", "no_workbook"),
        (lambda: workbook([])[:900], "no_workbook"),
        (_headless, "no_rows"),
        (_with_entity, "sheet_doctype"),
        (_bomb, "sheet_too_large"),
        (_many, "too_many_rows"),
        (_two_sheets, "more_sheets"),
        (_cover_first, "more_sheets"),
        (_with_macros, "sheet_macros"),
    ],
)
def test_what_is_no_sheet_is_refused_unread(make: Callable[[], bytes], code: str) -> None:
    with pytest.raises(Refused) as refused:
        read_payments.read_payment_sheet(make(), TITLES)
    assert refused.value.code == code
