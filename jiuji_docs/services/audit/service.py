"""Run the audit checks for a reader, take in the list of the dead, and write both down (监督检查)."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator

from jiuji_docs.domain.audit.checks import CHECKS, Check, run_checks
from jiuji_docs.domain.audit.facts import Found
from jiuji_docs.domain.audit.report import AuditLine, AuditReport
from jiuji_docs.domain.documents.import_notes import Notes
from jiuji_docs.domain.errors import NotAllowed, Refused
from jiuji_docs.domain.people import parse_id_number
from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.importing.encodings import decode
from jiuji_docs.services.audit.gathering import gather
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.papers import local_date
from jiuji_docs.storage.audit import AuditRepository

#: Who checks: nobody who decides or pays.
READER = "audit.reader"
#: Columns of the list of the dead; larger files are refused unread.
HEADS = ("身份证号", "死亡日期")
LARGEST, MOST_ROWS = 4 * 1024 * 1024, 50_000
#: Wrong rows told one by one.
_TOLD = 50


class AuditService:
    """The checks within the reader's row scope; without a reader, for the office's own command line."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def report(self, year: int | None, reader: Actor | None) -> AuditReport:
        """Return what the checks find in the cases accepted or decided in *year* (this one when None)."""
        if reader is not None and READER not in reader.roles:
            raise NotAllowed("role", "监督检查由监督人员查看")
        day = local_date(self._desk.now())
        chosen = year or day.year
        facts, inside = gather(self._desk, chosen, reader)
        batches = {one.number for one in facts.batches}
        lines = tuple(
            _line(CHECKS[check], one)
            for check, found in run_checks(facts).items()
            for one in found
            if one.about in inside or one.about in batches or check == "paid_outside"
        )
        return AuditReport(chosen, day, len(inside), lines)

    def note(self, report: AuditReport, reader: Actor | None) -> None:
        """Write down that the checks were read, and how many findings there were (查阅留痕)."""
        account = reader.account if reader is not None else ""
        if reader is not None:
            what = f"监督检查：{report.year} 年，{len(report.lines)} 项"
            self._desk.accounts.add_access(account, None, what, self._desk.now())
        self._desk.ledger.append(
            "audit", account, year=report.year, cases=report.cases, findings=len(report.lines)
        )

    def take_deceased(self, data: bytes, account: str) -> tuple[int, int]:
        """Take in a CSV of ``身份证号,死亡日期``; return (added, known already), all rows or none.

        Only keyed hashes are kept. Refused for a file that is too large, has other heads or a wrong row.
        """
        people = list(_deceased(data))
        reads = AuditRepository(self._desk.work.session)
        now = self._desk.now()
        added = sum(
            reads.add_deceased(self._desk.pseudonym(number), died_on, account, now)
            for number, died_on in people
        )
        self._desk.ledger.append("deceased_list", account, rows=len(people), added=added)
        return added, len(people) - added


def _line(check: Check, one: Found) -> AuditLine:
    clause = "、".join(one.clauses) or check.basis
    name = one.name[:1] + "＊" * (len(one.name) - 1)
    return AuditLine(
        check.id, check.title, one.about, one.town, name, one.detail, clause, check.remedy
    )


def _deceased(data: bytes) -> Iterator[tuple[str, dt.date]]:
    if len(data) > LARGEST:
        raise Refused("too_large", f"死亡名单超过 {LARGEST // 1024 // 1024} MB，不予读取")
    rows = csv.DictReader(io.StringIO(decode(data, Notes())))
    if missing := set(HEADS) - set(rows.fieldnames or ()):
        raise Refused("heads", f"死亡名单缺少列：{'、'.join(sorted(missing))}")
    problems = []
    for count, row in enumerate(rows, start=2):
        if count > MOST_ROWS:
            raise Refused("too_many", f"死亡名单超过 {MOST_ROWS} 行，请分次导入")
        try:
            number = parse_id_number(str(row[HEADS[0]] or "").strip())
            yield str(number.value), dt.date.fromisoformat(str(row[HEADS[1]] or "").strip())
        except ValueError as error:
            problems.append(f"第 {count} 行：{error}")
    if problems:
        raise Refused("rows", "；".join(problems[:_TOLD]))
