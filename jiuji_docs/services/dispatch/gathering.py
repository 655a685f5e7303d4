"""Gather what is known of a dossier, for judging a step or showing what can be done (事实)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from jiuji_docs.definitions.read_dispatch import shipped_flows
from jiuji_docs.domain.dispatch.facts import DossierFacts
from jiuji_docs.domain.dispatch.flow import Flow
from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.dispatch.content import (
    agreed_digest,
    broken_routing,
    content_of,
    sealing_organs,
    signed_digest,
    signing_organs,
    why_unwritten,
)

#: A paper that the press has had for longer is not waited for: it may be printed again.
PATIENCE = dt.timedelta(minutes=10)


def flow_of(row: Any) -> Flow:
    """Return the flow a dossier follows."""
    return shipped_flows()[row.flow]


def facts_of(desk: Desk, row: Any, actor: Actor) -> DossierFacts:
    """Return the facts of a dossier as this person stands to it."""
    content = content_of(row)
    return DossierFacts(
        state=row.state,
        own=row.unit_id == actor.unit,
        direction=str(content.get("direction", "down")),
        routing=broken_routing(content),
        written=why_unwritten(content),
        unchanged=row.signed_hash == signed_digest(content),
        numbered=desk.issued_numbers.of_dossier(row.id) is not None,
        **_countersigning(desk, row, actor, content),
        **_paper(desk, row, actor, content),
    )


def _countersigning(desk: Desk, row: Any, actor: Actor, content: dict[str, Any]) -> dict[str, Any]:
    """Return what the units asked to countersign said, and of which text (会签)."""
    asked = desk.dossiers.asked(row.id, "countersign")
    names = {one.unit_id: str(desk.accounts.unit(one.unit_id).name) for one in asked}
    agreed = {names[one.unit_id]: one.agreed_hash for one in asked if one.state == "agreed"}
    own = str(desk.accounts.unit(row.unit_id).name)
    organs = [name for name in signing_organs(content) if name != own]
    text = agreed_digest(content)
    return {
        "asked": any(one.unit_id == actor.unit and one.state == "open" for one in asked),
        "joint": row.unit_id != actor.unit
        and actor.unit_name in agreed
        and actor.unit_name in organs,
        "open_units": tuple(names[one.unit_id] for one in asked if one.state == "open"),
        "agreed_units": tuple(sorted(agreed)),
        "joint_missing": tuple(name for name in organs if name not in agreed),
        "joint_changed": tuple(name for name in organs if agreed.get(name) not in (None, text)),
    }


def _paper(desk: Desk, row: Any, actor: Actor, content: dict[str, Any]) -> dict[str, Any]:
    """Return how far the paper is printed, and which of its seals it bears (印制、用印)."""
    papers, signing = desk.dossiers.papers(row.id), sealing_organs(content)
    paper = papers[-1] if papers else None
    state = paper.state if paper else ""
    borne = {one.seal_name for one in desk.dossiers.seals_on(paper.id)} if paper else set()
    own = str(desk.accounts.unit(row.unit_id).name)
    recent = paper is not None and desk.now() - paper.ordered_at < PATIENCE
    return {
        "printed": state in {"printed", "sealed"},
        "pressing": state in {"printing", "sealing"} and recent,
        "failed": state == "failed",
        "sealed": state == "sealed",
        "own_signs": not signing or own in signing,
        "has_sealed": actor.unit_name in borne,
        "joint_unsealed": tuple(name for name in signing if name != own and name not in borne),
    }
