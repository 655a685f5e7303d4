"""Measure the import of a sheet of 5,000 payments (发放表导入), 50 of them wrong in ten ways."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from sqlalchemy import insert, select

from jiuji_docs.domain.people import check_digit
from jiuji_docs.services.bench.ground import MORNING, PACK, ground
from jiuji_docs.services.bench.measure import Measure, at_most, exactly
from jiuji_docs.services.funds.payment_imports import ImportReport, PaymentImportService
from jiuji_docs.services.house import House
from jiuji_docs.storage.tables import CASE, PAYMENT, PAYMENT_BATCH, PERSON

ROWS, WRONG = 5_000, 50
#: Seconds a sheet may take, read, judged and kept.
LONGEST = 5.0
HEADS = ("序号", "受理号", "姓名", "身份证号", "开户行", "账号", "金额")
CASE_AT, NAME_AT, ID_AT, ACCOUNT_AT, AMOUNT_AT = 1, 2, 3, 5, 6
BANK = "示范县农村信用合作联社"


def measure_payments(database: str = "") -> tuple[Measure, ...]:
    """Return the time of a refused and of a taken sheet, the reasons found, and what was half taken."""
    with ground(database) as house:
        lines = approved(house, ROWS)
        spoiled = [list(line) for line in lines]
        rows = spoil(spoiled)
        refused, first = _take(house, workbook(spoiled))
        half = _batches(house)
        taken, second = _take(house, workbook(lines))
    named = {finding.row for finding in refused.findings}
    kind = house.engine.dialect.name
    return (
        at_most("refused", f"{ROWS} 行中 {WRONG} 行有错，整表核对（{kind}）", first, "秒", LONGEST),
        exactly("findings", "说明原因的行", refused.wrong, "行", WRONG),
        exactly("right_rows", "行号与所错的行相同", len(named & rows), "行", WRONG),
        exactly("half", "有错时收下的批次", half, "个", 0),
        at_most("taken", f"{ROWS} 行全部相符，收为批次（{kind}）", second, "秒", LONGEST),
        exactly("batched", "收下的行", taken.rows if taken.batch else 0, "行", ROWS),
    )


def approved(house: House, count: int, first: int = 0) -> list[list[Any]]:
    """Write *count* approved cases from serial *first*, a waiting transfer each; return the sheet's lines."""
    lines = list(_lines(first, count))
    with house.engine.begin() as connection:
        people = [{"id_number": line[ID_AT], "name": line[NAME_AT]} for line in lines]
        connection.execute(insert(PERSON), people)
        known = connection.execute(select(PERSON.c.id_number, PERSON.c.id)).all()
        keys = {row.id_number: row.id for row in known}
        connection.execute(insert(CASE), [_case(line, keys[line[ID_AT]]) for line in lines])
        opened = connection.execute(select(CASE.c.number, CASE.c.id)).all()
        cases = {row.number: row.id for row in opened}
        connection.execute(
            insert(PAYMENT), [_payment(line, cases[line[CASE_AT]]) for line in lines]
        )
    return lines


def spoil(lines: list[list[Any]]) -> set[int]:
    """Make WRONG lines wrong, in turn in each way; return their row numbers in the file."""
    step = len(lines) // WRONG
    chosen = range(step // 2, len(lines), step)
    for turn, at in enumerate(chosen):
        WAYS[turn % len(WAYS)](lines, at)
    return {at + 2 for at in chosen}


def workbook(lines: list[list[Any]]) -> bytes:
    """Return the lines as an Excel file."""
    from openpyxl import Workbook  # noqa: PLC0415

    book = Workbook(write_only=True)
    page = book.create_sheet("发放表")
    page.append(list(HEADS))
    for line in lines:
        page.append(line)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _set(column: int, value: Any) -> Any:
    def change(lines: list[list[Any]], at: int) -> None:
        lines[at][column] = value

    return change


def _wrong_digit(lines: list[list[Any]], at: int) -> None:
    number = lines[at][ID_AT]
    lines[at][ID_AT] = number[:17] + ("0" if number[17] != "0" else "1")


def _again(lines: list[list[Any]], at: int) -> None:
    lines[at] = [lines[at][0], *lines[at - 1][1:]]


WAYS = (
    _wrong_digit,
    _set(ACCOUNT_AT, "62170A"),
    _set(NAME_AT, "别人"),
    _set(AMOUNT_AT, Decimal("499.99")),
    _set(CASE_AT, "B0-999999"),
    _set(CASE_AT, None),
    _again,
    _set(AMOUNT_AT, "=1+1"),
    _set(NAME_AT, "王" * 60),
    _set(ACCOUNT_AT, 6217000000000000019),
)


def _lines(begin: int, count: int) -> Iterator[list[Any]]:
    for serial in range(begin, begin + count):
        first = f"99010119500101{serial % 1000:03d}"
        first = first[:6] + f"{1950 + serial // 1000}" + first[10:]
        account = f"6217{serial:015d}"
        yield [
            serial + 1, f"B0-{serial}", f"示范人{serial}", first + check_digit(first), BANK,
            account, Decimal(500) + Decimal(serial % 300),
        ]  # fmt: skip


def _case(line: list[Any], person: int) -> dict[str, Any]:
    return {
        "number": line[CASE_AT], "pack": PACK, "pack_checksum": "", "workflow_checksum": "",
        "route": "expenditure", "state": "approved", "version": 5, "town_id": "yangshan",
        "person_id": person, "cause": "sudden_illness", "amount": line[AMOUNT_AT],
        "accepted_at": MORNING, "decided_at": MORNING, "closed": False,
    }  # fmt: skip


def _payment(line: list[Any], case: int) -> dict[str, Any]:
    return {
        "case_id": case, "amount": line[AMOUNT_AT], "method": "card", "payee": line[NAME_AT],
        "bank": BANK, "bank_account": line[ACCOUNT_AT], "state": "waiting", "created_at": MORNING,
    }  # fmt: skip


def _take(house: House, data: bytes) -> tuple[ImportReport, float]:
    began = time.perf_counter()
    report = house.run(
        lambda desk: PaymentImportService(desk).take(
            data, "发放表.xlsx", desk.actor("county.finance")
        )
    )
    return report, time.perf_counter() - began


def _batches(house: House) -> int:
    with house.engine.connect() as connection:
        return len(connection.execute(select(PAYMENT_BATCH.c.id)).all())
