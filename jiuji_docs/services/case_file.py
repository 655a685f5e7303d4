"""Read one case for its page: where it stands, what was entered, what may be done, which papers exist."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from jiuji_docs.domain.calendar import BEIJING
from jiuji_docs.domain.errors import NotAllowed, NotFound, NotInState
from jiuji_docs.domain.forms.definition import Field, FormDefinition
from jiuji_docs.domain.forms.entry import from_plain, prefill
from jiuji_docs.domain.forms.show import show
from jiuji_docs.domain.people import mask_account, mask_id, mask_phone
from jiuji_docs.domain.workflow import engine
from jiuji_docs.domain.workflow.definition import START, TimeLimit, Transition
from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.domain.workflow.policy import Pack, Policy
from jiuji_docs.domain.workflow.worklist import openings
from jiuji_docs.services import facts
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.known import UNSET_TEXT, about_case, entered
from jiuji_docs.services.payments import PAYMENT_STATES
from jiuji_docs.services.scope import in_scope

#: How each class of personal data is masked on screen; health is hidden whole.
MASKS: Mapping[str, Callable[[str], str]] = {
    "id": mask_id,
    "account": mask_account,
    "phone": mask_phone,
    "health": lambda _text: "＊＊＊",
}
#: Chinese names of a paper's states.
PAPER_STATES = {
    "printing": "印制中",
    "open": "待签",
    "final": "已定稿",
    "void": "已作废",
    "failed": "印制失败",
}
#: Who may ask for a failed paper again.
PRINTS_AGAIN = "town.clerk"


@dataclass(frozen=True, slots=True)
class Line:
    """One value of the case page; ``masked`` says that the full value was withheld.

    A repeating group has ``heads`` and ``rows`` of cell texts as well as its plain text.
    """

    label: str
    text: str
    masked: bool = False
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class FormView:
    """What was entered in one form."""

    id: str
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class StepView:
    """One step of the history."""

    seq: int
    title: str
    who: str
    unit: str
    occurred_at: dt.datetime
    recorded_at: dt.datetime
    comment: str
    late: tuple[str, ...]
    voided: bool


@dataclass(frozen=True, slots=True)
class PaperView:
    """One paper of the case."""

    id: int
    title: str
    number: str
    edition: int
    state: str
    state_title: str
    pages: int
    printed: bool
    signers: tuple[str, ...]
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OfferView:
    """One step the reader may take, or why it is not open now."""

    id: str
    title: str
    refusal: str
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClockView:
    """One time limit; ``due`` is 未规定 where nobody set it."""

    title: str
    due: str
    running: bool
    overdue: bool
    provisional: bool


@dataclass(frozen=True, slots=True)
class PaymentView:
    """One payment; the account is masked."""

    id: int
    amount: Decimal
    method: str
    payee: str
    account: str
    state: str
    state_title: str
    failure: str


@dataclass(frozen=True, slots=True)
class CaseView:
    """Everything the case page shows."""

    number: str
    version: int
    person: str
    route: str
    state: str
    state_title: str
    town: str
    village: str
    cause: str
    amount: Decimal | None
    accepted_at: dt.datetime
    pack: str
    policy: str
    closed: bool
    forms: tuple[FormView, ...]
    steps: tuple[StepView, ...]
    papers: tuple[PaperView, ...]
    offers: tuple[OfferView, ...]
    clocks: tuple[ClockView, ...]
    debts: tuple[tuple[str, bool], ...]
    payments: tuple[PaymentView, ...]


@dataclass(frozen=True, slots=True)
class Opening:
    """One way of opening a case."""

    id: str
    title: str
    route: str


@dataclass(frozen=True, slots=True)
class PackOpenings:
    """The ways of opening a case under one pack."""

    id: str
    policy: Policy
    openings: tuple[Opening, ...]


@dataclass(frozen=True, slots=True)
class StepForm:
    """What the page of one step needs: the transition, its forms, and values to begin with."""

    case: str
    version: int | None
    pack: Pack
    transition: Transition
    forms: tuple[FormDefinition, ...]
    initial: Mapping[str, Mapping[str, Any]]
    policy_enumerations: Mapping[str, Mapping[str, str]]
    #: Texts to offer while typing, by dotted path of the field; anything else may still be typed.
    suggestions: Mapping[str, tuple[str, ...]]


class CaseFileService:
    """Read cases within the reader's row scope."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def view(self, number: str, actor: Actor, *, unmasked: bool = False) -> CaseView:
        """Return the case page; ``unmasked`` must have been logged by ``reveal`` first."""
        case = self._seen(number, actor)
        desk, pack = self._desk, self._desk.pack(case.pack)
        about = about_case(desk, pack, case)
        return CaseView(
            number=case.number,
            version=case.version,
            person=desk.cases.person(case.person_id).name,
            route=pack.workflow.routes[case.route],
            state=case.state,
            state_title=pack.workflow.states[case.state].title,
            town=about["unit.name"],
            village=about["village.name"],
            cause=about["case.cause_title"],
            amount=case.amount,
            accepted_at=case.accepted_at,
            pack=pack.id,
            policy=f"{pack.policy.title}（{pack.policy.document_number}）",
            closed=case.closed,
            forms=self._forms(pack, case, unmasked=unmasked),
            steps=self._steps(pack, case),
            papers=self._papers(pack, case),
            offers=self._offers(pack, case, actor),
            clocks=self._clocks(pack, case),
            debts=tuple((row["title"], row["state"] == "已补齐") for row in about["debts"]),
            payments=self._payments(case),
        )

    def reveal(self, number: str, actor: Actor, reason: str) -> None:
        """Log that the full personal data of a case was read, by whom and why (查阅留痕)."""
        case = self._seen(number, actor)
        what = f"查看完整信息：{reason.strip()[:150] or '办理需要'}"
        self._desk.accounts.add_access(actor.account, case.id, what, self._desk.now())

    def require(self, number: str, actor: Actor) -> None:
        """Raise NotFound unless the case is in the reader's row scope."""
        self._seen(number, actor)

    def note_reading(self, number: str, actor: Actor, what: str) -> None:
        """Log that a paper, which holds full personal data, was opened (查阅留痕)."""
        case = self._seen(number, actor)
        self._desk.accounts.add_access(
            actor.account, case.id, f"查看文书：{what}", self._desk.now()
        )

    def openings(self, actor: Actor) -> list[PackOpenings]:
        """Return, per pack, the steps with which this person may open a case."""
        found = []
        for pack_id in self._desk.house.pack_ids:
            pack = self._desk.pack(pack_id)
            steps = tuple(
                Opening(step.id, step.title, pack.workflow.routes[step.routes[0]])
                for step in openings(pack.workflow, actor)
            )
            if steps:
                found.append(PackOpenings(pack_id, pack.policy, steps))
        return found

    def policy(self, pack_id: str) -> Policy:
        """Return the rules of a pack as this office runs it; KeyError for an unknown pack."""
        if pack_id not in self._desk.house.pack_ids:
            raise KeyError(pack_id)
        return self._desk.pack(pack_id).policy

    def time_limits(self, pack_id: str) -> list[TimeLimit]:
        """Return the deadlines of a pack as this office runs it; KeyError for an unknown pack."""
        if pack_id not in self._desk.house.pack_ids:
            raise KeyError(pack_id)
        return list(self._desk.pack(pack_id).workflow.time_limits.values())

    def causes(self) -> list[tuple[str, str]]:
        """Return the cause classes of every pack, value and title."""
        causes: dict[str, str] = {}
        for pack_id in self._desk.house.pack_ids:
            causes.update(self._desk.pack(pack_id).policy.enumerations.get("causes", {}))
        return list(causes.items())

    def step_form(
        self, number: str, transition_id: str, actor: Actor, *, posted: bool = False
    ) -> StepForm:
        """Return the forms of a step with values filled from what is known.

        A page that was ``posted`` may be an old one: the kernel judges where the case stands, so that
        a page sent twice is answered again and what was typed is shown again.
        """
        case = self._seen(number, actor)
        pack = self._desk.pack(case.pack)
        transition = pack.workflow.transitions.get(transition_id)
        if transition is None or transition.operation:
            raise NotInState("no_such_step", "没有这个办理环节")
        _check_role(transition, actor)
        if not posted and case.state not in transition.source:
            state = pack.workflow.states[case.state].title
            raise NotInState("not_in_state", f"此件现为「{state}」，不能办理「{transition.title}」")
        known = {**about_case(self._desk, pack, case), **entered(self._desk, pack, case.id)}
        return self._step_form(pack, transition, known, case)

    def opening_form(self, pack_id: str, transition_id: str, actor: Actor) -> StepForm:
        """Return the forms of a step that opens a case."""
        if pack_id not in self._desk.house.pack_ids:
            raise NotFound(pack_id)
        pack = self._desk.pack(pack_id)
        transition = pack.workflow.transitions.get(transition_id)
        if transition is None or START not in transition.source:
            raise NotInState("no_such_step", "没有这个办理环节")
        _check_role(transition, actor)
        return self._step_form(pack, transition, {}, None, self._villages(transition, actor))

    def paper(self, number: str, paper_id: int, actor: Actor, kind: str) -> tuple[str, bytes]:
        """Return (file name, bytes) of a stored paper; *kind* is pdf or docx."""
        case = self._seen(number, actor)
        row = self._desk.documents.get(paper_id)
        stored = row.pdf_hash if kind == "pdf" else row.docx_hash
        if row.case_id != case.id or not stored:
            raise NotFound(str(paper_id))
        return f"{case.number}-{row.title}.{kind}", self._desk.house.store.get(stored)

    def print_again(self, number: str, paper_id: int, actor: Actor) -> None:
        """Put a paper that could not be printed (印制失败) back in the outbox, at the counter's request."""
        if PRINTS_AGAIN not in actor.roles:
            raise NotAllowed("role", "只有乡镇经办人可以要求重新印制")
        case = self._seen(number, actor)
        self._desk.cases.lock(number)
        row = self._desk.documents.lock(paper_id)
        if row.case_id != case.id:
            raise NotFound(str(paper_id))
        if row.state != "failed":
            raise NotInState("not_failed", "只有印制失败的文书可以重新印制")
        now = self._desk.now()
        self._desk.documents.print_again(row.id)
        self._desk.jobs.enqueue(
            "paper", {"document": row.id}, f"paper:{row.id}:again:{now.timestamp():.6f}", now
        )
        self._desk.ledger.append("print_again", actor.account, case=number, paper=row.paper)

    def _seen(self, number: str, actor: Actor) -> Any:
        case = self._desk.cases.get(number)
        if not in_scope(case, actor):
            raise NotFound(number)
        return case

    def _villages(self, transition: Transition, actor: Actor) -> dict[str, tuple[str, ...]]:
        """Return the villages of the actor's town, offered at the field that names the village."""
        path = transition.subject.get("village")
        units = self._desk.accounts.units(parent_id=actor.unit)
        return {path: tuple(str(unit.name) for unit in units)} if path else {}

    def _step_form(
        self,
        pack: Pack,
        transition: Transition,
        known: Mapping[str, Any],
        case: Any | None,
        suggestions: Mapping[str, tuple[str, ...]] | None = None,
    ) -> StepForm:
        forms = tuple(pack.forms[form] for form in transition.forms)
        initial = {form.id: prefill(form, known) for form in forms}
        return StepForm(
            case.number if case is not None else "",
            case.version if case is not None else None,
            pack,
            transition,
            forms,
            initial,
            pack.policy.enumerations,
            suggestions or {},
        )

    def _forms(self, pack: Pack, case: Any, *, unmasked: bool) -> tuple[FormView, ...]:
        views = []
        for row in self._desk.cases.entries(case.id):
            form = pack.forms[row.form]
            values = from_plain(form, json.loads(row.body))
            lines = [_line(item, values.get(item.name), unmasked=unmasked) for item in form.fields]
            shown = tuple(line for line in lines if line.text)
            views.append(FormView(form.id, form.title, shown))
        return tuple(views)

    def _steps(self, pack: Pack, case: Any) -> tuple[StepView, ...]:
        return tuple(self._step(pack, row) for row in self._desk.cases.steps(case.id))

    def _step(self, pack: Pack, row: Any) -> StepView:
        account = self._desk.accounts.account(row.account_id)
        limits = pack.workflow.time_limits
        return StepView(
            row.seq,
            pack.workflow.transitions[row.transition].title,
            account.name,
            self._desk.accounts.unit(account.unit_id).name,
            row.occurred_at,
            row.recorded_at,
            row.comment,
            tuple(limits[name].title for name in row.late.split(",") if name),
            row.voided,
        )

    def _papers(self, pack: Pack, case: Any) -> tuple[PaperView, ...]:
        rows = self._desk.documents.of_case(case.id, voided=None)
        return tuple(self._paper(pack, row) for row in rows)

    def _paper(self, pack: Pack, row: Any) -> PaperView:
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
            bool(row.pdf_hash),
            tuple(names),
            tuple(_finding(pack, item) for item in json.loads(row.findings)),
        )

    def _offers(self, pack: Pack, case: Any, actor: Actor) -> tuple[OfferView, ...]:
        seen = facts.of_case(self._desk, pack, case, {}, self._desk.now())
        return tuple(
            OfferView(
                offer.transition.id,
                offer.transition.title,
                offer.refusal.message if offer.refusal else "",
                tuple(offer.transition.clauses),
            )
            for offer in engine.offers(pack, seen, actor)
        )

    def _clocks(self, pack: Pack, case: Any) -> tuple[ClockView, ...]:
        now = self._desk.now()
        views = []
        for row in self._desk.cases.clocks(case.id):
            limit = pack.workflow.time_limits[row.time_limit]
            running = row.ended_at is None
            due = show_moment(row.due_at) if row.due_at else UNSET_TEXT
            overdue = running and row.due_at is not None and row.due_at < now
            views.append(ClockView(limit.title, due, running, overdue, row.provisional))
        return tuple(views)

    def _payments(self, case: Any) -> tuple[PaymentView, ...]:
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
            for row in self._desk.payments.of_case(case.id)
        )


