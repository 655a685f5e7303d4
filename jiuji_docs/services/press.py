"""Make the bytes of a paper and put the ordered signatures on it, outside any write transaction.

Reading, making and storing are three steps: a short read, the slow work without a transaction, and one write
transaction that stores the bytes, marks the signatures, writes the seal register and the ledger together. A
process killed anywhere in between leaves the job waiting and nothing half-written.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from jiuji_docs.domain.canonical import digest
from jiuji_docs.domain.errors import JiujiError, PaperError, SigningError
from jiuji_docs.domain.forms.sheet import Place
from jiuji_docs.domain.signing.seal import diameter_for
from jiuji_docs.signing.fields import prepare
from jiuji_docs.signing.pades import sign

if TYPE_CHECKING:
    from jiuji_docs.services.desk import Desk
    from jiuji_docs.services.house import House
    from jiuji_docs.services.printing import Printer

#: Attempts before a paper is marked as failed and shown to the clerk.
ATTEMPTS = 5


@dataclass(frozen=True, slots=True)
class Order:
    """What the press needs to know of one paper: content, what stands, what is to be signed."""

    document: Any
    signatures: tuple[Any, ...]
    units: Mapping[str, Any]
    people: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Made:
    """What the press made: PDF, DOCX (only at first), pages, places, findings, signatures with their hash."""

    pdf: bytes
    docx: bytes
    pages: int
    places: dict[str, Place]
    findings: list[dict[str, str]]
    signed: tuple[tuple[Any, str], ...]


class Press:
    """Print and sign what the outbox asks for (印制)."""

    def __init__(self, house: House, printer: Printer) -> None:
        self._house, self._printer = house, printer

    def run_one(self) -> bool:
        """Carry out one waiting job; False when there is none."""
        job = self._house.run(lambda desk: desk.jobs.take(desk.now()))
        if job is None:
            return False
        try:
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
        self._printer.close()

    def _print(self, document_id: int, job_id: int) -> None:
        with self._house.desk(write=False) as desk:
            order = _read_order(desk, document_id)
        made = self._make(order) if order is not None else None
        self._house.run(lambda desk: _store(desk, document_id, job_id, order, made))

    def _give_up_later(self, job: Any, error: JiujiError) -> None:
        """Keep the job for another try; after the last one the paper shows as failed, with the reason."""
        document = json.loads(job.payload)["document"]

        def note(desk: Desk) -> None:
            retry_at = desk.now() + dt.timedelta(seconds=2**job.attempts)
            if desk.jobs.fail(job.id, str(error), retry_at, ATTEMPTS):
                desk.documents.fail(document, str(error))

        self._house.run(note)

    def _make(self, order: Order) -> Made:
        document = order.document
        if document.pdf_hash:
            pdf, docx, pages = self._house.store.get(document.pdf_hash), b"", document.pages
            places = {name: Place(**box) for name, box in json.loads(document.places).items()}
            findings = json.loads(document.findings)
        else:
            paper, docx = self._printer.make(json.loads(document.content))
            pages, places = paper.pages, paper.places
            findings = _findings(paper)
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
            appearance = self._printer.seal(unit.name, diameter_for(unit.level))
            subject = self._house.keyring.ensure_unit(unit.id, unit.name)
        else:
            person = order.people[mark.account_id]
            unit = order.units[mark.unit_id]
            appearance = self._printer.signature(
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


def _read_order(desk: Desk, document_id: int) -> Order | None:
    """Read the paper and its ordered signatures; None for a paper voided meanwhile."""
    document = desk.documents.get(document_id)
    if document.state == "void":
        return None
    marks = tuple(row for row in desk.documents.signatures(document_id) if row.state == "ordered")
    return Order(
        document,
        marks,
        {mark.unit_id: desk.accounts.unit(mark.unit_id) for mark in marks},
        {mark.account_id: desk.accounts.account(mark.account_id) for mark in marks},
    )


def _findings(paper: Any) -> list[dict[str, str]]:
    return [
        *({"kind": "overflow", "box": box, "outcome": outcome} for box, outcome in paper.overflow),
        *(
            {"kind": "substitution", "character": character, "family": family}
            for character, family in paper.substitutions
        ),
    ]


def _store(
    desk: Desk, document_id: int, job_id: int, order: Order | None, made: Made | None
) -> None:
    """Publish the bytes with everything that speaks of them, unless the paper changed meanwhile."""
    document = desk.documents.lock(document_id)
    if order is None or made is None or document.state == "void":
        desk.jobs.finish(job_id)
        return
    if document.pdf_hash != order.document.pdf_hash:
        raise PaperError("文书在印制期间已被更新，将重新印制")
    pdf_hash = desk.put(made.pdf)
    docx_hash = desk.put(made.docx) if made.docx else document.docx_hash
    desk.documents.set_bytes(
        document_id,
        pdf_hash=pdf_hash,
        docx_hash=docx_hash,
        pages=made.pages,
        places=json.dumps({name: asdict(box) for name, box in made.places.items()}),
        findings=json.dumps(made.findings, ensure_ascii=False),
        state=_state(desk, document),
    )
    for mark, mark_hash in made.signed:
        _mark_signed(desk, document, mark, mark_hash)
    desk.jobs.finish(job_id)


def _mark_signed(desk: Desk, document: Any, mark: Any, pdf_hash: str) -> None:
    """Mark one signature as applied; a seal also gets its line in the register (用印登记)."""
    desk.documents.apply_signature(mark.id, pdf_hash, desk.now())
    if mark.kind == "seal":
        unit = desk.accounts.unit(mark.unit_id)
        desk.documents.add_seal_use(
            unit_id=unit.id,
            seal_name=unit.name,
            document_id=document.id,
            document_title=document.title,
            document_number=document.number,
            applicant_id=_issuer_of(desk, document),
            approver_id=mark.account_id,
            reason=document.title,
            pdf_hash=pdf_hash,
            used_at=mark.ordered_at,
        )
    desk.ledger.append(
        "seal" if mark.kind == "seal" else "signature",
        mark.account_id,
        case=desk.cases.get_by_id(document.case_id).number,
        paper=document.paper,
        edition=document.edition,
        place=mark.place,
        pdf=pdf_hash,
    )


def _issuer_of(desk: Desk, document: Any) -> str:
    for step in desk.cases.steps(document.case_id):
        if step.seq == document.step_seq:
            return str(step.account_id)
    return ""


def _state(desk: Desk, document: Any) -> str:
    """Say whether the paper still waits for signatures of later steps (待签) or is final (已定稿).

    A paper is final when no later step of its workflow signs it, or when the deciding step has signed.
    """
    case = desk.cases.get_by_id(document.case_id)
    transitions = desk.pack(case.pack).workflow.transitions
    steps = {step.seq: step for step in desk.cases.steps(case.id)}
    issuing = steps[document.step_seq].transition
    signing = {
        item.id
        for item in transitions.values()
        if any(rule.paper == document.paper for rule in item.signs)
    }
    if signing <= {issuing}:
        return "final"
    applied = [row for row in desk.documents.signatures(document.id) if row.state != "void"]
    deciding = {steps[row.step_seq].transition for row in applied if row.step_seq in steps}
    if any(transitions[name].grants or transitions[name].refuses for name in deciding):
        return "final"
    others = {name for name in signing if document.paper in transitions[name].documents}
    return "final" if signing <= others and applied else "open"
