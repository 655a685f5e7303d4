"""Keep the minutes that a convener without an account signed on paper (上传纪要签字件)."""

from __future__ import annotations

from typing import Any

from jiuji_docs.domain.errors import GuardRefused, NotFound, NotInState
from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.services.attachments import checked_file
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.meetings.kinds import kind_of_row

MOST_PAGES = 200


class SignedPaperService:
    """Keep and give out the signed minutes of the actor's own unit."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def keep(self, number: str, name: str, data: bytes, pages: int | None, actor: Actor) -> None:
        """Keep the file, by its content PDF, JPG or PNG; another replaces it until a case is filed with it."""
        desk = self._desk
        row = desk.meetings.lock(desk.meetings.seen(number, actor.unit).id)
        kind_of_row(desk, row, actor)
        self._check(row)
        if not data:
            raise GuardRefused("no_file", "请选择签字件（PDF、JPG 或 PNG）")
        if pages is None or not 1 <= pages <= MOST_PAGES:
            raise GuardRefused("pages", f"请填写签字件的页数，1 至 {MOST_PAGES}")
        safe_name, media_type = checked_file(name, data)
        sha256 = desk.put(data)
        desk.meetings.set_papers(
            row.id,
            signed_name=safe_name,
            signed_media=media_type,
            signed_hash=sha256,
            signed_pages=pages,
        )
        desk.ledger.append("minutes_signed", actor.account, meeting=row.number, sha256=sha256)

    def read(self, number: str, actor: Actor) -> tuple[Any, bytes]:
        """Return the meeting's row and the bytes of the signed paper; NotFound without one."""
        row = self._desk.meetings.seen(number, actor.unit)
        kind_of_row(self._desk, row, actor)
        if not row.signed_hash:
            raise NotFound(number)
        return row, self._desk.house.store.get(row.signed_hash)

    def _check(self, row: Any) -> None:
        desk = self._desk
        if row.state != "held":
            raise NotInState("meeting_state", "纪要签发以后才有签字件")
        if row.convener_account:
            raise NotInState(
                "signed_here", f"纪要已由召集人{row.convener}在系统中签发，不用上传签字件"
            )
        items = desk.meetings.items(row.id)
        if row.signed_hash and any(desk.archives.of_case(one.case_id) for one in items):
            raise NotInState("case_filed", "有事项已随这份签字件归档，不能更换")
