"""Show a town's reserve (备用金台账): balance, a month's entries, requests, what may be settled."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from jiuji_docs.domain.errors import NotFound
from jiuji_docs.domain.funds.reserve import KINDS, OUT, REQUEST_STATES, voucher
from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.funds.months import month_span
from jiuji_docs.services.funds.reserve import ReserveService
from jiuji_docs.services.papers import local_date


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One entry on screen; people by name, the recipient only as the case's number."""

    voucher: str
    day: dt.date
    kind: str
    came_in: Decimal | None
    went_out: Decimal | None
    balance: Decimal
    purpose: str
    basis: str
    case: str
    approved_by: str
    handled_by: str
    settled: bool


@dataclass(frozen=True, slots=True)
class RequestLine:
    """One request on screen."""

    number: str
    day: dt.date
    people: int
    settled: Decimal
    requested: Decimal
    state: str
    state_title: str
    opinion: str


@dataclass(frozen=True, slots=True)
class ReserveView:
    """A town's reserve in one month; ``balance`` is None where the town has none."""

    town: str
    name: str
    month: str
    balance: Decimal | None = None
    low_line: Decimal | None = None
    low: bool = False
    quota: Decimal | None = None
    settleable: Decimal = Decimal(0)
    entries: tuple[EntryLine, ...] = ()
    requests: tuple[RequestLine, ...] = ()


@dataclass(frozen=True, slots=True)
class TownLine:
    """One town in the county's list."""

    town: str
    name: str
    balance: Decimal | None
    low: bool


class ReserveReader:
    """Read reserves: the county every town's, a town its own."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def towns(self, actor: Actor) -> tuple[TownLine, ...]:
        """Return the towns this reader may see, with what each reserve holds."""
        funds = {row.town_id: row for row in self._desk.reserves.funds()}
        units = [unit for unit in self._desk.accounts.units() if unit.level == "town"]
        return tuple(
            TownLine(
                unit.id,
                unit.name,
                funds[unit.id].balance if unit.id in funds else None,
                unit.id in funds and is_low(funds[unit.id]),
            )
            for unit in units
            if actor.level == "county" or unit.id == actor.town
        )

    def town(self, town: str, actor: Actor, month: str = "") -> ReserveView:
        """Return one town's reserve in *month* (2024-02; the present one when empty)."""
        unit = self.unit(town, actor)
        since, until = self.span(month)
        shown = f"{since:%Y-%m}"
        fund = self._desk.reserves.fund(town)
        if fund is None:
            return ReserveView(town, unit.name, shown)
        settleable = self._desk.reserves.settleable(town)
        return ReserveView(
            town,
            unit.name,
            shown,
            fund.balance,
            fund.low_line,
            is_low(fund),
            ReserveService(self._desk).quota(town),
            sum((row.amount for row in settleable), Decimal(0)),
            tuple(self._line(row) for row in self._desk.reserves.entries(town, since, until)),
            tuple(_request(row) for row in self._desk.reserves.requests(town)),
        )

    def unit(self, town: str, actor: Actor) -> Any:
        """Return the town's unit; NotFound for another town's people and for what is no town."""
        if (actor.level != "county" and actor.town != town) or not self._desk.accounts.has_unit(
            town
        ):
            raise NotFound(town)
        unit = self._desk.accounts.unit(town)
        if unit.level != "town":
            raise NotFound(town)
        return unit

    def request(self, number: str, actor: Actor) -> Any:
        """Return a request this reader may see; NotFound otherwise."""
        row = self._desk.reserves.request(number)
        self.unit(row.town_id, actor)
        return row

    def span(self, month: str) -> tuple[dt.datetime, dt.datetime]:
        """Return the first moment of a month and of the next, Beijing time; Refused for no month."""
        return month_span(month, self._desk.now())

    def who(self, account: str) -> str:
        """Return a person's name."""
        return str(self._desk.accounts.account(account).name)

    def handler(self, row: Any) -> str:
        """Return who handled an entry: for relief, whoever did its case's first later step (经办人)."""
        if row.kind == "relief":
            later = [step.account_id for step in self._desk.cases.steps(row.case_id)]
            others = [account for account in later[1:] if account != row.approved_by]
            return self.who(others[0]) if others else self.who(row.handled_by)
        return self.who(row.handled_by)

    def _line(self, row: Any) -> EntryLine:
        out = row.kind in OUT
        return EntryLine(
            voucher(local_date(row.recorded_at).year, row.seq),
            local_date(row.occurred_at),
            KINDS[row.kind],
            None if out else row.amount,
            row.amount if out else None,
            row.balance,
            row.purpose,
            row.basis,
            row.number or "",
            self.who(row.approved_by),
            self.handler(row),
            row.kind == "relief" and row.request_id is not None,
        )


def is_low(fund: Any) -> bool:
    """Say whether a reserve is below the line somebody set."""
    return fund.low_line is not None and bool(fund.balance < fund.low_line)


def _request(row: Any) -> RequestLine:
    return RequestLine(
        row.number,
        local_date(row.requested_at),
        row.people,
        row.settled,
        row.requested,
        row.state,
        REQUEST_STATES[row.state],
        row.opinion,
    )