def _check_role(transition: Transition, actor: Actor) -> None:
    """Refuse the page of a step that is another post's."""
    if not actor.roles.intersection(transition.roles):
        raise NotAllowed("role", f"{actor.name}没有办理“{transition.title}”的权限")


def _payment_state(row: Any) -> str:
    """Return how far a payment is; cash does not arrive in an account."""
    if row.method == "cash" and row.state == "paid":
        return "已交付现金"
    return PAYMENT_STATES[row.state]


def _line(item: Field, value: Any, *, unmasked: bool) -> Line:
    """Return a field's text for the screen; personal data is masked unless it was asked for and logged."""
    if item.kind == "rows":
        rows = tuple(_row(item, row, unmasked=unmasked) for row in value or ())
        hidden = not unmasked and any(column.privacy for column in item.columns)
        text = "\n".join("　".join(cell for cell in row if cell) for row in rows)
        heads = tuple(column.title for column in item.columns)
        return Line(item.title, text, hidden and bool(rows), heads, rows)
    text = show(item, value)
    if text and item.privacy in MASKS and not unmasked:
        return Line(item.title, MASKS[item.privacy](text), masked=True)
    return Line(item.title, text)


def _row(item: Field, row: Mapping[str, Any], *, unmasked: bool) -> tuple[str, ...]:
    return tuple(
        _line(column, row.get(column.name), unmasked=unmasked).text for column in item.columns
    )


def _finding(pack: Pack, item: Mapping[str, str]) -> str:
    """Say in Chinese what the press found: a rare character, a full box, or why it failed."""
    if item["kind"] == "failed":
        return item["message"]
    if item["kind"] == "substitution":
        return f"生僻字「{item['character']}」改用备用字库"
    outcome = {"shrink": "已缩小字号", "continue": "转续页"}.get(item["outcome"], item["outcome"])
    return f"「{_box_title(pack, item['box'])}」放不下，{outcome}"


def _box_title(pack: Pack, box: str) -> str:
    """Return what people call a box: its field's title when it is named by a path."""
    form_id, _, name = box.partition(".")
    form = pack.forms.get(form_id)
    titles = {field.name: field.title for field in form.fields} if form is not None else {}
    return titles.get(name.partition(".")[0], box)


def show_moment(moment: dt.datetime) -> str:
    """Return a moment in Beijing time for people."""
    return f"{moment.astimezone(BEIJING):%Y-%m-%d %H:%M}"
