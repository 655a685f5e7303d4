"""Gather the facts that the engine and its guards look at."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from jiuji_docs.domain.forms.known import known
from jiuji_docs.domain.workflow.definition import START, Transition
from jiuji_docs.domain.workflow.facts import (
    SYSTEM,
    Facts,
    FactsOnDemand,
    PaymentFact,
    PriorRelief,
    StepTaken,
)
from jiuji_docs.domain.workflow.panels import Seat
from jiuji_docs.domain.workflow.policy import Pack
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.known import entered

Entering = Mapping[str, Mapping[str, Any]]


def of_case(desk: Desk, pack: Pack, case: Any, entering: Entering, now: dt.datetime) -> Facts:
    """Return the facts of a stored case, with what is being entered now laid over them."""
    here = case.id
    seen = FactsOnDemand(
        {
            "known": lambda: {**entered(desk, pack, here), **known(entering.items())},
            "steps": lambda: steps_of(desk, here),
            "open_debts": lambda: _open_debts(desk, here),
            "payments": lambda: _payments(desk, here),
            "prior_reliefs": lambda: prior_reliefs(desk, case.person_id, seen.known, here),
            "final_papers": lambda: _final_papers(desk, here),
            "relatives": lambda: relatives(desk, seen.known),
            "branches": lambda: {row.branch: row.state for row in desk.cases.branches(here)},
            "seats": lambda: seats_of(desk, here),
            "files": lambda: Counter(row.kind for row in desk.documents.attachments(here)),
            "open_sub_cases": lambda: open_sub_cases(desk, here),
            "reserve": lambda: desk.reserves.balance(case.town_id),
            "parent_route": lambda: parent_route(desk, here),
            "units": lambda: units_of(desk, seen.steps),
            "sub_routes": lambda: frozenset(row.route for row in desk.case_links.children(here)),
        },
        route=case.route,
        state=case.state,
        now=now,
        barred_until=None,
        ban_exception=False,
        repeat_exception=False,
        amount=case.amount,
        accepted_at=case.accepted_at,
        sealed_papers=frozenset(),
        entering=entering,
        owner=case.town_id,
        receiver=case.receiver_id or "",
    )
    return seen


def units_of(desk: Desk, steps: Iterable[StepTaken]) -> dict[str, str]:
    """Return id and name of the units whose people took *steps*; a deputy's step is the absent person's."""
    who = {step.on_behalf_of or step.account for step in steps} - {SYSTEM.account}
    units = [desk.actor(account) for account in sorted(who)]
    return {actor.unit: actor.unit_name for actor in units}


def of_opening(  # noqa: PLR0917 - the step, whose, what and when, as everywhere here
    desk: Desk,
    transition: Transition,
    person_id: int,
    entering: Entering,
    now: dt.datetime,
    parent: str = "",
) -> Facts:
    """Return the facts of a case that does not exist yet."""
    values = known(entering.items())
    return Facts(
        route=transition.routes[0],
        state=START,
        now=now,
        known=values,
        prior_reliefs=prior_reliefs(desk, person_id, values, None),
        repeat_exception=exception_at_hand(desk, transition, values) is not None,
        relatives=relatives(desk, values),
        entering=entering,
        parent_route=desk.cases.get(parent).route if parent else "",
    )


def exception_at_hand(desk: Desk, transition: Transition, values: Mapping[str, Any]) -> Any | None:
    """Return an unused county exception for the matter being opened, if one was granted."""
    subject = transition.subject
    id_number = values.get(subject.get("person_id", "")) or ""
    cause = values.get(subject.get("cause", "")) or ""
    occurred_on = values.get(subject.get("occurred_on", ""))
    if not id_number or occurred_on is None:
        return None
    return desk.cases.repeat_exception(id_number, cause, occurred_on)


def prior_reliefs(
    desk: Desk, person_id: int, values: Mapping[str, Any], exclude_case: int | None
) -> tuple[PriorRelief, ...]:
    """Return earlier relief for the person or anybody of the household (同一家庭)."""
    members = values.get("application.members") or []
    ids = [str(row["id_number"]) for row in members if row.get("id_number")]
    people = {person_id, *desk.cases.people(ids)}
    return tuple(
        PriorRelief(row.number, row.cause, row.occurred_on, row.decided_at, row.amount)
        for row in desk.cases.prior_reliefs(sorted(people), exclude_case)
    )


def relatives(desk: Desk, values: Mapping[str, Any]) -> frozenset[str]:
    """Return the accounts that must withdraw (回避): the declared relative's, and the applicant's own.

    Accounts carry no ID number, so an account of the applicant's name counts as theirs; a namesake in the
    office hands over to a colleague.
    """
    return accounts_named(desk, names_of_relatives(values))


def names_of_relatives(values: Mapping[str, Any]) -> frozenset[str]:
    """Return the names of whoever must withdraw, by what is entered."""
    paths = (
        "application.relative_of",
        "emergency_relief.relative_of",
        "approval_emergency.relative_of",
        "application.applicant_name",
        "application.proxy_name",
        "emergency_relief.recipient_name",
    )
    return frozenset({str(values.get(path) or "").strip() for path in paths} - {""})


def accounts_named(desk: Desk, names: Iterable[str]) -> frozenset[str]:
    """Return the accounts of everybody called by one of *names*."""
    return frozenset(account for name in names for account in desk.accounts.ids_by_name(name))


def seats_of(desk: Desk, case_id: int) -> dict[str, tuple[Seat, ...]]:
    """Return the seats of a case's open rounds by panel id."""
    found: dict[str, tuple[Seat, ...]] = {}
    for row in desk.cases.seats(case_id):
        seat = Seat(row.number, row.role, row.account_id, row.vote, row.by_account_id, row.off)
        found[row.panel] = (*found.get(row.panel, ()), seat)
    return found


def steps_of(desk: Desk, case_id: int) -> tuple[StepTaken, ...]:
    """Return every step of a case as the engine sees it, voided ones too."""
    return steps_from(desk.cases.steps(case_id))


def steps_from(rows: Iterable[Any]) -> tuple[StepTaken, ...]:
    """Return rows of ``step`` as the engine sees them."""
    return tuple(
        StepTaken(
            row.seq,
            row.transition,
            row.source,
            row.target,
            row.account_id,
            row.occurred_at,
            row.voided,
            row.on_behalf_of or "",
        )
        for row in rows
    )


def open_sub_cases(desk: Desk, case_id: int) -> tuple[str, ...]:
    """Return the numbers of the cases opened from one that are not closed (未办结的子事项)."""
    return tuple(row.number for row in desk.case_links.children(case_id) if not row.closed)


def parent_route(desk: Desk, case_id: int) -> str:
    """Return the route of the case that one was opened from; empty where it was from none."""
    parent = desk.case_links.parent(case_id)
    return str(parent.route) if parent is not None else ""


def _open_debts(desk: Desk, case_id: int) -> frozenset[str]:
    return frozenset(row.debt for row in desk.cases.debts(case_id) if not row.settled_at)


def _final_papers(desk: Desk, case_id: int) -> frozenset[str]:
    return frozenset(row.paper for row in desk.documents.of_case(case_id) if row.state == "final")


def _payments(desk: Desk, case_id: int) -> tuple[PaymentFact, ...]:
    return tuple(
        PaymentFact(row.amount, row.method, row.state) for row in desk.payments.of_case(case_id)
    )
