"""Each check finds what it is for, and keeps quiet about a case that is in order."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from jiuji_docs.domain.audit.checks import CHECKS, UNSET, run_checks
from jiuji_docs.domain.audit.facts import (
    AuditCase,
    AuditFacts,
    Batch,
    Board,
    Deciding,
    Outside,
    Owed,
    Paid,
)

TODAY = dt.date(2024, 6, 3)
DECIDED = dt.date(2024, 2, 26)


def paid(**changes: Any) -> Paid:
    usual = Paid(Decimal(500), "card", "paid", "6217000000000000012", "王守田", DECIDED, DECIDED)
    return replace(usual, **changes)


#: A case in order: publicised in time, signed, paid once to one account.
RIGHT = AuditCase(
    number="YS-1",
    town="阳山镇",
    person=1,
    name="王守田",
    mark="m1",
    cause="accident",
    occurred_on=dt.date(2024, 2, 5),
    amount=Decimal(500),
    decided_on=DECIDED,
    closed=True,
    entries={"application": {"near_relative": False}},
    parameters={"cash_ceiling": "1000.00", "publicity_days": 3},
    publicised=True,
    boards=(Board(dt.date(2024, 2, 19), dt.date(2024, 2, 22), dt.date(2024, 2, 19)),),
    decidings=(Deciding("县局批准", DECIDED, 2, 2),),
    payments=(paid(),),
    debts=(Owed("事由", dt.date(2024, 2, 20), dt.date(2024, 2, 20)),),
    clauses={"dead_payees": ("CA-9",)},
)
OTHER = replace(
    RIGHT, number="YS-2", person=2, mark="m2", payments=(paid(account="6217000000000000020"),)
)


def facts(*cases: AuditCase, **more: Any) -> AuditFacts:
    return AuditFacts(TODAY, cases or (RIGHT, OTHER), **more)


def test_what_is_in_order_has_no_finding() -> None:
    assert {check: found for check, found in run_checks(facts()).items() if found} == {}


def test_a_signature_that_the_press_still_has_is_not_missing() -> None:
    coming = facts(replace(RIGHT, decidings=(Deciding("批准", DECIDED, 2, 1, printing=1),)))
    assert not list(run_checks(coming)["unsigned_approvals"])


WRONG: dict[str, AuditFacts] = {
    "relatives_unvisited": facts(replace(RIGHT, entries={"application": {"near_relative": True}})),
    "dead_payees": facts(deceased={"m1": dt.date(2024, 2, 1)}),
    "returns_unreconciled": facts(batches=(Batch("FF-1", "sent", dt.date(2024, 2, 26), None),)),
    "payments_disagree": facts(replace(RIGHT, payments=(paid(), paid(amount=Decimal(1))))),
    "paid_outside": facts(outside=(Outside("DR-1 第3行", "", "某", "300.00", DECIDED),)),
    "publicity_wrong": facts(replace(RIGHT, boards=())),
    "unsigned_approvals": facts(replace(RIGHT, decidings=(Deciding("批准", DECIDED, 2, 1),))),
    "shared_accounts": facts(RIGHT, replace(OTHER, payments=(paid(),))),
    "repeated_relief": facts(RIGHT, replace(OTHER, person=1, decided_on=dt.date(2024, 5, 1))),
    "debts_overdue": facts(replace(RIGHT, debts=(Owed("事由", dt.date(2024, 2, 20), None),))),
    "cash_too_much": facts(
        replace(
            RIGHT,
            amount=Decimal(1500),
            payments=(paid(method="cash", account="", amount=Decimal(1500)),),
            papers=frozenset({"receipt"}),
        )
    ),
}


@pytest.mark.parametrize("check", sorted(CHECKS))
def test_each_check_finds_its_own_and_nothing_else(check: str) -> None:
    found = run_checks(WRONG[check])
    assert {name for name, ones in found.items() if ones} == {check}


def test_a_finding_names_the_packs_clause_and_no_number_of_a_person() -> None:
    (one,) = run_checks(WRONG["dead_payees"], frozenset({"dead_payees"}))["dead_payees"]
    assert one.clauses == ("CA-9",)
    assert "m1" not in one.detail
    shared = run_checks(WRONG["shared_accounts"])["shared_accounts"]
    assert "6217000000000000012" not in "".join(one.detail for one in shared)


@pytest.mark.parametrize(
    ("board", "words"),
    [
        (Board(dt.date(2024, 2, 19), dt.date(2024, 2, 22), dt.date(2024, 2, 24)), "补登"),
        (Board(dt.date(2024, 2, 19), dt.date(2024, 2, 20), dt.date(2024, 2, 19)), "不足 3 日"),
        (Board(dt.date(2024, 2, 20), dt.date(2024, 2, 26), dt.date(2024, 2, 20)), "即审批"),
        (Board(None, None, dt.date(2024, 2, 19)), "没有起止日期"),
    ],
)
def test_publicity_is_looked_at_closely(board: Board, words: str) -> None:
    (one,) = run_checks(facts(replace(RIGHT, boards=(board,))))["publicity_wrong"]
    assert words in one.detail


def test_an_exception_and_a_year_let_the_same_matter_in_again() -> None:
    later = replace(OTHER, person=1, decided_on=dt.date(2024, 5, 1))
    assert not run_checks(facts(RIGHT, replace(later, excepted=True)))["repeated_relief"]
    after = replace(later, decided_on=DECIDED + dt.timedelta(days=366))
    assert not run_checks(facts(RIGHT, after))["repeated_relief"]


@pytest.mark.parametrize(
    ("visited_on", "confirmed", "found"),
    [("", True, 1), ("2024-02-26", True, 0), ("2024-02-27", True, 1), ("", False, 0)],
)
def test_a_relative_helped_first_is_visited_before_the_confirmation(
    visited_on: str, *, confirmed: bool, found: int
) -> None:
    case = replace(
        RIGHT,
        decided_on=dt.date(2024, 2, 10),
        entries={
            "approval_emergency": {"near_relative": "yes"},
            "relative_filing": {"county_visited_on": visited_on},
        },
        decidings=RIGHT.decidings if confirmed else (),
    )
    told = run_checks(facts(case), frozenset({"relatives_unvisited"}))["relatives_unvisited"]
    assert len(told) == found


def test_a_check_without_a_text_that_says_so_names_none() -> None:
    named = {one.id for one in CHECKS.values() if one.basis != UNSET}
    assert {one.id for one in CHECKS.values()} - named == {
        "relatives_unvisited",
        "unsigned_approvals",
        "shared_accounts",
    }
    read = (
        "社会救助暂行办法第",
        "国务院关于全面建立临时救助制度的通知（国发〔2014〕47号）",
        "民发〔2018〕23号",
    )
    assert all(CHECKS[one].basis.startswith(read) for one in named)
