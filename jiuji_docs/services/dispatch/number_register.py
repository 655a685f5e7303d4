"""Show the register of document numbers for its page, gaps explained (发文字号登记簿)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from jiuji_docs.definitions.read_dispatch import shipped_flows
from jiuji_docs.domain.documents.numbering import DocumentNumber, parse
from jiuji_docs.domain.errors import GuardRefused, NotFound
from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.dispatch.command import StepCommand
from jiuji_docs.services.dispatch.kernel import DispatchKernel
from jiuji_docs.services.dispatch.numbering import Series, begin_series, register_of
from jiuji_docs.services.house import House
from jiuji_docs.services.papers import local_date
from jiuji_docs.services.settings import Settings

#: The flow's step that voids a number.
VOID = "void_number"


@dataclass(frozen=True, slots=True)
class NumberLine:
    """One number: its text, what has it, who registered it; ``note`` explains one without document.

    A voided one names what had it, who voided it and when; ``may_void``: it can still be voided.
    """

    text: str
    title: str
    dossier: str
    who: str
    at: dt.datetime
    note: str
    serial: int = 0
    voided_by: str = ""
    voided_at: dt.datetime | None = None
    may_void: bool = False


@dataclass(frozen=True, slots=True)
class SeriesView:
    """A series of a year with its lines."""

    code: str
    year: int
    last: int
    rows: tuple[NumberLine, ...]


class NumberRegisterService:
    """Read and begin the series of a person's own unit, and void its numbers."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def this_year(self) -> int:
        """Return the present year in Beijing."""
        return local_date(self._desk.now()).year

    def voiders(self) -> frozenset[str]:
        """Return the roles that may void a number."""
        return frozenset(shipped_flows()["outgoing"].steps[VOID].roles)

    def show(self, actor: Actor, year: int | None) -> tuple[SeriesView, ...]:
        """Return the series of a year, the present one when none is named."""
        series = register_of(self._desk, actor, year)
        return tuple(
            SeriesView(one.code, one.year, one.last, tuple(self._lines(one))) for one in series
        )

    def begin(self, actor: Actor, code: str, year: int | None, first: int | None) -> None:
        """Let a series begin behind the paper register's last number."""
        begin_series(self._desk, actor, code, year, first)

    def void(self, actor: Actor, number: DocumentNumber, reason: str, key: str) -> str:
        """Void a number of the own unit and return the dossier that had it (字号作废).

        The dossier goes back by its flow's own step. NotFound for a number the unit does not have,
        GuardRefused for one without document, NotInState when the document has left the office.
        """
        line = self._desk.issued_numbers.line(number.code, number.year, number.serial)
        if line is None or line.unit_id != actor.unit:
            raise NotFound(f"本单位的登记簿上没有 {number}")
        if line.voided_at is not None:
            raise GuardRefused("voided_before", f"{number} 已经作废")
        if line.dossier_id is None:
            raise GuardRefused("not_issued", f"{number} 没有用于公文，不能作废")
        dossier = str(self._desk.dossiers.get(line.dossier_id).number)
        DispatchKernel(self._desk).submit(StepCommand(dossier, VOID, key, None, reason), actor)
        return dossier

    def _lines(self, series: Series) -> Iterator[NumberLine]:
        before = 0
        for line in series.lines:
            if line.serial > before + 1 and before:
                # The register is written in the step's own transaction: this cannot happen, and would be seen.
                yield self._line(line, f"缺 {before + 1} 至 {line.serial - 1} 号，请查明原因")
            before = line.serial
            yield self._line(line, line.reason)

    def _line(self, line: Any, note: str) -> NumberLine:
        on_paper = line.dossier is None and line.voided_at is None
        first = 1 if on_paper else line.serial
        span = f"{first}至{line.serial}" if first < line.serial else str(line.serial)
        return NumberLine(
            text=f"{line.code}〔{line.year}〕{span}号",
            title=str(line.title or ""),
            dossier=str(line.dossier or ""),
            who=self._name(line.account_id),
            at=line.at,
            note=note,
            serial=line.serial,
            voided_by=self._name(line.voided_by),
            voided_at=line.voided_at,
            may_void=line.voided_at is None and line.dossier_state in voidable_at(),
        )

    def _name(self, account: str | None) -> str:
        return str(self._desk.accounts.account(account).name) if account else ""


def voidable_at() -> frozenset[str]:
    """Return the states of a dossier at which its number can be voided, as the flow has it."""
    return frozenset(shipped_flows()["outgoing"].steps[VOID].source)


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


def void_for(settings: Settings, account: str, number: str, reason: str) -> str:
    """Void a number such as 示民发〔2024〕3号 in the name of *account*; return the dossier's number."""
    try:
        found = parse(number)
    except ValueError as error:
        raise GuardRefused("number", str(error)) from error
    house = House(settings)
    try:
        house.refuse_unprepared()
        key = f"void:{account}:{found}"
        return house.run(
            lambda desk: NumberRegisterService(desk).void(desk.actor(account), found, reason, key)
        )
    finally:
        house.close()
