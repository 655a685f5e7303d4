"""Read one dossier for its page, within the reader's row scope (公文页)."""

from __future__ import annotations

import json
from typing import Any

from jiuji_docs.domain.dispatch.flow import SAME, Flow
from jiuji_docs.domain.dispatch.judge import may_edit, offers
from jiuji_docs.domain.errors import NotAllowed, NotFound, NotInState
from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.dispatch.content import content_of
from jiuji_docs.services.dispatch.gathering import facts_of, flow_of
from jiuji_docs.services.dispatch.views import (
    DossierView,
    HistoryLine,
    OfferView,
    PaperView,
    StepPage,
)

PAPER_STATES = {
    "printing": "印制中",
    "printed": "已印制",
    "sealing": "用印中",
    "sealed": "已定稿",
    "failed": "印制失败",
}
ASKED_STATES = {
    "open": "待回复",
    "agreed": "同意",
    "void": "退回后作废",
    "delivered": "已送达，待签收",
    "received": "已签收",
}


class DossierReader:
    """Show a dossier, the page of one of its steps, and give out its papers."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def view(self, number: str, actor: Actor) -> DossierView:
        """Return the page; NotFound outside the row scope."""
        desk = self._desk
        row = desk.dossiers.seen(number, actor.unit)
        flow, facts = flow_of(row), facts_of(desk, row, actor)
        offered = tuple(
            OfferView(one.step.id, one.step.title, one.step.clause, one.refusal, one.step.goes_back)
            for one in offers(flow, facts, actor)
        )
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
            stages=_stages(flow, row.state),
            offers=offered,
            history=self._history(flow, row),
            papers=self._papers(row),
            asked=self._units(row, "countersign"),
            delivered=self._units(row, "deliver"),
            next_people=self._next_people(flow, row),
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
            subject=row.title,
            version=row.version,
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
        if paper.dossier_id not in (row.id, row.source_id) or kind not in self._kinds(row, paper):
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
        }

    def _history(self, flow: Flow, row: Any) -> tuple[HistoryLine, ...]:
        accounts = self._desk.accounts
        titles = {one.id: one.title for one in flow.steps.values()}
        return tuple(
            HistoryLine(
                title=titles.get(
                    step.step,
                    "拟稿" if row.flow == "outgoing" else "送达" if row.source_id else "收到",
                ),
                unit=str(accounts.unit(step.unit_id).name),
                who=str(accounts.account(step.account_id).name),
                at=step.at,
                comment=step.comment,
                voided=step.voided,
            )
            for step in self._desk.dossiers.steps(row.id)
        )

    def _papers(self, row: Any) -> tuple[PaperView, ...]:
        own = self._desk.dossiers.papers(row.id)
        sent = self._desk.dossiers.papers(row.source_id) if row.source_id else []
        return tuple(
            PaperView(
                id=one.id,
                title=one.title,
                state=PAPER_STATES[one.state],
                pages=one.pages,
                kinds=self._kinds(row, one),
                finding=_why(one) if one.state == "failed" else "",
            )
            for one in (*own, *sent)
        )

    def _kinds(self, row: Any, paper: Any) -> tuple[str, ...]:
        """Return the files of a paper: Word only for those who made it, nothing before it is printed."""
        if not paper.pdf_hash:
            return ()
        return ("pdf", "docx") if paper.dossier_id == row.id else ("pdf",)

    def _units(self, row: Any, purpose: str) -> tuple[tuple[str, str], ...]:
        return tuple(
            (str(self._desk.accounts.unit(one.unit_id).name), ASKED_STATES[one.state])
            for one in self._desk.dossiers.asked(row.id, purpose)
        )

    def _next_people(self, flow: Flow, row: Any) -> tuple[str, ...]:
        """Return who may take the next step: names of the own unit, or the units still asked."""
        steps = flow.steps_from(row.state)
        moving = [one for one in steps if one.target != SAME and not one.goes_back]
        waiting = [
            name for name, state in self._units(row, "countersign") if state == ASKED_STATES["open"]
        ]
        if any(one.by == "asked" for one in moving) and waiting:
            return tuple(waiting)
        roles = {role for one in moving if one.by == "own" for role in one.roles}
        people = self._desk.accounts.accounts(unit_id=row.unit_id)
        held = ((one, set(self._desk.accounts.roles(one.id))) for one in people if one.active)
        return tuple(
            f"{one.name}（{one.post}）" if one.post else str(one.name)
            for one, has in held
            if has & roles
        )


def _opening(row: Any) -> str:
    if row.flow == "outgoing":
        return "拟稿"
    return "送达" if row.source_id else "收到"


def _named(person: Any) -> str:
    return f"{person.name}（{person.post}）" if person.post else str(person.name)


def _stages(flow: Flow, state: str) -> tuple[tuple[str, str], ...]:
    """Return (title, past/now/next) of the states a dossier usually passes."""
    usual = [one for one in flow.states.values() if one.id != "dropped" or state == "dropped"]
    at = next(place for place, one in enumerate(usual) if one.id == state)
    words = ("past", "now", "next")
    return tuple(
        (one.title, words[(place >= at) + (place > at)]) for place, one in enumerate(usual)
    )


def _why(paper: Any) -> str:
    found = json.loads(paper.findings)
    return str(found[0].get("message", "")) if found else ""
