"""Make the finished paper of a dossier and put the seal on it, outside any write transaction (正本印制)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from jiuji_docs.domain.errors import SigningError
from jiuji_docs.domain.forms.sheet import Place
from jiuji_docs.services.dispatch.orders import PRINT, SEAL
from jiuji_docs.services.print_orders import findings_of
from jiuji_docs.signing.fields import prepare
from jiuji_docs.signing.pades import sign

if TYPE_CHECKING:
    from jiuji_docs.services.desk import Desk
    from jiuji_docs.services.house import House
    from jiuji_docs.services.printing import Printer

TOPICS = (PRINT, SEAL)


class DossierPress:
    """Carry out the outbox's jobs about dossiers: read, make, store."""

    def __init__(self, house: House, printer: Printer) -> None:
        self._house, self._printer = house, printer

    def carry_out(self, job: Any) -> None:
        """Print or seal the paper that the job names; raises PaperError or SigningError."""
        paper_id = json.loads(job.payload)["dossier_paper"]
        with self._house.desk(write=False) as desk:
            paper = desk.dossiers.paper(paper_id)
            dossier = desk.dossiers.get(paper.dossier_id)
            content = json.loads(paper.content)
            units = self._seals(desk, dossier, content) if job.topic == SEAL else {}
        wanted = "printing" if job.topic == PRINT else "sealing"
        if paper.state != wanted:
            self._house.run(lambda desk: desk.jobs.finish(job.id))
        elif job.topic == PRINT:
            self._print(job, paper, content)
        else:
            self._seal(job, paper, dossier, units)

    def give_up(self, desk: Desk, job: Any, error: str) -> None:
        """Show the paper as failed, with the reason."""
        finding = json.dumps([{"kind": "failed", "message": error}], ensure_ascii=False)
        paper = json.loads(job.payload)["dossier_paper"]
        desk.dossiers.change_paper(paper, state="failed", findings=finding)

    def _print(self, job: Any, paper: Any, content: Mapping[str, Any]) -> None:
        made, docx = self._printer.make({"kind": "official", "body": content})
        pdf = prepare(made.pdf, made.places) if made.places else made.pdf
        places = {name: asdict(box) for name, box in made.places.items()}

        def store(desk: Desk) -> None:
            desk.dossiers.change_paper(
                paper.id,
                state="printed",
                pdf_hash=desk.put(pdf),
                docx_hash=desk.put(docx),
                pages=made.pages,
                places=json.dumps(places),
                findings=json.dumps(findings_of(made), ensure_ascii=False),
            )
            desk.jobs.finish(job.id)

        self._house.run(store)

    def _seals(self, desk: Desk, dossier: Any, content: Mapping[str, Any]) -> dict[str, Any]:
        """Return the organ whose seal goes to each place: a seal's owner is the organ that signs."""
        by_name = {str(unit.name): unit for unit in desk.accounts.units()}
        names = content.get("signatories", ())
        missing = [name for name in names if name not in by_name]
        if missing:
            raise SigningError(f"署名机关不在通讯录中，不能用印：{'、'.join(missing)}")
        own = str(desk.accounts.unit(dossier.unit_id).name)
        if own not in names:
            raise SigningError(f"署名中没有本单位（{own}），不能加盖本单位印章")
        if len(names) == 1:
            return {"seal": by_name[names[0]]}
        return {f"seal_{at}": by_name[name] for at, name in enumerate(names, start=1)}

    def _seal(self, job: Any, paper: Any, dossier: Any, units: Mapping[str, Any]) -> None:
        places = {name: Place(**box) for name, box in json.loads(paper.places).items()}
        pdf = self._house.store.get(paper.pdf_hash)
        diameter = float(json.loads(paper.content).get("seal_diameter", 42))
        for name in (one for one in places if one in units):
            unit = units[name]
            subject = self._house.keyring.ensure_unit(unit.id, unit.name)
            pdf = sign(
                pdf,
                place=name,
                signer=self._house.keyring.signer(subject),
                appearance=self._printer.seal(unit.name, diameter),
                reason=paper.title,
                at=paper.ordered_at,
            )

        sealed = {name: unit for name, unit in units.items() if name in places}
        self._house.run(
            lambda desk: _store_sealed(desk, job, paper, dossier, sealed=sealed, pdf=pdf)
        )


def _store_sealed(
    desk: Desk, job: Any, paper: Any, dossier: Any, *, sealed: Mapping[str, Any], pdf: bytes
) -> None:
    """Publish the sealed bytes with their lines in the seal register and the ledger, in one transaction."""
    pdf_hash = desk.put(pdf)
    desk.dossiers.change_paper(paper.id, state="sealed", pdf_hash=pdf_hash)
    takers = {one.step: one.account_id for one in desk.dossiers.steps(dossier.id) if not one.voided}
    for name, unit in sealed.items():
        desk.dossiers.add_seal(
            paper_id=paper.id,
            unit_id=unit.id,
            seal_name=unit.name,
            document_title=paper.title,
            document_number=dossier.document_number,
            applicant_id=takers.get("print", ""),
            approver_id=takers.get("sign", ""),
            keeper_id=paper.sealed_by,
            pdf_hash=pdf_hash,
            used_at=paper.ordered_at,
        )
        facts = {"dossier": dossier.number, "unit": unit.id, "place": name, "pdf": pdf_hash}
        desk.ledger.append("dossier_seal", paper.sealed_by, **facts)
    desk.jobs.finish(job.id)
