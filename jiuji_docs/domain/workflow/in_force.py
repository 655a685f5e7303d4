"""Say which policy pack holds for a unit on a day (适用的政策包): exactly one, or the reason why none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import combinations

from jiuji_docs.domain.workflow.policy import Policy


@dataclass(frozen=True, slots=True)
class Run:
    """A pack as an office runs it: in which units and from which day to which, both included.

    Without ``units`` it runs in all of them; a unit stands for everything below it. ``first`` and ``last``
    are the office's own days, None where it says none; the document's own days hold besides.
    """

    policy: Policy
    units: frozenset[str] = frozenset()
    first: dt.date | None = None
    last: dt.date | None = None

    @property
    def begins(self) -> dt.date:
        """The first day: not before the document is in force (施行日期)."""
        return max(self.first or dt.date.min, self.policy.in_force_from)

    @property
    def ends(self) -> dt.date:
        """The last day: not after the document is out of force (失效日期)."""
        return min(self.last or dt.date.max, self.policy.in_force_to or dt.date.max)

    def is_for(self, units: Collection[str]) -> bool:
        """Whether it runs in a unit; *units* are the unit and those above it."""
        return not self.units or not self.units.isdisjoint(units)

    def holds(self, units: Collection[str], day: dt.date) -> bool:
        """Whether it holds in a unit on *day*."""
        return self.is_for(units) and self.begins <= day <= self.ends

    def why_not(self, day: dt.date) -> str:
        """Return why it does not hold on *day*, with the document; empty when it does."""
        document = self.policy.called
        if day < self.begins:
            return f"{document}自 {self.begins:%Y-%m-%d} 起适用，{day:%Y-%m-%d} 尚不能作依据"
        if day > self.ends:
            return f"{document}适用至 {self.ends:%Y-%m-%d}，{day:%Y-%m-%d} 已不能作依据"
        return ""


def clash(runs: Iterable[Run]) -> tuple[Run, Run, dt.date] | None:
    """Return the first two packs that hold in one unit on one day, and that day; None when none do.

    A unit that stands below another is not known here; ``held_by`` sees it when a case is opened.
    """
    for one, other in combinations(runs, 2):
        day = max(one.begins, other.begins)
        together = not one.units or not other.units or one.units & other.units
        if together and day <= min(one.ends, other.ends):
            return one, other, day
    return None


def held_by(runs: Iterable[Run], units: Collection[str], day: dt.date) -> tuple[Run, ...]:
    """Return every pack that holds on *day* in the unit that *units* leads up from."""
    return tuple(run for run in runs if run.holds(units, day))
