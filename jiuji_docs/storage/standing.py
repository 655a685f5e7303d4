"""Keep where the parallel branches of a case stand and who sits on its panels (并行分支、会签席位)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import bindparam, func, select, update

from jiuji_docs.storage.prepared import Prepared
from jiuji_docs.storage.repository import AnyRow, Repository
from jiuji_docs.storage.tables import BRANCH_STANDING, CASE, PANEL_SEAT

_BRANCHES = Prepared(
    select(BRANCH_STANDING)
    .where(
        BRANCH_STANDING.c.case_id == bindparam("case_id"), BRANCH_STANDING.c.closed_seq.is_(None)
    )
    .order_by(BRANCH_STANDING.c.id)
)
_SEATS = Prepared(
    select(PANEL_SEAT)
    .where(PANEL_SEAT.c.case_id == bindparam("case_id"), PANEL_SEAT.c.closed_seq.is_(None))
    .order_by(PANEL_SEAT.c.panel, PANEL_SEAT.c.number)
)


class Standings(Repository):
    """Rows of ``branch_standing`` and ``panel_seat``; write only with the case locked."""

    def branches(self, case_id: int) -> list[AnyRow]:
        """Return the branches that are open, in the order they opened."""
        return self._read(_BRANCHES, case_id=case_id)

    def open_branch(self, case_id: int, branch: str, state: str, seq: int) -> AnyRow:
        """Open a branch at *state* with step *seq*."""
        values = {"case_id": case_id, "branch": branch, "state": state}
        return self._insert(BRANCH_STANDING, {**values, "opened_seq": seq, "moved_seq": seq})

    def move_branch(self, case_id: int, branch: str, state: str, seq: int) -> None:
        """Move an open branch on to *state*."""
        self._write(
            update(BRANCH_STANDING)
            .where(
                BRANCH_STANDING.c.case_id == case_id,
                BRANCH_STANDING.c.branch == branch,
                BRANCH_STANDING.c.closed_seq.is_(None),
            )
            .values(state=state, moved_seq=seq)
        )

    def close_branches(self, case_id: int, seq: int) -> None:
        """Close every open branch with step *seq* (汇合或退回)."""
        self._close(BRANCH_STANDING, case_id, seq)

    def seats(self, case_id: int) -> list[AnyRow]:
        """Return the seats of the open rounds, panel by panel, in order."""
        return self._read(_SEATS, case_id=case_id)

    def all_seats(self, case_id: int) -> list[AnyRow]:
        """Return the seats of every round, closed ones too, oldest first."""
        return self._all(
            select(PANEL_SEAT).where(PANEL_SEAT.c.case_id == case_id).order_by(PANEL_SEAT.c.id)
        )

    def rounds(self, case_id: int, panel: str) -> int:
        """Return how many rounds a panel has had."""
        statement = select(func.max(PANEL_SEAT.c.round)).where(
            PANEL_SEAT.c.case_id == case_id, PANEL_SEAT.c.panel == panel
        )
        return int(self._session.execute(statement).scalar_one() or 0)

    def add_seat(self, **values: Any) -> AnyRow:
        """Add one seat to a round."""
        return self._insert(PANEL_SEAT, values)

    def change_seat(self, seat_id: int, changes: Mapping[str, Any]) -> None:
        """Write an answer, or why a seat is off."""
        self._write(update(PANEL_SEAT).where(PANEL_SEAT.c.id == seat_id).values(**changes))

    def close_seats(self, case_id: int, seq: int) -> None:
        """Close every open round with step *seq*; answers stay readable."""
        self._close(PANEL_SEAT, case_id, seq)

    def awaiting_answer(self, account_id: str) -> list[AnyRow]:
        """Return number and state of the cases in which a seat of this person's own is open."""
        statement = (
            select(CASE.c.id, CASE.c.number, CASE.c.state, PANEL_SEAT.c.panel)
            .join(PANEL_SEAT, PANEL_SEAT.c.case_id == CASE.c.id)
            .where(
                PANEL_SEAT.c.account_id == account_id,
                PANEL_SEAT.c.closed_seq.is_(None),
                PANEL_SEAT.c.vote == "",
                PANEL_SEAT.c.off == "",
            )
            .order_by(CASE.c.id)
        )
        return self._all(statement)

    def _close(self, table: Any, case_id: int, seq: int) -> None:
        self._write(
            update(table)
            .where(table.c.case_id == case_id, table.c.closed_seq.is_(None))
            .values(closed_seq=seq)
        )
