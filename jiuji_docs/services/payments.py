"""Pay out what was granted (发放): batches for the bank, its return files, failed rows issued again once."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from jiuji_docs.definitions.read_bank_files import formats
from jiuji_docs.domain.canonical import digest
from jiuji_docs.domain.cases.bank_file import (
    ReturnLine,
    SentLine,
    read_return,
    read_rows,
    write_list,
)
from jiuji_docs.domain.errors import GuardRefused, NotAllowed, NotInState, Refused
from jiuji_docs.domain.funds.bank_format import BankFormat
from jiuji_docs.domain.money import capitals
from jiuji_docs.domain.workflow.definition import Transition
from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.importing.read_cells import read_cells
from jiuji_docs.rendering.payment_list import bank_list_xlsx, payment_list_xlsx
from jiuji_docs.services.command import Command
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.funds.special_account import enter, from_account
from jiuji_docs.services.papers import issue_apart, local_date
from jiuji_docs.services.payment_views import (
    TRANSFERS,
    BatchRow,
    PaymentOverview,
    ReturnOutcome,
    shown,
)
from jiuji_docs.services.transitions import TransitionService

#: The format that came with the program.
STANDARD = "standard"
#: A return file larger than this is refused unread.
LARGEST_RETURN = 2 * 1024 * 1024


#: How many digits an account may have.
ACCOUNT_DIGITS = range(8, 31)


class PaymentService:
    """Make, review, send and settle payment batches (发放批次)."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def overview(self) -> PaymentOverview:
        """Return batches newest first, how many transfers wait, and failed rows not yet issued again."""
        payments = self._desk.payments
        waiting = [row for row in payments.waiting() if row.method in TRANSFERS]
        return PaymentOverview(tuple(payments.batches(100)), len(waiting), tuple(payments.failed()))

    def batch(self, number: str) -> tuple[Any, tuple[BatchRow, ...]]:
        """Return a batch and its rows with masked accounts."""
        batch = self._desk.payments.batch(number)
        return batch, tuple(shown(row) for row in self._desk.payments.rows(batch.id))

    def make_batch(self, actor: Actor) -> Any:
        """Put every waiting transfer into a new batch (制表)."""
        _require(actor, "finance.clerk")
        desk = self._desk
        waiting = [row for row in desk.payments.waiting() if row.method in TRANSFERS]
        if not waiting:
            raise GuardRefused("nothing_to_pay", "没有待发放的款项")
        year = local_date(desk.now()).year
        number = f"FF-{year}-{desk.numbers.next('batch', year):04d}"
        batch = desk.payments.make_batch(
            number, [row.id for row in waiting], actor.account, desk.now()
        )
        self._note("batch_made", actor, number, rows=batch.rows, total=batch.total)
        return batch

    def review(self, number: str, actor: Actor) -> Any:
        """Confirm a batch (复核); its maker may not. Each case gets its extract of the list."""
        _require(actor, "finance.reviewer")
        batch = self._locked(number, "drafted")
        if batch.made_by == actor.account:
            raise NotAllowed("same_person", "制表人不能复核自己制作的批次")
        self._desk.payments.review(batch.id, actor.account, self._desk.now())
        self._issue_extracts(batch, actor)
        self._note("batch_reviewed", actor, number)
        return self._desk.payments.batch(number)

    def formats(self) -> tuple[tuple[str, str], ...]:
        """Return the bank file formats at hand, as (id, title); the program's own first."""
        found = formats(self._desk.house.settings.office)
        own = sorted(found.values(), key=lambda form: (form.id != STANDARD, form.title))
        return tuple((form.id, form.title) for form in own)

    def file_name(self, number: str) -> str:
        """Return what a batch's file for the bank is called."""
        form = self._format(self._desk.payments.batch(number).bank_format)
        return f"{number}.{form.sent.file}"

    def export(self, number: str, actor: Actor, form_id: str = STANDARD) -> tuple[bytes, bytes]:
        """Return the list as the bank wants it and as Excel for people; the batch then counts as sent.

        A batch sent before is given out again in the format it was sent in.
        """
        _require(actor, "finance.clerk", "finance.reviewer")
        batch = self._desk.payments.lock_batch(number)
        if batch.state == "drafted":
            raise NotInState("not_reviewed", "批次尚未复核，不能导出")
        lines = self._lines(batch)
        form = self._format(form_id if batch.state == "reviewed" else batch.bank_format)
        write = write_list if form.sent.file == "csv" else bank_list_xlsx
        data = write(number, lines, form)
        if batch.state == "reviewed":
            self._desk.payments.mark_sent(batch.id, digest(data), form.id)
            own = from_account(self._desk.payments.rows(batch.id))
            enter(self._desk, "payment", own, number, actor, batch.id)
            self._note("batch_sent", actor, number, file=digest(data))
        return data, payment_list_xlsx(number, lines)

    def take_return(self, number: str, data: bytes, actor: Actor) -> ReturnOutcome:
        """Settle a sent batch by the bank's file; one bad line and nothing is changed."""
        _require(actor, "finance.clerk")
        if len(data) > LARGEST_RETURN:
            raise Refused("file_too_large", "回盘文件超过 2 MB，未读取")
        batch = self._locked(number, "sent")
        rows = {row.row: row for row in self._desk.payments.rows(batch.id)}
        sent = {line.row: line for line in self._lines(batch)}
        form = self._format(batch.bank_format)
        if form.returned.file == "csv":
            cells = read_rows(data, form.returned)
        else:
            cells = read_cells(data, len(form.returned.columns))
        lines = read_return(cells, number, sent, form)
        pending = {row.row for row in rows.values() if row.state == "batched"}
        if {line.row for line in lines} - pending:
            raise GuardRefused("row_settled", "回盘文件含有已处理过的行，未作任何更改")
        for line in lines:
            self._settle(rows[line.row], line)
        if pending == {line.row for line in lines}:
            self._desk.payments.close_batch(batch.id, self._desk.now())
        if self._desk.special_account.paid_out(batch.id):
            failed = from_account(rows[line.row] for line in lines if not line.paid)
            enter(self._desk, "returned", failed, number, actor, batch.id)
        moved = self._move_on(rows, lines, number, actor)
        # The ledger's head is locked last, as every step does it.
        self._note("return_taken", actor, number, file=digest(data))
        paid = sum(line.paid for line in lines)
        return ReturnOutcome(paid, len(lines) - paid, moved)

    def reissue(self, payment_id: int, account: Mapping[str, str], actor: Actor) -> Any:
        """Issue a failed row again, once, to a corrected account (失败重发)."""
        _require(actor, "finance.clerk")
        failed = self._desk.payments.lock(payment_id)
        if failed.state != "failed":
            raise NotInState("not_failed", "只有发放失败的款项可以重发")
        corrected = _corrected(failed, account)
        again = self._desk.payments.replace(failed.id, **corrected, created_at=self._desk.now())
        self._note("payment_reissued", actor, str(payment_id), again=again.id)
        return again

    def _locked(self, number: str, state: str) -> Any:
        batch = self._desk.payments.lock_batch(number)
        if batch.state != state:
            raise NotInState("batch_state", "批次不在可办理的状态，请刷新后再试")
        return batch

    def _format(self, form_id: str) -> BankFormat:
        found = formats(self._desk.house.settings.office).get(form_id)
        if found is None:
            raise Refused("bank_format", f"没有名为“{form_id}”的银行文件格式")
        return found

    def _lines(self, batch: Any) -> list[SentLine]:
        return [
            SentLine(row.row, row.payee, row.bank, row.bank_account, row.amount)
            for row in self._desk.payments.rows(batch.id)
        ]

    def _settle(self, row: Any, line: ReturnLine) -> None:
        state = "paid" if line.paid else "failed"
        reason = "" if line.paid else (line.reason or "银行未说明原因")
        self._desk.payments.settle(row.id, state, reason, self._desk.now())

    def _move_on(
        self, rows: Mapping[int, Any], lines: tuple[ReturnLine, ...], batch: str, actor: Actor
    ) -> tuple[str, ...]:
        """Fire the payment step of every case whose payments are now all settled."""
        moved = []
        for case_id in sorted({rows[line.row].case_id for line in lines if line.paid}):
            case = self._desk.cases.get_by_id(case_id)
            step = self._payment_step(case)
            unsettled = [
                row.id
                for row in self._desk.payments.of_case(case_id)
                if row.state not in ("paid", "replaced")
            ]
            if step is None or unsettled:
                continue
            command = Command(step.id, f"bank:{batch}:{case.number}", case=case.number)
            TransitionService(self._desk).fire(command, actor)
            moved.append(case.number)
        return tuple(moved)

    def _payment_step(self, case: Any) -> Transition | None:
        for step in self._desk.pack_of(case).workflow.transitions.values():
            if step.operation and case.state in step.source:
                return step
        return None

    def _issue_extracts(self, batch: Any, actor: Actor) -> None:
        """Give each case the batch's head and its own rows only; others' data stays out of its file."""
        rows = list(self._desk.payments.rows(batch.id))
        for case_id in sorted({row.case_id for row in rows}):
            own = [row for row in rows if row.case_id == case_id]
            issue_apart(self._desk, case_id, "payroll", actor, self._extract(batch, own, actor))

    def _extract(self, batch: Any, rows: list[Any], actor: Actor) -> dict[str, Any]:
        total = sum((row.amount for row in rows), Decimal(0))
        maker = self._desk.accounts.account(batch.made_by)
        return {
            "batch.number": batch.number,
            "batch.month": f"{local_date(batch.made_at):%Y年%m月}",
            "batch.total": total,
            "batch.total_capitals": capitals(total),
            "batch.maker": maker.name,
            "batch.reviewer": actor.name,
            "batch_rows": [self._extract_row(row) for row in rows],
        }

    def _extract_row(self, row: Any) -> dict[str, Any]:
        case = self._desk.cases.get_by_id(row.case_id)
        person = self._desk.cases.person(case.person_id)
        pack = self._desk.pack_of(case)
        return {
            "item": row.row,
            "name": row.payee,
            "id_number": person.id_number,
            "bank": row.bank,
            "account": row.bank_account,
            "category": pack.workflow.routes[case.route],
            "amount": row.amount,
            "note": case.number,
        }

    def _note(self, kind: str, actor: Actor, subject: str, **facts: Any) -> None:
        self._desk.ledger.append(kind, actor.account, subject=subject, **facts)


def _require(actor: Actor, *roles: str) -> None:
    if not actor.roles & set(roles):
        raise NotAllowed("role", "您没有办理此项的岗位权限")


def _corrected(failed: Any, given: Mapping[str, str]) -> dict[str, str]:
    """Return payee, bank and account for the new row; what is not given stays as it was."""
    names = ("payee", "bank", "bank_account")
    corrected = {name: str(given.get(name) or getattr(failed, name)).strip() for name in names}
    digits = corrected["bank_account"].replace(" ", "").replace("-", "")
    if not (digits.isascii() and digits.isdigit() and len(digits) in ACCOUNT_DIGITS):
        raise Refused("account", "账号应为 8 至 30 位数字")
    return {**corrected, "bank_account": digits}
