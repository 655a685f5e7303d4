"""Gather what is known about a case, for pre-filling, guards and papers (一次录入，处处使用)."""

from __future__ import annotations

import json
from typing import Any

from jiuji_docs.domain.calendar import BEIJING
from jiuji_docs.domain.documents.wording import in_book_marks
from jiuji_docs.domain.forms.entry import from_plain
from jiuji_docs.domain.forms.known import known
from jiuji_docs.domain.money import capitals
from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.domain.workflow.policy import Pack
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.past_words import PastWords

#: Shown wherever neither the document nor the office decided (未规定).
UNSET_TEXT = "未规定"
#: What stands in the place of a due time while its clock stands still.
STANDING_TEXT = "中止计时"
#: The level whose people work at the window of the unit above.
VILLAGE = "village"


def entered(desk: Desk, pack: Pack, case_id: int) -> dict[str, Any]:
    """Return ``form.field`` → value of every entry in force."""
    rows = desk.cases.entries(case_id)
    return known(
        (row.form, from_plain(pack.forms[row.form], json.loads(row.body)))
        for row in rows
        if row.form in pack.forms
    )


def about_case(desk: Desk, pack: Pack, case: Any) -> dict[str, Any]:
    """Return the ``case.*``, ``unit.*``, ``office.*`` and ``due.*`` paths of a stored case."""
    town = desk.accounts.unit(case.town_id)
    county = desk.accounts.unit(town.parent_id or town.id)
    village = desk.accounts.unit(case.village_id) if case.village_id else None
    debts = _debts(desk, pack, case)
    accepted_on = case.accepted_at.astimezone(BEIJING).date()
    return {
        "case.number": case.number,
        "case.route": case.route,
        "case.route_title": pack.workflow.routes[case.route],
        "case.accepted_at": case.accepted_at,
        "case.accepted_on": accepted_on,
        # Where papers are owed, help came first: the day it was given is the day the case began.
        "relief.on": accepted_on if debts else "",
        "case.cause_title": pack.policy.enumerations.get("causes", {}).get(case.cause, ""),
        **_amount(case.amount),
        "unit.name": town.name,
        "unit.phone": town.phone,
        "village.name": village.name if village else "",
        "county.name": county.name,
        "county.phone": county.phone,
        "today": desk.now().astimezone(BEIJING).date(),
        **about_policy(pack),
        **_deadlines(desk, pack, case),
        "debts": debts,
    }


def about_opening(desk: Desk, pack: Pack, actor: Actor) -> dict[str, Any]:
    """Return what is known before there is a case: the day, the office at whose window it is opened."""
    own = desk.accounts.unit(actor.unit)
    unit = desk.accounts.unit(own.parent_id) if own.level == VILLAGE and own.parent_id else own
    return {
        "unit.name": unit.name,
        "unit.phone": unit.phone,
        "today": desk.now().astimezone(BEIJING).date(),
        **about_policy(pack),
    }


#: The parameter that says which part of the document a decision rests on, as a notice prints it.
BASIS = "decision_basis"


def about_policy(pack: Pack) -> dict[str, Any]:
    """Return every parameter as ``office.<id>``; what nobody set reads 未规定.

    ``decided.<id>`` is there only where somebody decided: what forms are filled in with.
    """
    policy = pack.policy
    shown = {
        f"office.{parameter.id}": parameter.value if parameter.is_set else UNSET_TEXT
        for parameter in policy.parameters.values()
    }
    named = in_book_marks(policy.title)
    if policy.document_number:
        named = f"{named}（{policy.document_number}）"
    basis = policy.parameters.get(BASIS)
    return {
        **shown,
        **decided(pack),
        "policy.title": policy.title,
        "policy.number": policy.document_number,
        "policy.named": named,
        "policy.reference": f"{named}{basis.value}" if basis and basis.is_set else named,
    }


def decided(pack: Pack) -> dict[str, Any]:
    """Return ``decided.<id>`` of every parameter that document or office decided; a list as one line."""
    set_here = (one for one in pack.policy.parameters.values() if one.is_set)
    return {
        f"decided.{one.id}": "、".join(map(str, one.value))
        if isinstance(one.value, list | tuple)
        else one.value
        for one in set_here
    }


def _amount(amount: Any) -> dict[str, Any]:
    if amount is None:
        return {"case.amount": "", "case.amount_capitals": ""}
    return {"case.amount": amount, "case.amount_capitals": capitals(amount)}


def _deadlines(desk: Desk, pack: Pack, case: Any) -> dict[str, Any]:
    due: dict[str, Any] = {f"due.{limit}": UNSET_TEXT for limit in pack.workflow.time_limits}
    for clock in desk.cases.clocks(case.id):
        if clock.budget != "unset":
            due[f"due.{clock.time_limit}"] = clock.due_at or STANDING_TEXT
    return due


def _debts(desk: Desk, pack: Pack, case: Any) -> list[dict[str, Any]]:
    words = PastWords(desk, pack, case.id)
    return [
        {
            "title": words.debt(row.debt),
            "state": "已补齐" if row.settled_at else "待补",
            "settled_on": row.settled_at.astimezone(BEIJING).date() if row.settled_at else None,
        }
        for row in desk.cases.debts(case.id)
    ]
