"""Publish printed bytes with everything that speaks of them, in one transaction (定稿入库)."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from jiuji_docs.domain.errors import PaperError
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.print_orders import Made, Order


def store(
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
    transitions = desk.pack_of(case).workflow.transitions
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
    known = [transitions[name] for name in deciding if name in transitions]
    if any(step.grants or step.refuses for step in known):
        return "final"
    others = {name for name in signing if document.paper in transitions[name].documents}
    return "final" if signing <= others and applied else "open"
