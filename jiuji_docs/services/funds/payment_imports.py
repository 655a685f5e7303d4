"""Take a sheet of payments (发放表导入): every row is judged, and the sheet is taken whole or not at all."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any

from jiuji_docs.domain.characters import clean
from jiuji_docs.domain.errors import NotAllowed, Refused
from jiuji_docs.domain.funds.payment_rows import (
    FIELDS,
    OFF_SYSTEM,
    Approved,
    CaseMoney,
    Finding,
    Judged,
    PaymentRow,
    by_row,
    judge_rows,
)
from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.importing.read_payments import read_payment_sheet
from jiuji_docs.rendering.payment_findings import findings_xlsx
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.papers import local_date

#: Heads a column may have, by field.
TITLES = {
    "case": ("受理号", "案件编号", "案件号"),
    "name": ("姓名", "户名", "收款人"),
    "id_number": ("身份证号", "公民身份号码", "身份证号码"),
    "bank": ("开户行", "开户银行"),
    "account": ("账号", "银行账号", "银行卡号"),
    "amount": ("金额", "发放金额", "金额（元）"),
}
LONGEST_NAME, PAGE = 200, 50
NOBODY = "unknown:"


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What came of a sheet: its number, rows, reasons, the batch it became (empty: refused) and the sum."""

    number: str
    file_name: str
    rows: int
    wrong: int
    findings: tuple[Finding, ...]
    batch: str = ""
    total: Decimal = Decimal(0)

    def plain(self) -> dict[str, Any]:
        """Return the report as a machine reads it."""
        return {
            "number": self.number,
            "file": self.file_name,
            "rows": self.rows,
            "wrong": self.wrong,
            "batch": self.batch,
            "total": f"{self.total:.2f}",
            "findings": [asdict(finding) for finding in self.findings],
        }

    def xlsx(self) -> bytes:
        """Return the report as a workbook to work off row by row."""
        return findings_xlsx(self.file_name, self.findings)


class PaymentImportService:
    """Judge sheets of payments, keep what came of each, and show it (导入发放表)."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def take(self, data: bytes, file_name: str, actor: Actor) -> ImportReport:
        """Judge a sheet: without a reason against any row it becomes one batch, else no payment changes.

        A refused sheet is kept with its reasons, and its rows without a case are flagged. Raises
        Refused for what is no sheet.
        """
        if "finance.clerk" not in actor.roles:
            raise NotAllowed("role", "您没有办理此项的岗位权限")
        rows, judged = self._judged(data)
        batch = self._batch(judged, actor) if not judged.findings else None
        name = clean(file_name.replace("\n", " "), limit=LONGEST_NAME) or "发放表.xlsx"
        who = {"batch_id": batch.id if batch else None, "account_id": actor.account}
        number = self._keep(data, name, rows, judged, **who)
        self._desk.ledger.append(
            "payment_import",
            actor.account,
            subject=number,
            rows=len(rows),
            wrong=judged.wrong,
            batch=batch.number if batch else "",
        )
        return ImportReport(
            number, name, len(rows), judged.wrong, judged.findings,
            batch.number if batch else "", judged.total if batch else Decimal(0),
        )  # fmt: skip

    def check(self, data: bytes) -> ImportReport:
        """Judge a sheet and change nothing (试导)."""
        rows, judged = self._judged(data)
        return ImportReport("", "", len(rows), judged.wrong, judged.findings, "", judged.total)

    def report(self, number: str) -> ImportReport:
        """Return what came of a sheet taken before."""
        row = self._desk.payment_imports.get(number)
        found = tuple(Finding(**one) for one in json.loads(row.findings))
        total = self._desk.payments.batch(row.batch).total if row.batch else Decimal(0)
        return ImportReport(
            row.number, row.file_name, row.rows, row.wrong, found, row.batch or "", total
        )

    def newest(self) -> list[Any]:
        """Return the newest sheets."""
        return list(self._desk.payment_imports.newest(PAGE))

    def flagged(self) -> list[Any]:
        """Return payments off the system that nobody has explained, newest first."""
        return list(self._desk.payment_imports.flagged("open", PAGE))

    def explain(self, flag_id: int, actor: Actor, *, transferred: bool, note: str) -> None:
        """Close a flag (系统外发放的处理): explained, or handed over to discipline inspection (移交)."""
        if "county.approver" not in actor.roles:
            raise NotAllowed("role", "系统外发放由县级审批人员处理")
        said = note.strip()
        if not said or len(said) > LONGEST_NAME:
            raise Refused("reason_required", f"请写明处理情况（{LONGEST_NAME} 字以内）")
        state = "transferred" if transferred else "explained"
        desk = self._desk
        desk.payment_imports.close(flag_id, state, said, actor.account, desk.now())
        desk.ledger.append("off_system_closed", actor.account, subject=str(flag_id), state=state)

    def _judged(self, data: bytes) -> tuple[Sequence[PaymentRow], Judged]:
        rows, found = read_payment_sheet(data, TITLES)
        unread = {finding.row for finding in found}
        judged = judge_rows([row for row in rows if row.number not in unread], self._money(rows))
        findings = by_row((*found, *judged.findings))
        return rows, Judged(findings, judged.payments, judged.total)

    def _money(self, rows: Sequence[PaymentRow]) -> dict[str, CaseMoney]:
        """Return what each case named says of its money."""
        found = self._desk.payment_imports.money_of({row.case for row in rows if row.case})
        cases = {}
        for number, group in groupby(found, key=lambda row: row.number):
            lines = list(group)
            first = lines[0]
            known = "" if first.id_number.startswith(NOBODY) else first.id_number
            payments = tuple(
                Approved(one.id, one.state, one.method, one.payee, one.bank_account, one.amount)
                for one in lines
                if one.id is not None
            )
            cases[str(number)] = CaseMoney(str(number), bool(first.closed), known, payments)
        return cases

    def _batch(self, judged: Judged, actor: Actor) -> Any:
        desk = self._desk
        year = local_date(desk.now()).year
        number = f"FF-{year}-{desk.numbers.next('batch', year):04d}"
        return desk.payments.make_batch(number, judged.payments, actor.account, desk.now())

    def _keep(
        self, data: bytes, name: str, rows: Sequence[PaymentRow], judged: Judged, **who: Any
    ) -> str:
        """Keep what came of a sheet and return its number; *who* are its batch and account."""
        desk, year = self._desk, local_date(self._desk.now()).year
        number = f"DR-{year}-{desk.numbers.next('payment_import', year):04d}"
        kept = desk.payment_imports.add(
            number=number,
            file_name=name,
            file_hash=hashlib.sha256(data).hexdigest(),
            rows=len(rows),
            wrong=judged.wrong,
            findings=json.dumps([asdict(one) for one in judged.findings], ensure_ascii=False),
            **who,
            taken_at=desk.now(),
        )
        off = {one.row for one in judged.findings if one.code == OFF_SYSTEM}
        for row in rows:
            if row.number in off:
                self._flag(kept.id, row)
        return number

    def _flag(self, import_id: int, row: PaymentRow) -> None:
        desk = self._desk
        parts = (row.case, row.name, row.id_number, row.account, row.amount)
        desk.payment_imports.flag(
            import_id=import_id,
            row=row.number,
            payee=row.name[: FIELDS["name"][1]],
            amount=row.amount,
            found_at=desk.now(),
            fingerprint=desk.pseudonym("\n".join(parts)),
        )
