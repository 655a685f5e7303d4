"""Print a meeting's minutes and their form, and sign the form for the convener (印制纪要)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jiuji_docs.domain.calendar import BEIJING
from jiuji_docs.domain.documents.official import chinese_date
from jiuji_docs.services.meetings.press_topic import CONVENER, MEETING
from jiuji_docs.services.print_orders import findings_of
from jiuji_docs.signing.fields import prepare
from jiuji_docs.signing.pades import sign

if TYPE_CHECKING:
    from jiuji_docs.services.desk import Desk
    from jiuji_docs.services.house import House
    from jiuji_docs.services.printing import Printer

__all__ = ["MEETING", "MeetingPress", "Papers"]


@dataclass(frozen=True, slots=True)
class Papers:
    """The bytes of the minutes and of their form, and what had to give."""

    pdf: bytes
    docx: bytes
    sheet: bytes
    findings: list[Any]


class MeetingPress:
    """Carry out the outbox's jobs about meetings: read, make, store."""

    def __init__(self, house: House, printer: Printer) -> None:
        self._house, self._printer = house, printer

    def carry_out(self, job: Any) -> None:
        """Print the meeting's two papers; raises PaperError or SigningError, and is tried again then."""
        with self._house.desk(write=False) as desk:
            row = desk.meetings.get(json.loads(job.payload)["meeting"])
            signer = desk.accounts.account(row.convener_account) if row.convener_account else None
            unit = desk.accounts.unit(row.unit_id)
        if row.paper_state != "printing":
            self._house.run(lambda desk: desk.jobs.finish(job.id))
            return
        made = self.make(row, signer, unit)
        findings = json.dumps(made.findings, ensure_ascii=False)

        def store(desk: Desk) -> None:
            desk.jobs.finish(job.id)
            if desk.meetings.lock(row.id).paper_state != "printing":
                return
            hashes = {
                "pdf_hash": desk.put(made.pdf),
                "docx_hash": desk.put(made.docx),
                "sheet_hash": desk.put(made.sheet),
            }
            desk.meetings.set_papers(row.id, paper_state="printed", findings=findings, **hashes)
            desk.ledger.append("meeting_printed", row.issued_by, meeting=row.number, **hashes)

        self._house.run(store)

    def make(self, row: Any, signer: Any | None, unit: Any) -> Papers:
        """Return the bytes of minutes and form; *signer* is the convener's account, if there is one."""
        paper, docx = self._printer.make({"kind": "official", "body": json.loads(row.content)})
        sheet, _ = self._printer.make({"kind": "sheet", "body": json.loads(row.sheet)})
        signed = prepare(sheet.pdf, sheet.places)
        if signer is not None:
            signed = self._sign(signed, sheet.places[CONVENER], row, signer, unit)
        return Papers(paper.pdf, docx, signed, [*findings_of(paper), *findings_of(sheet)])

    def give_up(self, desk: Desk, job: Any, error: str) -> None:
        """Show the minutes as not printed, with the reason."""
        row = desk.meetings.lock(json.loads(job.payload)["meeting"])
        if row.paper_state == "printing":
            finding = json.dumps([{"kind": "failed", "message": error}], ensure_ascii=False)
            desk.meetings.set_papers(row.id, paper_state="failed", findings=finding)

    def _sign(self, pdf: bytes, place: Any, row: Any, signer: Any, unit: Any) -> bytes:
        who = f"{signer.name}（{signer.post}）" if signer.post else signer.name
        day = chinese_date(row.issued_at.astimezone(BEIJING).date())
        lines = ("同意签发", who, day)
        subject = self._house.keyring.ensure_person(signer.id, signer.name, unit.name)
        return sign(
            pdf,
            place=CONVENER,
            signer=self._house.keyring.signer(subject),
            appearance=self._printer.signature(lines, place.width, place.height),
            reason=f"{row.name}纪要{row.minutes_number}",
            at=row.issued_at,
        )
