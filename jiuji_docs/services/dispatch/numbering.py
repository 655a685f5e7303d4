"""Take a document's number from the register, begin a series, explain the gaps (登记编号)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jiuji_docs.domain.documents.numbering import (
    FIRST_YEAR,
    LARGEST_SERIAL,
    LAST_YEAR,
    DocumentNumber,
)
from jiuji_docs.domain.errors import GuardRefused, NotAllowed, Refused
from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.papers import local_date
from jiuji_docs.storage.issued_numbers import series_of

if TYPE_CHECKING:
    from jiuji_docs.services.dispatch.kernel import Walk

#: Why the numbers before a series' beginning have no dossier here.
ON_PAPER = "此前各号在纸质登记簿上"
#: Characters of the register's column for reasons.
LONGEST_REASON = 200


@dataclass(frozen=True, slots=True)
class Series:
    """One series of a year: code, last serial, its lines by serial."""

    code: str
    year: int
    last: int
    lines: tuple[Any, ...]


def take_number(walk: Walk) -> None:
    """Give the document the next number of its series; one that has a number keeps it."""
    if walk.desk.issued_numbers.of_dossier(walk.row.id) is not None:
        return
    code = next(iter(walk.command.given.get("code", ())), "").strip()
    year = walk.today.year
    claim_code(walk.desk, code, walk.row.unit_id, walk.actor.account)
    serial = walk.desk.numbers.next(series_of(code), year)
    number = DocumentNumber(code, year, serial)
    walk.desk.issued_numbers.add(
        unit_id=walk.row.unit_id,
        code=code,
        year=year,
        serial=serial,
        dossier_id=walk.row.id,
        reason="",
        account_id=walk.actor.account,
        at=walk.now,
    )
    walk.content["number"] = _written(number, str(walk.content.get("style", "circular")))


def void_number(walk: Walk) -> None:
    """Void the document's number for good, with the step's own reason (字号作废)."""
    line = walk.desk.issued_numbers.of_dossier(walk.row.id)
    if line is None:
        raise GuardRefused("not_numbered", "尚未登记编号")
    reason = " ".join(walk.command.comment.split())
    if len(reason) > LONGEST_REASON:
        raise GuardRefused("reason", f"作废原因最多 {LONGEST_REASON} 字")
    walk.desk.issued_numbers.void(line.id, reason, walk.actor.account, walk.now)
    number = {"code": line.code, "year": line.year, "serial": line.serial}
    walk.desk.ledger.append(
        "number_voided",
        walk.actor.account,
        dossier=walk.row.number,
        reason=walk.desk.pseudonym(reason),
        **number,
    )
    walk.content.pop("number", None)


def begin_series(desk: Desk, actor: Actor, code: str, year: int | None, first: int | None) -> None:
    """Let a series begin behind the paper register's last number (接续纸质登记)."""
    if "doc.registrar" not in actor.roles:
        raise NotAllowed("role", "只有文书登记人员可以开始编号")
    if year is None or not FIRST_YEAR <= year <= LAST_YEAR:
        raise Refused("year", "年份应为四位公元年份")
    if first is None or not 1 <= first <= LARGEST_SERIAL:
        raise Refused("begin", f"起始号应为 1 至 {LARGEST_SERIAL}")
    claim_code(desk, code, actor.unit, actor.account)
    line = {
        "unit_id": actor.unit,
        "reason": ON_PAPER,
        "account_id": actor.account,
        "at": desk.now(),
    }
    desk.issued_numbers.begin(code, year, first, **line)
    desk.ledger.append("series_begun", actor.account, code=code, year=year, first=first)


def register_of(desk: Desk, actor: Actor, year: int | None = None) -> tuple[Series, ...]:
    """Return the series of the actor's unit in *year*, the present one by default."""
    wanted = year or local_date(desk.now()).year
    lines = desk.issued_numbers.lines(actor.unit, wanted)
    codes = dict.fromkeys(str(one.code) for one in lines)
    of = {code: tuple(one for one in lines if one.code == code) for code in codes}
    return tuple(Series(code, wanted, of[code][-1].serial, of[code]) for code in codes)


def claim_code(desk: Desk, code: str, unit: str, account: str) -> None:
    """Make a code the unit's own, unless another unit has it; GuardRefused then, or for no code at all."""
    try:
        DocumentNumber(code, FIRST_YEAR, 1)
    except ValueError as error:
        raise GuardRefused("code", str(error)) from error
    if desk.issued_numbers.claim(code, unit, account, desk.now()) != unit:
        raise GuardRefused("code_taken", f"机关代字“{code}”由其他单位使用")


def _written(number: DocumentNumber, style: str) -> str:
    """Write a number as its format has it: 令号 第1号 (10.2), 纪要 〔2026〕1号 (10.3)."""
    if style == "command":
        return f"第{number.serial}号"
    return str(number).removeprefix(number.code) if style == "minutes" else str(number)
