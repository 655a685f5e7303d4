"""Look up which way a case goes by amount and class (分档表), with exactly one row for every input."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import product

#: Combinations of choices a table may have; the proof walks through each.
MOST_COMBINATIONS = 10_000
#: A bound that nobody has set (未规定): below every amount there is.
UNSET_BOUND = Decimal(-1)


@dataclass(frozen=True, slots=True)
class TierRow:
    """One row: yuan over (exclusive), at most (inclusive), None is open; ``when`` limits choices.

    ``when`` maps the path of a choice to the values the row is for; a path it leaves out may have any.
    """

    over: Decimal | None
    at_most: Decimal | None
    outcome: str
    clause: str = ""
    when: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def fits(self, choices: Mapping[str, str]) -> bool:
        """Say whether the row is for these choices, whatever the amount."""
        return all(choices.get(path) in values for path, values in self.when.items())

    def holds(self, amount: Decimal) -> bool:
        """Say whether *amount* falls in the row."""
        above = self.over is None or amount > self.over
        return above and (self.at_most is None or amount <= self.at_most)


@dataclass(frozen=True, slots=True)
class TierTable:
    """Amount and choices → outcome (分档表), proven by the lint to have no gap and no overlap.

    ``choices`` maps each further column, a path such as ``application.severity``, to all its values.
    """

    id: str
    title: str
    rows: tuple[TierRow, ...]
    #: Path of the amount that is looked up, such as ``audit.proposed_amount``.
    amount_path: str = ""
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def outcome(self, amount: Decimal, choices: Mapping[str, str] | None = None) -> TierRow:
        """Return the one row *amount* and *choices* (path → value) fall in; LookupError when none."""
        given = choices or {}
        for row in self.rows:
            if row.fits(given) and row.holds(amount):
                return row
        raise LookupError(f"{self.id}: no row for {amount} {dict(given)}")

    def combinations(self) -> Iterator[dict[str, str]]:
        """Yield every combination of choices there is; one empty one for a table by amount alone."""
        for values in product(*self.choices.values()):
            yield dict(zip(self.choices, values, strict=True))
