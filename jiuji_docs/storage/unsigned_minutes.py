"""Find the minutes that wait for their convener's signature on paper (待签字的会议纪要)."""

from __future__ import annotations

from sqlalchemy import exists, false, or_, select

from jiuji_docs.storage.repository import AnyRow, Repository
from jiuji_docs.storage.tables import ACCOUNT, ATTACHMENT, CASE, DOCUMENT, MEETING, STEP


class UnsignedMinutes(Repository):
    """Minutes of meetings, and minutes issued as a case's own paper, that nobody signed yet."""

    def of_meetings(self, unit_id: str, limit: int) -> list[AnyRow]:
        """Return a unit's held meetings whose convener has no account and whose signed paper is not here."""
        nothing = or_(MEETING.c.signed_hash.is_(None), MEETING.c.signed_hash == "")
        mine = MEETING.c.unit_id == unit_id, MEETING.c.state == "held"
        found = select(MEETING).where(*mine, MEETING.c.convener_account.is_(None), nothing)
        return self._all(found.order_by(MEETING.c.id).limit(limit))

    def of_cases(self, unit_id: str, paper: str, file_kind: str, limit: int) -> list[AnyRow]:
        """Return number, title, pack_checksum and transition of open cases' *paper* that a unit issued.

        Those are left out that a file of *file_kind* shows signed.
        """
        brought = exists().where(ATTACHMENT.c.case_id == CASE.c.id, ATTACHMENT.c.kind == file_kind)
        columns = CASE.c.id, CASE.c.number, DOCUMENT.c.title, STEP.c.transition
        joined = (
            select(*columns)
            .join(DOCUMENT, DOCUMENT.c.case_id == CASE.c.id)
            .join(STEP, (STEP.c.case_id == CASE.c.id) & (STEP.c.seq == DOCUMENT.c.step_seq))
            .join(ACCOUNT, ACCOUNT.c.id == STEP.c.account_id)
            .where(CASE.c.closed == false(), ACCOUNT.c.unit_id == unit_id, ~brought)
            .where(DOCUMENT.c.paper == paper, DOCUMENT.c.state == "open")
        )
        return self._all(self._scope.limit(joined).order_by(CASE.c.id).limit(limit))
