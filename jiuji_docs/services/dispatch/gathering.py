"""Gather what is known of a dossier, for judging a step or showing what can be done (事实)."""

from __future__ import annotations

from typing import Any

from jiuji_docs.definitions.read_dispatch import shipped_flows
from jiuji_docs.domain.dispatch.flow import Flow
from jiuji_docs.domain.dispatch.judge import DossierFacts
from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.dispatch.content import (
    broken_routing,
    content_of,
    signed_digest,
    why_unwritten,
)


def flow_of(row: Any) -> Flow:
    """Return the flow a dossier follows."""
    return shipped_flows()[row.flow]


def facts_of(desk: Desk, row: Any, actor: Actor) -> DossierFacts:
    """Return the facts of a dossier as this person stands to it."""
    asked = desk.dossiers.asked(row.id, "countersign")
    names = {one.unit_id: str(desk.accounts.unit(one.unit_id).name) for one in asked}
    agreed = {names[one.unit_id] for one in asked if one.state == "agreed"}
    content = content_of(row)
    papers = desk.dossiers.papers(row.id)
    return DossierFacts(
        state=row.state,
        own=row.unit_id == actor.unit,
        asked=any(one.unit_id == actor.unit and one.state == "open" for one in asked),
        open_units=tuple(names[one.unit_id] for one in asked if one.state == "open"),
        agreed_units=tuple(sorted(agreed)),
        joint_missing=tuple(one for one in content.get("joint_issuers", ()) if one not in agreed),
        direction=str(content.get("direction", "down")),
        routing=broken_routing(content),
        written=why_unwritten(content),
        unchanged=row.signed_hash == signed_digest(content),
        numbered=desk.issued_numbers.of_dossier(row.id) is not None,
        printed=bool(papers) and papers[-1].state in {"printed", "sealed"},
        sealed=bool(papers) and papers[-1].state == "sealed",
    )
