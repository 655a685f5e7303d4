"""Show the register of document numbers for its page, gaps explained (发文字号登记簿)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.dispatch.numbering import Series, begin_series, register_of
from jiuji_docs.services.house import House
from jiuji_docs.services.papers import local_date
from jiuji_docs.services.settings import Settings


@dataclass(frozen=True, slots=True)
class NumberLine:
    """One number: its text, what has it, who registered it; ``note`` explains one without document."""

    text: str
    title: str
    dossier: str
    who: str
    at: dt.datetime
    note: str


@dataclass(frozen=True, slots=True)
class SeriesView:
    """A series of a year with its lines."""

    code: str
    year: int
    last: int
    rows: tuple[NumberLine, ...]


class NumberRegisterService:
    """Read and begin the series of a person's own unit."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def this_year(self) -> int:
        """Return the present year in Beijing."""
        return local_date(self._desk.now()).year

    def show(self, actor: Actor, year: int | None) -> tuple[SeriesView, ...]:
        """Return the series of a year, the present one when none is named."""
        series = register_of(self._desk, actor, year)
        return tuple(
            SeriesView(one.code, one.year, one.last, tuple(self._lines(one))) for one in series
        )

    def begin(self, actor: Actor, code: str, year: int | None, first: int | None) -> None:
        """Let a series begin behind the paper register's last number."""
        begin_series(self._desk, actor, code, year, first)

    def _lines(self, series: Series) -> Iterator[NumberLine]:
        before = 0
        for line in series.lines:
            if line.serial > before + 1 and before:
                # The register is written in the step's own transaction: this cannot happen, and would be seen.
                yield self._line(line, f"缺 {before + 1} 至 {line.serial - 1} 号，请查明原因")
            before = line.serial
            yield self._line(line, line.reason)

    def _line(self, line: Any, note: str) -> NumberLine:
        first = 1 if line.dossier is None else line.serial
        span = f"{first}至{line.serial}" if first < line.serial else str(line.serial)
        return NumberLine(
            text=f"{line.code}〔{line.year}〕{span}号",
            title=str(line.title or ""),
            dossier=str(line.dossier or ""),
            who=str(self._desk.accounts.account(line.account_id).name),
            at=line.at,
            note=note,
        )


def register_for(settings: Settings, account: str, year: int | None) -> tuple[SeriesView, ...]:
    """Return the register of the unit of *account*, for the command line."""
    house = House(settings)
    try:
        house.refuse_unprepared()
        with house.desk(write=False) as desk:
            return NumberRegisterService(desk).show(desk.actor(account), year)
    finally:
        house.close()


def begin_for(settings: Settings, account: str, code: str, year: int | None, first: int) -> None:
    """Let a series begin at *first*, in the name of *account*, this year when none is named."""
    house = House(settings)
    try:
        house.refuse_unprepared()

        def begin(desk: Desk) -> None:
            service = NumberRegisterService(desk)
            service.begin(desk.actor(account), code, year or service.this_year(), first)

        house.run(begin)
    finally:
        house.close()
