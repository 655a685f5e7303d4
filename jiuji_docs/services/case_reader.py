"""Read the parts of a case for its page: entries, steps, papers, offers, clocks, payments."""

from __future__ import annotations

import json
from functools import cached_property
from typing import Any

from jiuji_docs.domain.forms.entry import from_plain, warnings_of
from jiuji_docs.domain.people import mask_account
from jiuji_docs.domain.workflow import engine
from jiuji_docs.domain.workflow.facts import SYSTEM, Actor
from jiuji_docs.domain.workflow.first_owner import owners
from jiuji_docs.domain.workflow.panels import ABSENT, RECUSED, REMOVED, VOTES, standing_text
from jiuji_docs.domain.workflow.policy import Pack
from jiuji_docs.domain.workflow.rights import hidden_paths, shows_hidden
from jiuji_docs.services import facts
from jiuji_docs.services.case_lines import line_of
from jiuji_docs.services.case_views import (
    BranchView,
    ClockView,
    FormView,
    OfferView,
    PanelView,
    PaperView,
    PaymentView,
    SeatView,
    StepView,
)
from jiuji_docs.services.clock_lines import clock_views
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.handovers import handed_to
from jiuji_docs.services.paper_findings import findings_text
from jiuji_docs.services.past_words import PastWords
from jiuji_docs.services.payment_views import PAYMENT_STATES

#: Chinese names of a paper's states.
PAPER_STATES = {
    "printing": "印制中",
    "open": "待签",
    "final": "已定稿",
    "void": "已作废",
    "failed": "印制失败",
}
#: Chinese names of why a seat is off.
SEAT_STATES = {"": "", RECUSED: "回避", REMOVED: "已减签", ABSENT: "未到"}


