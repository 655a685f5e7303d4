"""Say which table a locality's cases go by, and for which of them (本地所用的救助标准)."""

from __future__ import annotations

from dataclasses import dataclass

from jiuji_docs.domain.amounts.table import AmountTable


@dataclass(frozen=True, slots=True)
class AmountUse:
    """A table in force for a pack: chosen by *parameter*, for cases whose *path* holds *value*.

    An empty *path* means every case that no other use is for.
    """

    parameter: str
    table: AmountTable
    path: str = ""
    value: str = ""
    #: The office's own document that adopts the table of another one (依据); empty for its own.
    adopted_by: str = ""

    @property
    def form(self) -> str:
        """Return the id of the form that asks for the table's facts (测算要素)."""
        return facts_form(self.parameter)


def facts_form(parameter: str) -> str:
    """Return the id of the form with the facts of the table that *parameter* chooses."""
    return f"{parameter}_facts"
