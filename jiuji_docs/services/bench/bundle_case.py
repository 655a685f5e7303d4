"""Set up the case whose bundle is measured: all of it printed but its last step (测速用的事项)."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from jiuji_docs.domain.scenario import Scenario
from jiuji_docs.rendering.fonts import installed_fonts
from jiuji_docs.services.bench.ground import scenario
from jiuji_docs.services.bundles.making import Binder
from jiuji_docs.services.bundles.plan import BundlePlan, BundlePlanner
from jiuji_docs.services.clock import FixedClock
from jiuji_docs.services.command import Command
from jiuji_docs.services.house import House
from jiuji_docs.services.play import open_house, play
from jiuji_docs.services.press import Press
from jiuji_docs.services.settings import Settings
from jiuji_docs.services.start import open_press
from jiuji_docs.services.transitions import TransitionService


@dataclass(slots=True)
class BenchCase:
    """A demo case with every paper but those of its last step printed."""

    house: House
    clock: FixedClock
    press: Press
    chosen: Scenario
    number: str
    folder: Path

    def take_last(self) -> None:
        """Take the last step of the scenario."""
        step = self.chosen.steps[-1]
        self.clock.at = step.at
        forms = self.house.pack(self.chosen.pack).workflow.transitions[step.do].forms
        entries = {
            form: {**self.chosen.forms.get(form, {}), **step.form.get(form, {})} for form in forms
        }
        command = Command(
            step.do, "bench:last", case=self.number, pack=self.chosen.pack, entries=entries
        )
        self.house.run(lambda desk: TransitionService(desk).fire(command, desk.actor(step.actor)))

    def plan(self) -> BundlePlan:
        """Return what the progress page shows."""
        with self.house.desk(write=False) as desk:
            return BundlePlanner(desk).of_case(self.number, desk.actor("county.archivist"))

    def binder(self) -> Binder:
        """Return a binder whose contents sheets the warm press prints."""
        printer = self.press.printer
        return Binder(self.house.store, installed_fonts(), lambda sheet: printer.sheet(sheet).pdf)

    def contents(self) -> list[str]:
        """Return the frozen content of every paper in force."""
        with self.house.desk(write=False) as desk:
            rows = desk.documents.of_case(desk.cases.get(self.number).id)
        return [row.content for row in rows]


@contextmanager
def bench_case() -> Iterator[BenchCase]:
    """Give the case in a house of its own, everything but its last step done and printed."""
    chosen = scenario("expenditure_county")
    with tempfile.TemporaryDirectory(prefix="jiuji-bench-") as folder:
        root = Path(folder)
        settings = Settings(
            f"sqlite:///{root / 'case.db'}", root / "store", root / "keys", root / "office.toml"
        )
        house, clock = open_house(chosen, settings)
        press = open_press(house)
        try:
            earlier = replace(chosen, steps=chosen.steps[:-1])
            state = play(earlier, house, clock, press, lambda _line: None)
            (number,) = state.cases.values()
            yield BenchCase(house, clock, press, chosen, number, root)
        finally:
            press.close()
            house.close()
