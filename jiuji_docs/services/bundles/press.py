"""Make ordered bundles bit by bit between the papers that others wait for (打印册的后台制作).

A turn takes a second or two, then the job goes back behind what waits; a process that is killed loses at most
the part in hand, for finished parts stand as files and are found again.
"""

from __future__ import annotations

import datetime as dt
import json
import shutil
import time
from contextlib import suppress
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

import pikepdf

from jiuji_docs.domain.errors import NotFound, PaperError
from jiuji_docs.services.bundles.making import Binder
from jiuji_docs.services.bundles.orders import DONE, FAILED, KEPT, MAKING, bundle_path
from jiuji_docs.services.bundles.plan import BundlePlan, BundlePlanner
from jiuji_docs.services.printing_fonts import printing_fonts

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from jiuji_docs.services.desk import Desk
    from jiuji_docs.services.house import House
    from jiuji_docs.services.printing import Printer

#: Seconds of work in one turn, and until the next look at papers that the press still prints.
TURN, LOOK = 1.5, dt.timedelta(seconds=1)
#: Seconds between looks at the outbox while a bundle is bound, and given to others in all: less than a lease.
GLANCE, PATIENCE = 0.25, 60.0


class BundlePress:
    """Carry out the outbox's jobs about bundles."""

    def __init__(self, house: House, printer: Printer, print_waiting: Callable[[], bool]) -> None:
        self._house, self._printer, self._print_waiting = house, printer, print_waiting

    @cached_property
    def _binder(self) -> Binder:
        fonts, _stand_ins = printing_fonts(self._house.settings)
        return Binder(self._house.store, fonts, lambda sheet: self._printer.sheet(sheet).pdf)

    def carry_out(self, job: Any) -> None:
        """Do one turn of a bundle; PaperError when a file could not be made, and it is tried again then."""
        try:
            self._turn(job)
        except NotFound as none:
            self._house.run(partial(self._fail, job, str(none)))
        except (OSError, pikepdf.PdfError) as error:
            raise PaperError(f"打印册未能写成：{error}") from error

    def _fail(self, job: Any, why: str, desk: Desk) -> None:
        """End a bundle that no further try could make: nothing in it, or no longer the reader's to see."""
        desk.jobs.finish(job.id)
        self.give_up(desk, job, why)

    def _turn(self, job: Any) -> None:
        order_id = json.loads(job.payload)["bundle"]
        with self._house.desk(write=False) as desk:
            row = desk.bundle_orders.get(order_id)
            if row.state == MAKING:
                plan = BundlePlanner(desk).of_day(row.unit_id, row.day, desk.actor(row.account_id))
        if row.state != MAKING:
            self._house.run(lambda desk: desk.jobs.finish(job.id))
            return
        if plan.waiting:
            total = plan.papers + plan.waiting
            self._say(job, order_id, "印制", plan.papers, total, LOOK)
            return
        target = bundle_path(self._house, order_id)
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        ready = self._parts(plan, target, row)
        if ready < len(plan.cases):
            self._say(job, order_id, "整理", ready, len(plan.cases), dt.timedelta())
        else:
            self._finish(job, row, plan, target)

    def give_up(self, desk: Desk, job: Any, error: str) -> None:
        """Show the bundle as failed, with the reason."""
        order_id = json.loads(job.payload)["bundle"]
        desk.bundle_orders.finish(order_id, FAILED, desk.now(), error=error[:400])

    def _parts(self, plan: BundlePlan, target: Path, row: Any) -> int:
        """Make parts until the turn is over; return how many cases from the first are ready."""
        until = time.monotonic() + TURN
        for ready, case in enumerate(plan.cases):
            made = self._binder.make_part(case, target, duplex=row.duplex)
            if made and time.monotonic() > until:
                return ready + 1
        return len(plan.cases)

    def _finish(self, job: Any, row: Any, plan: BundlePlan, target: Path) -> None:
        made = self._binder.make(
            plan, target, duplex=row.duplex, pause=GivingWay(self._print_waiting)
        )
        target.chmod(0o600)
        cases = [[one.case_id, one.number, len(one.papers)] for one in plan.cases]
        missing = [f"{one.number} {words}" for one in plan.cases for words in one.missing]

        def store(desk: Desk) -> None:
            desk.jobs.finish(job.id)
            desk.bundle_orders.finish(
                row.id,
                DONE,
                desk.now(),
                stage="",
                done=made.cases,
                total=made.cases,
                sides=made.sides,
                papers=made.papers,
                cases=json.dumps(cases),
                missing=json.dumps(missing, ensure_ascii=False),
            )

        self._house.run(store)
        clear_old(target.parent, time.time() - KEPT.total_seconds())

    def _say(  # noqa: PLR0917
        self, job: Any, order_id: int, stage: str, done: int, total: int, rest: dt.timedelta
    ) -> None:
        """Show how far it is, and let the job wait behind the papers of others."""

        def note(desk: Desk) -> None:
            desk.bundle_orders.set(order_id, stage=stage, done=done, total=total)
            desk.jobs.put_back(job.id, desk.now() + rest)

        self._house.run(note)


class GivingWay:
    """Let papers that others wait for go first while a bundle is bound, from time to time and not for ever."""

    def __init__(self, print_waiting: Callable[[], bool]) -> None:
        self._print_waiting, self._looked, self._given = print_waiting, time.monotonic(), 0.0

    def __call__(self) -> None:
        """Print what waits, unless somebody looked just now or the bundle gave way long enough."""
        began = time.monotonic()
        if began - self._looked < GLANCE or self._given > PATIENCE:
            return
        while self._print_waiting() and self._given + time.monotonic() - began <= PATIENCE:
            pass
        self._looked = time.monotonic()
        self._given += self._looked - began


def clear_old(folder: Path, before: float) -> None:
    """Remove bundles and parts that were last touched before a moment, in seconds of the epoch."""
    for path in folder.iterdir():
        with suppress(FileNotFoundError):
            if path.stat().st_mtime >= before:
                continue
            shutil.rmtree(path) if path.is_dir() else path.unlink()
