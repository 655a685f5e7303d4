"""Judge the rows of a payment sheet (发放表) against the cases they name, one reason at a time and in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from jiuji_docs.domain.money import figures, parse_yuan
from jiuji_docs.domain.people import parse_id_number

#: Columns of a payment sheet, and how many characters a cell may hold.
FIELDS: Mapping[str, tuple[str, int]] = {
    "case": ("受理号", 40),
    "name": ("姓名", 50),
    "id_number": ("身份证号", 30),
    "bank": ("开户行", 100),
    "account": ("账号", 40),
    "amount": ("金额", 20),
}
#: How many digits an account may have.
ACCOUNT_DIGITS = range(8, 31)
#: Payments that go through a bank.
TRANSFERS = ("card", "passbook")
#: Reasons that make a row a payment outside the system (系统外发放), LJ-2.3a.
OFF_SYSTEM = "off_system"
_STANDING = {
    "batched": ("already_sent", "这笔救助金已在批次中报银行"),
    "paid": ("already_paid", "这笔救助金已经发放，不能再次发放"),
    "failed": ("failed_before", "这笔救助金发放失败，应先更正账户重发"),
}


@dataclass(frozen=True, slots=True)
class PaymentRow:
    """One row of the sheet as text, with its number in the file from 1."""

    number: int
    case: str = ""
    name: str = ""
    id_number: str = ""
    bank: str = ""
    account: str = ""
    amount: str = ""


@dataclass(frozen=True, slots=True)
class Approved:
    """One payment that a decision made: its key, state and what it must be paid as."""

    id: int
    state: str
    method: str
    payee: str
    account: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class CaseMoney:
    """What a case says of its money; ``id_number`` is empty where the person has none."""

    number: str
    closed: bool
    id_number: str
    payments: tuple[Approved, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """Why a row cannot be paid: its number, the column (empty: the row), a stable code, a sentence."""

    row: int
    column: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Judged:
    """What judging a sheet came to: reasons by row, and the payments of the rows that have none."""

    findings: tuple[Finding, ...]
    payments: tuple[int, ...]
    total: Decimal

    @property
    def wrong(self) -> int:
        """How many rows have a reason against them."""
        return len({finding.row for finding in self.findings})


def judge_rows(rows: Sequence[PaymentRow], cases: Mapping[str, CaseMoney]) -> Judged:
    """Return every reason against *rows*; *cases* are those of the numbers in the sheet that exist."""
    findings: list[Finding] = []
    chosen: dict[int, int] = {}
    total = Decimal(0)
    for row in rows:
        own = list(_cells(row))
        if not own:
            payment, own = _against_case(row, cases, chosen)
            if payment is not None:
                chosen[payment.id] = row.number
                total += payment.amount
        findings.extend(own)
    return Judged(tuple(findings), tuple(chosen), total)


def _cells(row: PaymentRow) -> Iterator[Finding]:
    """Yield what is wrong with the cells by themselves; a row without case is a payment off the system."""
    if not row.case:
        yield _finding(row, "case", OFF_SYSTEM, "没有受理号，属系统外发放")
        return
    for name in ("name", "account", "amount"):
        if not getattr(row, name):
            yield _finding(row, name, "missing", f"缺少{FIELDS[name][0]}")
    if row.id_number and (why := _why(parse_id_number, row.id_number)):
        yield _finding(row, "id_number", "id_number", why)
    digits = bare(row.account)
    if row.account and not (
        digits.isascii() and digits.isdigit() and len(digits) in ACCOUNT_DIGITS
    ):
        yield _finding(row, "account", "account", "账号应为 8 至 30 位数字")
    if row.amount and (why := _why(parse_yuan, row.amount)):
        yield _finding(row, "amount", "amount", why)


def _against_case(
    row: PaymentRow, cases: Mapping[str, CaseMoney], chosen: Mapping[int, int]
) -> tuple[Approved | None, list[Finding]]:
    """Return the payment a row asks for, or why it may not be paid."""
    case = cases.get(row.case)
    if case is None:
        return None, [_finding(row, "case", OFF_SYSTEM, "没有这个受理号，属系统外发放")]
    if case.closed:
        return None, [_finding(row, "case", "case_closed", "此案已经归档，不能再发放")]
    if case.id_number and row.id_number and _bare_id(row.id_number) != case.id_number:
        return None, [_finding(row, "id_number", "id_differs", "身份证号与案件所记不符")]
    payment = _candidate(row, case, chosen)
    if payment is None:
        return None, [_finding(row, "case", "not_approved", "此案没有批准发放的救助金")]
    wrong = list(_against_payment(row, payment, chosen))
    return (None, wrong) if wrong else (payment, [])


def _candidate(row: PaymentRow, case: CaseMoney, chosen: Mapping[int, int]) -> Approved | None:
    """Return the payment the row most likely means: one of its amount still free, else any that waits."""
    amount = parse_yuan(row.amount)
    live = [one for one in case.payments if one.state != "replaced"]
    waiting = [one for one in live if one.state == "waiting"]
    free = [one for one in waiting if one.id not in chosen]
    same = [one for one in free if one.amount == amount]
    return next(iter([*same, *free, *waiting, *reversed(live)]), None)


def _against_payment(
    row: PaymentRow, payment: Approved, chosen: Mapping[int, int]
) -> Iterator[Finding]:
    if payment.id in chosen:
        yield _finding(row, "", "duplicate", f"与第 {chosen[payment.id]} 行重复")
        return
    if payment.state in _STANDING:
        yield _finding(row, "", *_STANDING[payment.state])
        return
    if payment.method not in TRANSFERS:
        yield _finding(row, "", "cash", "此案批准发放现金，不经银行")
    if row.name != payment.payee:
        yield _finding(row, "name", "name_differs", "姓名与案件所记收款人不符")
    if bare(row.account) != payment.account:
        yield _finding(row, "account", "account_differs", "账号与案件所记不符")
    amount = parse_yuan(row.amount)
    if amount != payment.amount:
        told = f"金额 {figures(amount)} 元与批准金额 {figures(payment.amount)} 元不符"
        yield _finding(row, "amount", "amount_differs", told)


def bare(account: str) -> str:
    """Return an account without the blanks and hyphens people write between groups."""
    return account.replace(" ", "").replace("-", "")


def by_row(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings in the order of the file."""
    return tuple(sorted(findings, key=lambda finding: finding.row))


def _bare_id(number: str) -> str:
    return parse_id_number(number).value


def _why(parse: object, text: str) -> str:
    try:
        parse(text)  # type: ignore[operator]
    except ValueError as error:
        return str(error)
    return ""


def _finding(row: PaymentRow, field: str, code: str, message: str) -> Finding:
    return Finding(row.number, FIELDS[field][0] if field else "", code, message)
