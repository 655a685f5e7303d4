"""Order the finished paper and its seal from the press (印制、用印)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiuji_docs.domain.canonical import canonical

if TYPE_CHECKING:
    from jiuji_docs.services.dispatch.kernel import Walk

#: Topics of the outbox.
PRINT, SEAL = "dossier_paper", "dossier_seal"


def order_print(walk: Walk) -> None:
    """Freeze the finished text and put its printing in the outbox, dated by the day of printing."""
    if walk.content.get("printer"):
        walk.content["print_date"] = walk.today.isoformat()
    paper = walk.desk.dossiers.add_paper(
        dossier_id=walk.row.id,
        title="".join(walk.content["title"]),
        content=canonical(walk.content),
        state="printing",
        pdf_hash="",
        docx_hash="",
        pages=0,
        places="{}",
        findings="[]",
        sealed_by="",
        ordered_at=walk.now,
    )
    _enqueue(walk, PRINT, paper.id)


def order_seal(walk: Walk) -> None:
    """Put the seal on the printed paper in the outbox; a document without seal is ready as it is."""
    paper = walk.desk.dossiers.papers(walk.row.id)[-1]
    stamped = walk.content.get("stamped", True) and walk.content.get("signatories")
    state = "sealing" if stamped else "sealed"
    walk.desk.dossiers.change_paper(
        paper.id, state=state, sealed_by=walk.actor.account, ordered_at=walk.now
    )
    if stamped:
        _enqueue(walk, SEAL, paper.id)


def _enqueue(walk: Walk, topic: str, paper: int) -> None:
    walk.desk.jobs.enqueue(topic, {"dossier_paper": paper}, f"{topic}:{paper}", walk.now)
