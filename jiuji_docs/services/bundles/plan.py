"""Say which papers go into a bundle, in which order, and which are missing (打印册的内容)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from jiuji_docs.domain.archives.catalogue import order_of
from jiuji_docs.domain.calendar import BEIJING
from jiuji_docs.domain.errors import NotAllowed, NotFound
from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.services.bundles.minutes import minutes_of
from jiuji_docs.services.case_reader import PAPER_STATES
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.hidden_papers import refuse_hidden
from jiuji_docs.services.meetings.filed_minutes import MinutesFile
from jiuji_docs.services.scope import in_scope, seen
from jiuji_docs.storage.bundle_cases import BundleCases
from jiuji_docs.storage.scope import Scope

#: No office worked with this system before; the first days of the calendar have no time in UTC.
EARLIEST = dt.date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class PlannedPaper:
    """A finished paper: its title, 文号 if it has one, and the SHA-256 of its bytes."""

    title: str
    number: str
    digest: str


@dataclass(frozen=True, slots=True)
class PlannedCase:
    """A case's papers in the order of a case file; ``missing`` says what is left out and why."""

    number: str
    case_id: int
    person: str
    route: str
    papers: tuple[PlannedPaper, ...]
    missing: tuple[str, ...]
    waiting: int


@dataclass(frozen=True, slots=True)
class BundlePlan:
    """What will be bound; ``subtitle`` stands on the contents sheet."""

    unit: str
    subtitle: str
    cases: tuple[PlannedCase, ...]

    @property
    def papers(self) -> int:
        """How many papers are ready."""
        return sum(len(case.papers) for case in self.cases)

    @property
    def waiting(self) -> int:
        """How many papers are still with the press."""
        return sum(case.waiting for case in self.cases)


class BundlePlanner:
    """Plan bundles within the reader's row scope; without a reader, for the office's own command line."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def of_case(self, number: str, reader: Actor | None) -> BundlePlan:
        """Return the plan of one case; NotFound out of scope."""
        case = self._desk.cases.get(number) if reader is None else seen(self._desk, number, reader)
        town = self._desk.accounts.unit(case.town_id)
        return BundlePlan(town.name, case.number, (self._case(case, reader),))

    def of_day(self, unit_id: str, day: dt.date, reader: Actor | None) -> BundlePlan:
        """Return the plan of the cases of a village, town or county in which a step was taken on *day*.

        All papers in force of these cases go in, older ones too: a case is printed whole. Cases out of the
        reader's scope are left out; NotFound for an unknown unit and where nothing was done.
        """
        unit = self._desk.accounts.unit(unit_id)
        if day < EARLIEST:
            raise NotFound(f"{unit.name}在 {day:%Y-%m-%d} 没有办理过的事项")
        begin = dt.datetime.combine(day, dt.time(), BEIJING)
        rows = BundleCases(self._desk.work.session, _scope(unit)).moved_between(
            begin, begin + dt.timedelta(days=1)
        )
        cases = [self._desk.cases.get_by_id(row.id) for row in rows]
        shown = [case for case in cases if reader is None or in_scope(case, reader)]
        if not shown:
            raise NotFound(f"{unit.name}在 {day:%Y-%m-%d} 没有办理过的事项")
        subtitle = f"{unit.name}　{day:%Y年%-m月%-d日}办理的 {len(shown)} 件事项"
        return BundlePlan(unit.name, subtitle, tuple(self._case(case, reader) for case in shown))

    def note(self, plan: BundlePlan, reader: Actor | None) -> None:
        """Write down that the papers were read, and by whom (查阅留痕)."""
        desk = self._desk
        for case in plan.cases if reader is not None else ():
            desk.accounts.add_access(
                reader.account if reader else "",
                case.case_id,
                f"打印全套：{len(case.papers)} 份",
                desk.now(),
            )
        desk.ledger.append(
            "bundle",
            reader.account if reader else "",
            cases=[case.number for case in plan.cases],
            papers=plan.papers,
        )

    def _case(self, case: Any, reader: Actor | None) -> PlannedCase:
        desk = self._desk
        rows = sorted(
            desk.documents.of_case(case.id), key=lambda row: (order_of(row.paper), row.id)
        )
        hidden = set() if reader is None else set(self._hidden(case, rows, reader))
        ready = [row for row in rows if row.pdf_hash and row.id not in hidden]
        late = [row for row in rows if not row.pdf_hash and row.id not in hidden]
        minutes = minutes_of(desk, case.id, reader)
        return PlannedCase(
            number=case.number,
            case_id=case.id,
            person=desk.cases.person(case.person_id).name,
            route=desk.pack_of(case).workflow.routes.get(case.route, case.route),
            papers=_in_order(ready, minutes.files),
            missing=(
                *(f"{row.title}（{PAPER_STATES[row.state]}）" for row in late),
                *minutes.missing,
            ),
            waiting=sum(row.state == "printing" for row in late) + minutes.waiting,
        )

    def _hidden(self, case: Any, rows: list[Any], reader: Actor) -> Iterator[int]:
        """Yield the papers that print what this reader's post must not see (字段权限)."""
        for row in rows:
            try:
                refuse_hidden(self._desk, case, row.paper, reader)
            except NotAllowed:
                yield row.id


def _in_order(rows: list[Any], minutes: tuple[MinutesFile, ...]) -> tuple[PlannedPaper, ...]:
    """Return papers and minutes in the order of a case file."""
    papers = [(row.paper, PlannedPaper(row.title, row.number, row.pdf_hash)) for row in rows]
    filed = [(one.paper, one.digest) for one in minutes]
    papers += [(one.paper, PlannedPaper(one.title, one.number, digest)) for one, digest in filed]
    return tuple(paper for _, paper in sorted(papers, key=lambda pair: order_of(pair[0])))


def _scope(unit: Any) -> Scope:
    if unit.level == "village":
        return Scope(village_id=unit.id)
    return Scope(town_id=unit.id) if unit.level == "town" else Scope()
