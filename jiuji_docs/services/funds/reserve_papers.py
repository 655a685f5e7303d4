"""Print a town's reserve ledger and its requests on the official forms (F24 备用金台账、请拨核销表)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from jiuji_docs.domain.errors import GuardRefused
from jiuji_docs.domain.funds.reserve import OUT, voucher
from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.form_printing import print_form
from jiuji_docs.services.funds.reserve_views import ReserveReader
from jiuji_docs.services.papers import local_date

#: Lines the form takes.
MOST_ROWS = 200


class ReservePapers:
    """Print what a town's reserve shows; names are needed on paper, and their reading is recorded."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def ledger(self, town: str, actor: Actor, month: str = "") -> tuple[str, bytes]:
        """Return (file name, PDF) of one month's ledger."""
        reader, desk = ReserveReader(self._desk), self._desk
        unit = reader.unit(town, actor)
        since, until = reader.span(month)
        rows = desk.reserves.entries(town, since, until)
        spent = [row for row in rows if row.kind in OUT]
        if desk.reserves.fund(town) is None or len(spent) > MOST_ROWS:
            raise GuardRefused("ledger_unprintable", f"没有台账，或本月支出超过 {MOST_ROWS} 笔")
        opening = desk.reserves.balance_before(town, since)
        added, gone = _sum(rows, out=False), _sum(rows, out=True)
        values = {
            "town": unit.name,
            "month": f"{since:%Y年%-m月}",
            "opening": str(opening),
            "added": str(added),
            "spent": str(gone),
            "closing": str(opening + added - gone),
            "rows": [self._row(reader, row) for row in spent],
        }
        desk.accounts.add_access(
            actor.account, None, f"打印{unit.name}{since:%Y-%m}备用金台账", desk.now()
        )
        return f"{unit.name}备用金台账{since:%Y-%m}.pdf", self._print("reserve_ledger", values)

    def request(self, number: str, actor: Actor) -> tuple[str, bytes]:
        """Return (file name, PDF) of one request."""
        reader = ReserveReader(self._desk)
        row = reader.request(number, actor)
        unit = reader.unit(row.town_id, actor)
        values = {
            "period_from": row.period_from,
            "period_to": row.period_to,
            "people": row.people,
            "settled": str(row.settled),
            "vouchers": row.people,
            "balance": str(row.balance),
            "requested": str(row.requested),
            "reason": row.reason,
        }
        town = {"unit": {"name": unit.name}}
        return f"{number}备用金请拨核销表.pdf", self._print("reserve_request", values, town)

    def _row(self, reader: ReserveReader, row: Any) -> dict[str, Any]:
        approved = reader.who(row.approved_by)
        return {
            "day": local_date(row.occurred_at),
            "person": row.name or "县级财政",
            "reason": row.purpose[:40],
            "amount": str(row.amount),
            "approved_by": approved,
            "handled_by": reader.handler(row),
            "voucher": voucher(local_date(row.recorded_at).year, row.seq),
            "papers": self._papers(row),
        }

    def _papers(self, row: Any) -> str:
        """Say whether the papers of help given first are there (后补情况)."""
        debts = self._desk.cases.debts(row.case_id) if row.case_id else []
        if any(debt.settled_at is None for debt in debts):
            return "pending"
        return "settled" if debts else "complete"

    def _print(
        self, form: str, values: Mapping[str, Any], more: Mapping[str, Any] | None = None
    ) -> bytes:
        now = self._desk.now()
        data = {"form": {form: dict(values)}, "today": local_date(now), **(more or {})}
        return print_form(form, data, now=now).pdf


def _sum(rows: list[Any], *, out: bool) -> Decimal:
    return sum((row.amount for row in rows if (row.kind in OUT) is out), Decimal(0))
