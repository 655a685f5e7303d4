"""A deputy's step carries both names everywhere, and ends with the deputyship, on both databases."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from typing import Any

import pytest

from jiuji_docs.domain.errors import NotFound, NotInState, Refused
from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.services.case_file import CaseFileService
from jiuji_docs.services.clock import FixedClock
from jiuji_docs.services.command import Command
from jiuji_docs.services.deputies import Appointment, DeputyService
from jiuji_docs.services.house import House
from jiuji_docs.services.transitions import TransitionService
from tests.common.cases import case_at, scenario

FIRST, LAST = dt.date(2024, 2, 20), dt.date(2024, 2, 22)
#: Somebody of the town who took part in nothing, for the absent head.
DEPUTY, HEAD = "yangshan.mayor", "yangshan.head"


def appoint(house: House, principal: str = HEAD, deputy: str = DEPUTY, **more: Any) -> int:
    asked = Appointment(principal, deputy, FIRST, LAST, **more)
    return house.run(lambda desk: DeputyService(desk).appoint(asked, principal))


def acting(house: House, deputy: str = DEPUTY, principal: str = HEAD) -> Actor | None:
    with house.desk(write=False) as desk:
        return DeputyService(desk).actor_for(desk.actor(deputy), principal)


def approve(house: House, number: str, actor: Actor, key: str = "k", **more: Any) -> Any:
    entries = {"decision": scenario().forms["decision"]}
    command = Command("approve_town", key, case=number, entries=entries, **more)
    return house.run(lambda desk: TransitionService(desk).fire(command, actor))


def test_history_signature_and_ledger_name_both(house: House) -> None:
    number = case_at(house, "awaiting")
    appoint(house)
    actor = acting(house)
    assert actor is not None
    approve(house, number, actor)
    with house.desk(write=False) as desk:
        case = desk.cases.get(number)
        step = desk.cases.steps(case.id)[-1]
        assert (step.account_id, step.on_behalf_of) == (DEPUTY, HEAD)
        paper = desk.documents.latest(case.id, "approval_expenditure")
        marks = desk.documents.signatures(paper.id)
        lines = json.loads(next(m for m in marks if m.place == "decision_town").appearance)
        assert lines[-2] == "段志强（镇长）代孙国强（副镇长）"
        view = CaseFileService(desk).view(number, desk.actor(HEAD))
        assert view.steps[-1].who == "段志强（代孙国强）"
        body = json.loads(list(desk.ledger.entries())[-1].body)
        assert (body["actor"], body["facts"]["on_behalf_of"]) == (DEPUTY, HEAD)


def test_it_ends_in_the_middle_of_a_task(house: House, clock: FixedClock) -> None:
    number = case_at(house, "awaiting")
    appoint(house)
    actor = acting(house)
    assert actor is not None
    clock.at = dt.datetime(2024, 2, 22, 16, 0, tzinfo=dt.UTC)
    assert acting(house) is None
    with pytest.raises(Refused) as caught:
        approve(house, number, actor)
    assert caught.value.code == "deputy_over"
    with house.desk(write=False) as desk:
        assert desk.cases.get(number).state == "awaiting_town"
    approve(house, number, house_actor(house, HEAD), key="own")


def house_actor(house: House, account: str) -> Actor:
    with house.desk(write=False) as desk:
        return desk.actor(account)


def test_ended_early_it_is_over_at_once(house: House) -> None:
    number = case_at(house, "awaiting")
    made = appoint(house)
    actor = acting(house)
    house.run(lambda desk: DeputyService(desk).end(made, HEAD))
    with pytest.raises(Refused, match="代理"):
        approve(house, number, actor)
    with pytest.raises(NotInState):
        house.run(lambda desk: DeputyService(desk).end(made, HEAD))


def test_an_amount_above_the_ceiling_waits_for_the_head(house: House) -> None:
    number = case_at(house, "awaiting", "500.00")
    appoint(house, ceiling=Decimal("100.00"))
    with pytest.raises(Refused) as caught:
        approve(house, number, acting(house))
    assert caught.value.code == "deputy_ceiling"


def test_the_auditor_does_not_approve_as_deputy_what_the_auditor_audited(house: House) -> None:
    number = case_at(house, "awaiting")
    appoint(house, deputy="yangshan.auditor")
    with pytest.raises(Refused) as caught:
        approve(house, number, acting(house, "yangshan.auditor"))
    assert caught.value.code == "same_person"


def test_a_page_opened_as_deputy_is_not_taken_in_ones_own_name(house: House) -> None:
    number = case_at(house, "awaiting")
    own = house_actor(house, HEAD)
    with pytest.raises(Refused) as caught:
        approve(house, number, own, on_behalf_of="yangshan.mayor")
    assert caught.value.code == "deputy_over"


def test_chains_strangers_and_closed_accounts_are_refused(house: House) -> None:
    appoint(house)
    for principal, deputy, code in (
        (HEAD, "yangshan.clerk", "two_deputies"),
        (DEPUTY, "yangshan.clerk", "chain"),
        ("yangshan.clerk", HEAD, "chain"),
        ("yangshan.clerk", "qinghe.clerk", "other_office"),
        ("yangshan.clerk", "nobody.here", "no_such_person"),
    ):
        with pytest.raises(Refused) as caught:
            appoint(house, principal, deputy)
        assert caught.value.code == code, (principal, deputy)


def test_an_unknown_step_is_refused(house: House) -> None:
    with pytest.raises(Refused) as caught:
        appoint(house, steps=("audit",))
    assert caught.value.code == "steps"


def test_a_stranger_ends_nobodys_deputyship(house: House) -> None:
    made = appoint(house)
    with pytest.raises(NotFound):
        house.run(lambda desk: DeputyService(desk).end(made, "qinghe.head"))
    assert acting(house) is not None


def test_an_account_closed_meanwhile_is_not_acted_for(house: House) -> None:
    appoint(house)
    house.run(lambda desk: desk.accounts.set_active(HEAD, active=False))
    assert acting(house) is None
