"""Draw what became of a dossier: history, papers, asked units, who is next (公文经过)."""

from __future__ import annotations

import json
from typing import Any

from jiuji_docs.domain.dispatch.flow import SAME, Flow
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.dispatch.gathering import flow_of
from jiuji_docs.services.dispatch.views import HistoryLine, PaperView

PAPER_STATES = {
    "printing": "印制中",
    "printed": "已印制",
    "sealing": "用印中",
    "sealed": "已定稿",
    "failed": "印制失败",
    "void": "已作废",
}
ASKED_STATES = {
    "open": "待回复",
    "agreed": "同意",
    "void": "退回后作废",
    "delivered": "已送达，待签收",
    "received": "已签收",
}


class Portrait:
    """What can be read off one dossier's row and what hangs on it."""

    def __init__(self, desk: Desk, row: Any) -> None:
        self._desk, self._row, self._flow = desk, row, flow_of(row)

    def history(self) -> tuple[HistoryLine, ...]:
        """Return the steps taken, oldest first."""
        accounts = self._desk.accounts
        titles = {one.id: one.title for one in self._flow.steps.values()}
        return tuple(
            HistoryLine(
                title=titles.get(step.step, _opening(self._row)),
                unit=str(accounts.unit(step.unit_id).name),
                who=str(accounts.account(step.account_id).name),
                at=step.at,
                comment=step.comment,
                voided=step.voided,
            )
            for step in self._desk.dossiers.steps(self._row.id)
        )

    def papers(self) -> tuple[PaperView, ...]:
        """Return the own finished papers, and of an incoming dossier its source's."""
        own = self._desk.dossiers.papers(self._row.id)
        source = self._row.source_id
        sent = self._desk.dossiers.papers(source) if source else []
        return tuple(
            PaperView(
                id=one.id,
                title=one.title,
                state=self._state(one),
                pages=one.pages,
                kinds=self.kinds(one),
                finding=_why(one) if one.state == "failed" else "",
            )
            for one in (*own, *(one for one in sent if one.state == "sealed"))
        )

    def _state(self, paper: Any) -> str:
        """Return a paper's state, with the organs that sealed it as long as others have not."""
        borne = [] if paper.state == "sealed" else self._desk.dossiers.seals_on(paper.id)
        names = "、".join(str(one.seal_name) for one in borne)
        return PAPER_STATES[paper.state] + (f"（{names}已用印）" if names else "")

    def kinds(self, paper: Any) -> tuple[str, ...]:
        """Return the files of a paper: nothing of an unprinted or void one.

        Those who made it get Word too, those it was sent to the final PDF alone.
        """
        if not paper.pdf_hash or paper.state == "void":
            return ()
        if paper.dossier_id == self._row.id:
            return ("pdf", "docx")
        return ("pdf",) if paper.state == "sealed" else ()

    def units(self, purpose: str) -> tuple[tuple[str, str], ...]:
        """Return (name, what became of it) of the units asked for a purpose."""
        return tuple(
            (str(self._desk.accounts.unit(one.unit_id).name), ASKED_STATES[one.state])
            for one in self._desk.dossiers.asked(self._row.id, purpose)
        )

    def next_people(self, *, failed: bool = False) -> tuple[str, ...]:
        """Return who may take the next step: names of the own unit, or the units still asked.

        *failed*: the press could not make the paper, so that it waits for whoever orders it anew.
        """
        steps = self._flow.steps_from(self._row.state)
        moving = [one for one in steps if one.target != SAME and not one.goes_back]
        if failed:
            moving = [one for one in steps if "reprint" in one.effects]
        waiting = [
            name for name, state in self.units("countersign") if state == ASKED_STATES["open"]
        ]
        if any(one.by == "asked" for one in moving) and waiting:
            return tuple(waiting)
        roles = {role for one in moving if one.by == "own" for role in one.roles}
        people = self._desk.accounts.accounts(unit_id=self._row.unit_id)
        held = ((one, set(self._desk.accounts.roles(one.id))) for one in people if one.active)
        return tuple(_named(one) for one, has in held if has & roles)


def stages(flow: Flow, state: str) -> tuple[tuple[str, str], ...]:
    """Return (title, past/now/next) of the states a dossier usually passes."""
    usual = [one for one in flow.states.values() if one.id != "dropped" or state == "dropped"]
    at = next(place for place, one in enumerate(usual) if one.id == state)
    words = ("past", "now", "next")
    return tuple(
        (one.title, words[(place >= at) + (place > at)]) for place, one in enumerate(usual)
    )


def _opening(row: Any) -> str:
    if row.flow == "outgoing":
        return "拟稿"
    return "送达" if row.source_id else "收到"


def _named(person: Any) -> str:
    return f"{person.name}（{person.post}）" if person.post else str(person.name)


def _why(paper: Any) -> str:
    found = json.loads(paper.findings)
    return str(found[0].get("message", "")) if found else ""
