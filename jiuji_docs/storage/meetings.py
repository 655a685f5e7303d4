"""Keep meetings with their people, agenda and shares (联席会议)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import Select, delete, select, update

from jiuji_docs.domain.errors import StalePage
from jiuji_docs.storage.repository import AnyRow, Repository
from jiuji_docs.storage.tables import CASE, PERSON, UNIT
from jiuji_docs.storage.tables import MEETING as T
from jiuji_docs.storage.tables import MEETING_ITEM as ITEM
from jiuji_docs.storage.tables import MEETING_PERSON as SEAT
from jiuji_docs.storage.tables import MEETING_SHARE as SHARE

Rows = Iterable[Mapping[str, Any]]


class MeetingRepository(Repository):
    """Rows of ``meeting`` and what hangs on them; write with the meeting locked.

    A meeting belongs to one unit and is found under it only.
    """

    def add(self, **values: Any) -> AnyRow:
        """Add a meeting."""
        return self._insert(T, values)

    def of_unit(self, unit: str, *, before: int = 0, limit: int = 50) -> list[AnyRow]:
        """Return a unit's meetings, newest first, those before the key *before* if one is given."""
        found = select(T).where(T.c.unit_id == unit)
        if before:
            found = found.where(T.c.id < before)
        return self._all(found.order_by(T.c.id.desc()).limit(limit))

    def seen(self, number: str, unit: str) -> AnyRow:
        """Return a unit's meeting; NotFound for another unit's, as if there were none."""
        return self._one(select(T).where(T.c.number == number, T.c.unit_id == unit), number)

    def lock(self, meeting_id: int) -> AnyRow:
        """Return a meeting as last committed, locked until the transaction ends."""
        return self._one(select(T).where(T.c.id == meeting_id).with_for_update(), meeting_id)

    def get(self, meeting_id: int) -> AnyRow:
        """Return a meeting by key."""
        return self._one(select(T).where(T.c.id == meeting_id), meeting_id)

    def change(self, meeting_id: int, version: int, **values: Any) -> None:
        """Write *values* with the next version; StalePage when somebody else did meanwhile."""
        mine = update(T).where(T.c.id == meeting_id, T.c.version == version)
        if self._write(mine.values(version=version + 1, **values)) != 1:
            raise StalePage("stale_page", "他人已修改这次会议，请刷新后再办")

    def set_papers(self, meeting_id: int, **values: Any) -> None:
        """Name the printed papers of a meeting that was held."""
        self._write(update(T).where(T.c.id == meeting_id).values(values))

    def people(self, meeting_id: int) -> list[AnyRow]:
        """Return who was invited, in the order of the list."""
        return self._all(select(SEAT).where(SEAT.c.meeting_id == meeting_id).order_by(SEAT.c.place))

    def set_people(self, meeting_id: int, rows: Rows) -> None:
        """Replace who was invited."""
        self._write(delete(SEAT).where(SEAT.c.meeting_id == meeting_id))
        for place, row in enumerate(rows, start=1):
            self._insert(SEAT, {"meeting_id": meeting_id, "place": place, **row})

    def add_items(self, meeting_id: int, case_ids: Iterable[int]) -> None:
        """Put cases on the agenda; IntegrityError when one stands on another meeting's."""
        for place, case_id in enumerate(case_ids, start=1):
            values = {"meeting_id": meeting_id, "place": place, "case_id": case_id}
            self._insert(ITEM, {**values, "state": "open"})

    def items(self, meeting_id: int) -> list[AnyRow]:
        """Return the agenda with each case's number, state, applicant and places."""
        return self._all(_with_case().where(ITEM.c.meeting_id == meeting_id).order_by(ITEM.c.place))

    def open_cases(self, case_ids: Collection[int]) -> frozenset[int]:
        """Return which cases stand on an agenda now."""
        found = select(ITEM.c.case_id).where(ITEM.c.case_id.in_(case_ids), ITEM.c.state == "open")
        return frozenset(self._session.execute(found).scalars())

    def of_case(self, case_id: int) -> list[AnyRow]:
        """Return every item a case had on any agenda, oldest first, with the meeting's numbers."""
        columns: list[Any] = [*ITEM.c, T.c.number, T.c.minutes_number, T.c.name.label("meeting")]
        joined = select(*columns).join_from(ITEM, T, T.c.id == ITEM.c.meeting_id)
        return self._all(joined.where(ITEM.c.case_id == case_id).order_by(ITEM.c.id))

    def deciding(self, case_id: int) -> list[AnyRow]:
        """Return the meetings whose minutes speak of a case, oldest first, with ``step_seq`` of its item."""
        joined = select(*T.c, ITEM.c.step_seq).join_from(ITEM, T, T.c.id == ITEM.c.meeting_id)
        spoken = ITEM.c.state.in_(("carried", "adjourned"))
        return self._all(joined.where(ITEM.c.case_id == case_id, spoken).order_by(ITEM.c.id))

    def kept(self, case_ids: Collection[int]) -> dict[int, str]:
        """Return, of each case whose last item was kept or adjourned, why."""
        found = select(ITEM.c.case_id, ITEM.c.state, ITEM.c.reason, ITEM.c.resolution)
        rows = self._all(found.where(ITEM.c.case_id.in_(case_ids)).order_by(ITEM.c.id))
        last = {row.case_id: row for row in rows}
        return {
            key: row.reason or row.resolution
            for key, row in last.items()
            if row.state in ("kept", "adjourned")
        }

    def change_item(self, item_id: int, **values: Any) -> None:
        """Write what was resolved about one item."""
        self._write(update(ITEM).where(ITEM.c.id == item_id).values(values))

    def drop_open_items(self, meeting_id: int) -> None:
        """Take what is open off a meeting's agenda."""
        mine = update(ITEM).where(ITEM.c.meeting_id == meeting_id, ITEM.c.state == "open")
        self._write(mine.values(state="dropped"))

    def shares(self, meeting_id: int) -> dict[int, list[AnyRow]]:
        """Return the departments' shares by item, in order."""
        joined = select(SHARE).join(ITEM, ITEM.c.id == SHARE.c.item_id)
        found: dict[int, list[AnyRow]] = {}
        for row in self._all(joined.where(ITEM.c.meeting_id == meeting_id).order_by(SHARE.c.place)):
            found.setdefault(row.item_id, []).append(row)
        return found

    def set_shares(self, item_id: int, rows: Rows) -> None:
        """Replace an item's shares."""
        self._write(delete(SHARE).where(SHARE.c.item_id == item_id))
        for place, row in enumerate(rows, start=1):
            self._insert(SHARE, {"item_id": item_id, "place": place, **row})


def _with_case() -> Select[Any]:
    columns: list[Any] = [
        *ITEM.c,
        CASE.c.number.label("case_number"),
        CASE.c.state.label("case_state"),
        PERSON.c.name.label("person"),
        UNIT.c.name.label("village"),
    ]
    joined = select(*columns).join_from(ITEM, CASE, CASE.c.id == ITEM.c.case_id)
    return joined.join(PERSON, PERSON.c.id == CASE.c.person_id).outerjoin(
        UNIT, UNIT.c.id == CASE.c.village_id
    )
