"""Make the bytes of a paper and put the ordered signatures on it, outside any write transaction.

Reading, making and storing are three steps: a short read, the slow work without a transaction, and one write
transaction that stores the bytes, marks the signatures, writes the seal register and the ledger together. A
process killed anywhere in between leaves the job waiting and nothing half-written.
"""

from __future__ import annotations

import datetime as dt
import json
import logging
from typing import TYPE_CHECKING, Any

from jiuji_docs.domain.canonical import digest
from jiuji_docs.domain.errors import JiujiError, PaperError, SigningError
from jiuji_docs.domain.forms.sheet import Place
from jiuji_docs.domain.signing.seal import diameter_for
from jiuji_docs.services.bundles.orders import BUNDLE
from jiuji_docs.services.bundles.press import BundlePress
from jiuji_docs.services.dispatch.press import TOPICS, DossierPress
from jiuji_docs.services.meetings.press import MEETING, MeetingPress
from jiuji_docs.services.print_orders import Made, Order, findings_of, read_order
from jiuji_docs.services.print_storing import store
from jiuji_docs.signing.fields import prepare
from jiuji_docs.signing.pades import sign

if TYPE_CHECKING:
    from jiuji_docs.services.desk import Desk
    from jiuji_docs.services.house import House
    from jiuji_docs.services.printing import Printer

_LOG = logging.getLogger(__name__)
#: Attempts before a paper is marked as failed and shown to the clerk.
ATTEMPTS = 5


class Press:
    """Print and sign what the outbox asks for (印制)."""

    def __init__(self, house: House, printer: Printer) -> None:
        self._house, self.printer = house, printer
        self._dossiers = DossierPress(house, printer)
        self._meetings = MeetingPress(house, printer)
        self._bundles = BundlePress(house, printer, self.print_waiting)

    def run_one(self) -> bool:
        """Carry out one waiting job; False when there is none."""
        return self._run()

    def print_waiting(self) -> bool:
        """Carry out one waiting job that is no bundle, while a bundle is bound; False when there is none.

        What fails otherwise than a paper may is logged, and the binding goes on.
        """
        try:
            return self._run(but=BUNDLE)
        except Exception:  # noqa: BLE001 - another's paper must not undo the bundle
            _LOG.exception("a paper could not be printed")
            return False

    def _run(self, *, but: str = "") -> bool:
        job = self._house.run(lambda desk: desk.jobs.take(desk.now(), but=but))
        if job is None:
            return False
        try:
            if job.topic == MEETING:
                self._meetings.carry_out(job)
            elif job.topic == BUNDLE:
                self._bundles.carry_out(job)
            elif job.topic in TOPICS:
                self._dossiers.carry_out(job)
            else:
                self._print(json.loads(job.payload)["document"], job.id)
        except (PaperError, SigningError) as error:
            self._give_up_later(job, error)
        return True

    def run_all(self) -> int:
        """Carry out jobs until none waits; return how many."""
        done = 0
        while self.run_one():
            done += 1
        return done

    def reclaim(self) -> None:
        """Take back jobs of a press that died; for the start of the installation's only worker."""
        self._house.run(lambda desk: desk.jobs.reclaim(desk.now()))

    def close(self) -> None:
        """End the printer's child process."""
        self.printer.close()

    def _print(self, document_id: int, job_id: int) -> None:
        with self._house.desk(write=False) as desk:
            order = read_order(desk, document_id)
        made = self._make(order) if order is not None else None
        self._house.run(lambda desk: store(desk, document_id, job_id, order, made))

    def _give_up_later(self, job: Any, error: JiujiError) -> None:
        """Keep the job for another try; after the last one the paper shows as failed, with the reason."""

        def note(desk: Desk) -> None:
            retry_at = desk.now() + dt.timedelta(seconds=2**job.attempts)
            if not desk.jobs.fail(job.id, str(error), retry_at, ATTEMPTS):
                return
            if job.topic == MEETING:
                self._meetings.give_up(desk, job, str(error))
            elif job.topic == BUNDLE:
                self._bundles.give_up(desk, job, str(error))
            elif job.topic in TOPICS:
                self._dossiers.give_up(desk, job, str(error))
            else:
                desk.documents.fail(json.loads(job.payload)["document"], str(error))

        self._house.run(note)

    def _make(self, order: Order) -> Made:
        document = order.document
        if document.pdf_hash:
            pdf, docx, pages = self._house.store.get(document.pdf_hash), b"", document.pages
            places = {name: Place(**box) for name, box in json.loads(document.places).items()}
            findings = json.loads(document.findings)
        else:
            paper, docx = self.printer.make(json.loads(document.content), order.templates)
            pages, places = paper.pages, paper.places
            findings = findings_of(paper)
            pdf = prepare(paper.pdf, places) if places else paper.pdf
        signed = []
        for mark in order.signatures:
            pdf = self._sign(pdf, mark, places, order)
            signed.append((mark, digest(pdf)))
        return Made(pdf, docx, pages, places, findings, tuple(signed))

    def _sign(self, pdf: bytes, mark: Any, places: dict[str, Place], order: Order) -> bytes:
        place = places[mark.place]
        if mark.kind == "seal":
            unit = order.units[mark.unit_id]
            appearance = self.printer.seal(unit.name, diameter_for(unit.level))
            subject = self._house.keyring.ensure_unit(unit.id, unit.name)
        else:
            person = order.people[mark.account_id]
            unit = order.units[mark.unit_id]
            appearance = self.printer.signature(
                json.loads(mark.appearance), place.width, place.height
            )
            subject = self._house.keyring.ensure_person(person.id, person.name, unit.name)
        return sign(
            pdf,
            place=mark.place,
            signer=self._house.keyring.signer(subject),
            appearance=appearance,
            reason=order.document.title,
            at=mark.ordered_at,
        )