class CaseReader:
    """Turn the rows of one case into what its page shows."""

    def __init__(self, desk: Desk, pack: Pack, case: Any, actor: Actor) -> None:
        self._desk, self._pack, self._case, self._actor = desk, pack, case, actor

    @cached_property
    def _hidden(self) -> frozenset[str]:
        """Paths this reader must not see (字段权限)."""
        flow, forms = self._pack.workflow, self._pack.forms
        return hidden_paths(flow, self._actor, self._case.state, forms)

    @cached_property
    def _words(self) -> PastWords:
        return PastWords(self._desk, self._pack, self._case.id)

    def forms(self, *, unmasked: bool) -> tuple[FormView, ...]:
        """Return what was entered, form by form; empty fields are left out."""
        views = []
        for row in self._desk.cases.entries(self._case.id):
            form = self._words.form(row.form)
            if form is None:
                continue
            values = from_plain(form, json.loads(row.body))
            lines = [
                line_of(item, values.get(item.name), unmasked=unmasked)
                for item in form.fields
                if f"{form.id}.{item.name}" not in self._hidden
            ]
            shown = tuple(line for line in lines if line.text)
            warnings = tuple(warnings_of(form.fields, values))
            views.append(FormView(form.id, form.title, shown, warnings))
        return tuple(views)

    def steps(self) -> tuple[StepView, ...]:
        """Return the history, voided steps too."""
        return tuple(self._step(row) for row in self._desk.cases.steps(self._case.id))

    def _step(self, row: Any) -> StepView:
        who, unit = self._who(row.account_id)
        if row.on_behalf_of:
            who = f"{who}（代{self._who(row.on_behalf_of)[0]}）"
        return StepView(
            row.seq,
            self._words.step(row.transition),
            who,
            unit,
            row.occurred_at,
            row.recorded_at,
            row.comment,
            tuple(self._words.limit(name) for name in row.late.split(",") if name),
            row.voided,
        )

    def _who(self, account_id: str) -> tuple[str, str]:
        """Return a person's name and unit; the program's own steps say so."""
        if account_id == SYSTEM.account:
            return "系统自动流转", ""
        account = self._desk.accounts.account(account_id)
        return account.name, self._desk.accounts.unit(account.unit_id).name

    def owners(self) -> tuple[str, ...]:
        """Return the first and the present owner of a register's item (首问责任人、现责任人)."""
        if not self._case.register:
            return ()
        steps = facts.steps_of(self._desk, self._case.id)
        held = handed_to(self._desk, self._case)
        return tuple(self._who(one)[0] for one in owners(self._pack.workflow, steps, held))

    def branches(self) -> tuple[BranchView, ...]:
        """Return where the parallel branches stand."""
        flow = self._pack.workflow
        return tuple(
            BranchView(
                flow.branches[row.branch].title,
                flow.states[row.state].title,
                flow.states[row.state].final,
            )
            for row in self._desk.cases.branches(self._case.id)
        )

    def panels(self) -> tuple[PanelView, ...]:
        """Return the panels that are open, with every seat that counts or was withdrawn from."""
        flow = self._pack.workflow
        rows = self._desk.cases.seats(self._case.id)
        seats = facts.seats_of(self._desk, self._case.id)
        return tuple(
            PanelView(
                flow.panels[name].title,
                standing_text(flow.panels[name], seats[name]),
                tuple(self._seat(row) for row in rows if row.panel == name),
            )
            for name in seats
        )

    def _seat(self, row: Any) -> SeatView:
        account = row.by_account_id or row.account_id
        holder, unit = self._who(account) if account else ("", "")
        role = self._pack.workflow.roles.get(row.role, "加签")
        return SeatView(role, holder, unit, VOTES.get(row.vote, ""), SEAT_STATES[row.off])

    def papers(self) -> tuple[PaperView, ...]:
        """Return every paper, voided editions too."""
        rows = self._desk.documents.of_case(self._case.id, voided=None)
        return tuple(self._paper(row) for row in rows)

    def _paper(self, row: Any) -> PaperView:
        marks = [
            mark for mark in self._desk.documents.signatures(row.id) if mark.state == "applied"
        ]
        names = [
            self._desk.accounts.unit(mark.unit_id).name + "（印章）"
            if mark.kind == "seal"
            else self._desk.accounts.account(mark.account_id).name
            for mark in marks
        ]
        return PaperView(
            row.id,
            row.title,
            row.number,
            row.edition,
            row.state,
            PAPER_STATES[row.state],
            row.pages,
            bool(row.pdf_hash) and not self._prints_hidden(row.paper),
            tuple(names),
            findings_text(self._pack, row.paper, json.loads(row.findings)),
        )

    def _prints_hidden(self, paper: str) -> bool:
        form = self._pack.forms.get(paper)
        return form is not None and shows_hidden(form, self._hidden)

    def offers(self, actor: Actor) -> tuple[OfferView, ...]:
        """Return the steps the reader's post allows here, each open or with the reason why not."""
        seen = facts.of_case(self._desk, self._pack, self._case, {}, self._desk.now())
        return tuple(
            OfferView(
                offer.transition.id,
                offer.transition.title,
                offer.refusal.message if offer.refusal else "",
                tuple(offer.transition.clauses),
            )
            for offer in engine.offers(self._pack, seen, actor)
        )

    def clocks(self) -> tuple[ClockView, ...]:
        """Return the time limits; 未规定 where nobody set one."""
        return clock_views(self._desk, self._pack, self._case)

    def payments(self) -> tuple[PaymentView, ...]:
        """Return the payments; accounts are masked."""
        return tuple(
            PaymentView(
                row.id,
                row.amount,
                row.method,
                row.payee,
                mask_account(row.bank_account) if row.bank_account else "",
                row.state,
                _payment_state(row),
                row.failure,
            )
            for row in self._desk.payments.of_case(self._case.id)
        )


def _payment_state(row: Any) -> str:
    """Return how far a payment is; cash does not arrive in an account."""
    if row.method == "cash" and row.state == "paid":
        return "已交付现金"
    return PAYMENT_STATES[row.state]
