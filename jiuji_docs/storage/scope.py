"""Limit what a reader may see to the reader's town or village (数据范围)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select

from jiuji_docs.storage.tables import CASE


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose cases may be read: a village's, a town's, or with neither named the county's."""

    town_id: str | None = None
    village_id: str | None = None

    def limit(self, statement: Select[Any]) -> Select[Any]:
        """Return *statement*, which reads from the case table, without rows out of scope."""
        if self.town_id is not None:
            statement = statement.where(CASE.c.town_id == self.town_id)
        if self.village_id is not None:
            statement = statement.where(CASE.c.village_id == self.village_id)
        return statement


#: The county's scope: every town.
EVERYWHERE = Scope()
