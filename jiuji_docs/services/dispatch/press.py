"""Make the finished paper of a dossier and put the seals on it, outside any write transaction (正本印制).

What was made is stored only when the paper still waits for just that: a paper voided, printed or sealed by
somebody else meanwhile keeps what it has, and the late bytes are thrown away.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from jiuji_docs.domain.errors import SigningError
from jiuji_docs.domain.forms.sheet import Place
from jiuji_docs.services.dispatch.content import sealing_organs
from jiuji_docs.services.dispatch.orders import PRINT, SEAL
from jiuji_docs.services.print_orders import findings_of
from jiuji_docs.signing.fields import prepare
from jiuji_docs.signing.pades import sign

if TYPE_CHECKING:
    from jiuji_docs.services.desk import Desk
    from jiuji_docs.services.house import House
    from jiuji_docs.services.printing import Printer

TOPICS = (PRINT, SEAL)
#: What a paper waits for, by the topic of its job.
AWAITED = {PRINT: "printing", SEAL: "sealing"}


class DossierPress:
    """Carry out the outbox's jobs about dossiers: read, make, store."""

    def __init__(self, house: House, printer: Printer) -> None:
        self._house, self._printer = house, printer

    def carry_out(self, job: Any) -> None:
        """Print or seal the paper that the job names; raises PaperError or SigningError."""
        order = json.loads(job.payload)
        with self._house.desk(write=False) as desk:
            paper = desk.dossiers.paper(order["dossier_paper"])
            dossier = desk.dossiers.get(paper.dossier_id)
            unit = desk.accounts.unit(order.get("unit", dossier.unit_id))
        if paper.state != AWAITED[job.topic]:
            self._house.run(lambda desk: desk.jobs.finish(job.id))
        elif job.topic == PRINT:
            self._print(job, paper)
        else:
            self._seal(job, paper, dossier, unit)

    def give_up(self, desk: Desk, job: Any, error: str) -> None:
        """Show the paper as failed, with the reason, unless it is done or voided meanwhile."""
        finding = json.dumps([{"kind": "failed", "message": error}], ensure_ascii=False)
        paper = desk.dossiers.lock_paper(json.loads(job.payload)["dossier_paper"])
        if paper.state == AWAITED[job.topic]:
            desk.dossiers.change_paper(paper.id, state="failed", findings=finding)

    def _print(self, job: Any, paper: Any) -> None:
        content = json.loads(paper.content)
        made, docx = self._printer.make({"kind": "official", "body": content})
        pdf = prepare(made.pdf, made.places) if made.places else made.pdf
        places = {name: asdict(box) for name, box in made.places.items()}

        def store(desk: Desk) -> None:
            desk.jobs.finish(job.id)
            if not _still_waits(desk, job, paper):
                return
            desk.dossiers.change_paper(
                paper.id,
                state="printed",
                pdf_hash=desk.put(pdf),
                docx_hash=desk.put(docx),
                pages=made.pages,
                places=json.dumps(places),
                findings=json.dumps(findings_of(made), ensure_ascii=False),
            )

        self._house.run(store)

    def _seal(self, job: Any, paper: Any, dossier: Any, unit: Any) -> None:
        content = json.loads(paper.content)
        name = _place_of(str(unit.name), sealing_organs(content))
        places = {known: Place(**box) for known, box in json.loads(paper.places).items()}
        if name not in places:
            raise SigningError(f"版面上没有{unit.name}用印的位置")
        subject = self._house.keyring.ensure_unit(unit.id, unit.name)
        pdf = sign(
            self._house.store.get(paper.pdf_hash),
            place=name,
            signer=self._house.keyring.signer(subject),
            appearance=self._printer.seal(unit.name, float(content.get("seal_diameter", 42))),
            reason=paper.title,
            at=paper.ordered_at,
        )

        def store(desk: Desk) -> None:
            desk.jobs.finish(job.id)
            if _still_waits(desk, job, paper):
                _store_sealed(desk, paper, dossier, unit=unit, place=name, pdf=pdf)

        self._house.run(store)


def _still_waits(desk: Desk, job: Any, paper: Any) -> bool:
    """Say whether the paper, locked now, waits for just what was made from it."""
    now = desk.dossiers.lock_paper(paper.id)
    same = (now.pdf_hash, now.ordered_at) == (paper.pdf_hash, paper.ordered_at)
    return bool(now.state == AWAITED[job.topic] and same)


def _place_of(unit: str, organs: tuple[str, ...]) -> str:
    """Return the place of a unit's seal: a seal's owner is an organ that signs."""
    if unit not in organs:
        raise SigningError(f"署名中没有{unit}，不能加盖其印章")
    return "seal" if len(organs) == 1 else f"seal_{organs.index(unit) + 1}"


def _store_sealed(
    desk: Desk, paper: Any, dossier: Any, *, unit: Any, place: str, pdf: bytes
) -> None:
    """Publish the sealed bytes with their line in the seal register and the ledger, in one transaction.

    The paper is final when it bears the seal of every organ that signs.
    """
    pdf_hash = desk.put(pdf)
    steps = desk.dossiers.steps(dossier.id)
    takers = {one.step: one.account_id for one in steps if not one.voided}
    desk.dossiers.add_seal(
        paper_id=paper.id,
        unit_id=unit.id,
        seal_name=unit.name,
        document_title=paper.title,
        document_number=dossier.document_number,
        applicant_id=takers.get("reprint") or takers.get("print", ""),
        approver_id=takers.get("sign", ""),
        keeper_id=paper.sealed_by,
        pdf_hash=pdf_hash,
        used_at=paper.ordered_at,
    )
    borne = {one.seal_name for one in desk.dossiers.seals_on(paper.id)}
    left = set(sealing_organs(json.loads(paper.content))) - borne
    desk.dossiers.change_paper(paper.id, state="printed" if left else "sealed", pdf_hash=pdf_hash)
    facts = {"dossier": dossier.number, "unit": unit.id, "place": place, "pdf": pdf_hash}
    desk.ledger.append("dossier_seal", paper.sealed_by, **facts)
