"""Keep the people in need (救助对象); their row is the first lock of every step."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select

from jiuji_docs.storage.repository import AnyRow, Repository
from jiuji_docs.storage.tables import PERSON as T


class People(Repository):
    """Rows of ``person``: id, id_number, name."""

    def person(self, person_id: int) -> AnyRow:
        """Return a person by key."""
        return self._one(select(T).where(T.c.id == person_id), person_id)

    def people(self, id_numbers: Collection[str]) -> list[int]:
        """Return the keys of those of *id_numbers* that are known here."""
        if not id_numbers:
            return []
        found = select(T.c.id).where(T.c.id_number.in_(id_numbers)).order_by(T.c.id)
        return list(self._session.execute(found).scalars())

    def lock_person(self, id_number: str, name: str) -> AnyRow:
        """Return the person, added if new, locked until the transaction ends.

        Two transactions with a new number make one row: the later one waits for the earlier and
        finds its row. A known person keeps the name that was written first.
        """
        self._insert_unless_there(T, "id_number", {"id_number": id_number, "name": name})
        return self._one(select(T).where(T.c.id_number == id_number).with_for_update(), id_number)
