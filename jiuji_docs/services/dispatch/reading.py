"""Read one dossier for its page, within the reader's row scope (公文页)."""

from __future__ import annotations

from typing import Any

from jiuji_docs.domain.dispatch.facts import DossierFacts
from jiuji_docs.domain.dispatch.flow import Flow
from jiuji_docs.domain.dispatch.judge import may_edit, offers
from jiuji_docs.domain.errors import NotAllowed, NotFound, NotInState
from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.dispatch.content import content_of
from jiuji_docs.services.dispatch.gathering import facts_of, flow_of
from jiuji_docs.services.dispatch.portrait import Portrait, stages
from jiuji_docs.services.dispatch.views import (
    DossierView,
    OfferView,
    StepPage,
)


class DossierReader:
    """Show a dossier, the page of one of its steps, and give out its papers."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def view(self, number: str, actor: Actor) -> DossierView:
        """Return the page; NotFound outside the row scope."""
        desk = self._desk
        row = desk.dossiers.seen(number, actor.unit)
        flow, facts = flow_of(row), facts_of(desk, row, actor)
        portrait, filed = Portrait(desk, row), desk.archives.of_dossier(row.id)
        offered = _offered(flow, facts, actor)
        return DossierView(
            number=row.number,
            flow=row.flow,
            flow_title=flow.title,
            title=row.title,
            kind=row.kind,
            unit=str(desk.accounts.unit(row.unit_id).name),
            drafter=str(desk.accounts.account(row.drafter_id).name),
            document_number=row.document_number,
            urgency=row.urgency,
            state=row.state,
            state_title=flow.states[row.state].title,
            version=row.version,
            closed=row.closed,
            due_on=row.due_on,
            content=content_of(row),
            content_hash=row.content_hash,
            editable=may_edit(flow, facts, actor),
            final=facts.sealed,
            reference=str(filed.reference) if filed else "",
            stages=stages(flow, row.state),
            offers=offered,
            history=portrait.history(),
            papers=portrait.papers(),
            asked=portrait.units("countersign"),
            delivered=portrait.units("deliver"),
            next_people=_joint_first(flow, facts) or portrait.next_people(failed=facts.failed),
        )

    def sees(self, number: str, actor: Actor) -> bool:
        """Say whether the dossier is in the reader's row scope; an answer may have ended that."""
        try:
            self._desk.dossiers.seen(number, actor.unit)
        except NotFound:
            return False
        return True

    def step(self, number: str, step_id: str, actor: Actor) -> StepPage:
        """Return what the page of a step asks for; Refused when it is not this person's."""
        desk = self._desk
        row = desk.dossiers.seen(number, actor.unit)
        flow = flow_of(row)
        step = flow.steps.get(step_id)
        if step is None:
            raise NotInState("no_such_step", "没有这个办理环节")
        if not actor.roles & set(step.roles):
            raise NotAllowed("role", f"{actor.name}没有办理“{step.title}”的权限")
        others = [unit for unit in desk.accounts.units() if unit.id != row.unit_id]
        return StepPage(
            number=row.number,
            subject="　".join(part for part in (row.document_number, row.title) if part),
            version=row.version,
            laid_out=row.flow == "outgoing",
            id=step.id,
            title=step.title,
            clause=step.clause,
            comment=step.comment,
            asks=step.asks,
            units=tuple((str(unit.id), str(unit.name)) for unit in others),
            given=self._given(row, others),
        )

    def paper(self, number: str, paper_id: int, actor: Actor, kind: str) -> tuple[str, bytes]:
        """Return (file name, bytes) of the finished paper; an incoming dossier gives out its source's."""
        row = self._desk.dossiers.seen(number, actor.unit)
        paper = self._desk.dossiers.paper(paper_id)
        if paper.dossier_id not in (row.id, row.source_id) or kind not in Portrait(
            self._desk, row
        ).kinds(paper):
            raise NotFound(str(paper_id))
        stored = paper.pdf_hash if kind == "pdf" else paper.docx_hash
        name = f"{row.document_number or row.number} {paper.title}.{kind}"
        return name, self._desk.house.store.get(stored)

    def _given(self, row: Any, others: list[Any]) -> dict[str, tuple[str, ...]]:
        content = content_of(row)
        named = f"{content.get('addressees', '')}，{content.get('cc', '')}"
        joint = set(content.get("joint_issuers", ()))
        codes = self._desk.issued_numbers.codes(row.unit_id)
        own = str(self._desk.accounts.unit(row.unit_id).code or "")
        return {
            "deliver": tuple(unit.id for unit in others if unit.name in named),
            "units": tuple(unit.id for unit in others if unit.name in joint),
            "code": tuple(codes[:1] or ([own] if own else [])),
            "due": (),
            **self._filing(row),
        }

    def _filing(self, row: Any) -> dict[str, tuple[str, ...]]:
        """Return what the unit filed its last document under; the period is chosen anew each time."""
        last = self._desk.archives.last_of_unit(row.unit_id)
        return {
            "fonds": (last.fonds,) if last else (),
            "office": (last.office,) if last else (),
            "retention": (),
            "pages": (),
        }


def _offered(flow: Flow, facts: DossierFacts, actor: Actor) -> tuple[OfferView, ...]:
    """Return what can be done, what leads on first; what sends back is shown only when it can be done."""
    found = (
        OfferView(one.step.id, one.step.title, one.step.clause, one.refusal, one.step.goes_back)
        for one in offers(flow, facts, actor)
    )
    return tuple(sorted((one for one in found if not (one.back and one.refusal)), key=_back))


def _back(offer: OfferView) -> bool:
    return offer.back


def _joint_first(flow: Flow, facts: DossierFacts) -> tuple[str, ...]:
    """Return the other organs whose seals are waited for, before the own unit's turn (联署用印)."""
    joint = any(one.by == "joint" for one in flow.steps_from(facts.state))
    return tuple(f"{name}用印" for name in facts.joint_unsealed) if joint else ()
