"""Order the finished paper and its seal from the press (印制、用印)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jiuji_docs.domain.canonical import canonical
from jiuji_docs.services.dispatch.content import sealing_organs

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


def reprint(walk: Walk) -> None:
    """Order the paper anew: a print that failed, was killed or looks wrong, never sealed bytes (重新印制)."""
    void_papers(walk)
    order_print(walk)


def void_papers(walk: Walk) -> None:
    """Make the papers printed so far void; what the press still does for them is thrown away."""
    for paper in walk.desk.dossiers.papers(walk.row.id):
        walk.desk.dossiers.change_paper(paper.id, state="void")


def order_seal(walk: Walk) -> None:
    """Put the actor's unit's seal on the printed paper in the outbox; one without seal is ready as it is.

    Every organ that signs puts its own seal on, by its own keeper, one after the other.
    """
    paper = walk.desk.dossiers.papers(walk.row.id)[-1]
    organs = sealing_organs(walk.content)
    walk.desk.dossiers.change_paper(
        paper.id,
        state="sealing" if organs else "sealed",
        sealed_by=walk.actor.account,
        ordered_at=walk.now,
    )
    if organs:
        _enqueue(walk, SEAL, paper.id, walk.actor.unit)


def _enqueue(walk: Walk, topic: str, paper: int, unit: str = "") -> None:
    payload: dict[str, Any] = {"dossier_paper": paper}
    dedup = f"{topic}:{paper}"
    if unit:
        payload["unit"], dedup = unit, f"{dedup}:{unit}"
    walk.desk.jobs.enqueue(topic, payload, dedup, walk.now)
