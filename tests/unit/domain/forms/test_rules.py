"""Check the closed list of rules: each complains at its field, or cannot judge."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiuji_docs.domain.forms.rules import RULES

HOUSEHOLD = {
    "size": "size",
    "members": "members",
    "applicant": "name",
    "id_number": "id_number",
}
VOTES = {"present": 13, "in_favour": 12, "against": 0, "abstain": 1}


def complaints(rule: str, values: Mapping[str, Any], **names: str) -> list[str]:
    return [path for path, _ in RULES[rule](values, names)]


@pytest.mark.parametrize(
    ("size", "listed", "wrong"),
    [(3, True, False), (4, True, True), (3, False, True), (4, False, False)],
)
def test_the_applicant_counts_once_listed_or_not(size: int, listed: bool, wrong: bool) -> None:  # noqa: FBT001
    members = [{"name": "乙", "id_number": "2"}, {"name": "丙", "id_number": ""}]
    members.append({"name": "甲", "id_number": "1"} if listed else {"name": "丁", "id_number": "4"})
    values = {"size": size, "members": members, "name": "甲", "id_number": "1"}
    assert complaints("household_size_matches_members", values, **HOUSEHOLD) == ["size"] * wrong


def test_a_member_without_number_is_the_applicant_by_name() -> None:
    values = {"size": 1, "members": [{"name": "甲"}], "name": "甲", "id_number": "1"}
    assert not complaints("household_size_matches_members", values, **HOUSEHOLD)


def test_one_number_in_two_rows_is_refused() -> None:
    rows = [{"id_number": "1"}, {"id_number": ""}, {"id_number": ""}, {"id_number": "1"}]
    assert complaints("ids_differ", {"rows": rows}, rows="rows") == ["rows"]
    assert not complaints("ids_differ", {"rows": rows[:3]}, rows="rows")


def test_two_investigators_are_two_people() -> None:
    same = [{"name": "甲"}, {"name": "甲"}]
    assert complaints("at_least_two_investigators", {"who": same}, rows="who") == ["who"]
    assert complaints("names_differ", {"who": same}, rows="who") == ["who"]
    two = [{"name": "甲"}, {"name": "乙"}]
    assert not complaints("at_least_two_investigators", {"who": two}, rows="who")
    assert not complaints("names_differ", {"who": two}, rows="who")


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 50), st.integers(0, 150))
def test_votes_add_up_exactly_when_their_sum_is_present(
    a: int, b: int, c: int, present: int
) -> None:
    values = {"in_favour": a, "against": b, "abstain": c, "present": present}
    assert bool(complaints("votes_add_up", values)) == (a + b + c != present)


def test_no_more_came_than_were_expected() -> None:
    assert complaints("present_at_most_expected", {"expected": 5, "present": 6}) == ["present"]
    assert not complaints("present_at_most_expected", {"expected": 5, "present": 5})


@pytest.mark.parametrize(
    ("conclusion", "in_favour", "wrong"),
    [("fits", 12, False), ("fits", 0, True), ("unfit", 12, True), ("unfit", 1, False)],
)
def test_the_conclusion_follows_the_votes(conclusion: str, in_favour: int, wrong: bool) -> None:  # noqa: FBT001
    values = {**VOTES, "in_favour": in_favour, "conclusion": conclusion}
    assert complaints("unfit_votes", values) == ["conclusion"] * wrong


@pytest.mark.parametrize(
    ("modes", "amount", "wrong"),
    [
        (["money"], Decimal(1), False),
        (["money"], None, True),
        (["goods"], None, False),
        (["goods"], Decimal(1), True),
    ],
)
def test_an_amount_goes_with_money(modes: list[str], amount: Decimal | None, wrong: bool) -> None:  # noqa: FBT001
    values = {"modes": modes, "amount": amount}
    found = complaints("amount_when_money", values, modes="modes", amount="amount")
    assert found == ["amount"] * wrong


def test_money_needs_a_way_to_be_paid() -> None:
    names = {"modes": "modes", "method": "method"}
    assert complaints("method_when_money", {"modes": ["money"], "method": ""}, **names)
    assert not complaints("method_when_money", {"modes": ["goods"], "method": ""}, **names)


def test_cash_needs_a_reason() -> None:
    names = {"method": "method", "reason": "reason"}
    assert complaints("reason_when_cash", {"method": "cash", "reason": ""}, **names) == ["reason"]
    assert not complaints("reason_when_cash", {"method": "card", "reason": ""}, **names)


def test_a_transfer_needs_bank_account_and_holder() -> None:
    values = {"payment_method": "passbook", "bank": "", "bank_account": "", "account_name": ""}
    missing = complaints("account_when_transfer", values)
    assert missing == ["bank", "bank_account", "account_name"]
    assert complaints("account_when_transfer", {**values, "bank": "信用社"}) == missing[1:]
    assert not complaints("account_when_transfer", {**values, "payment_method": "cash"})


def test_yes_asks_for_a_name() -> None:
    assert complaints("proxy_named", {"is_proxy": True, "proxy_name": ""}) == ["proxy_name"]
    assert not complaints("proxy_named", {"is_proxy": False, "proxy_name": ""})
    values = {"near": True, "whose": ""}
    assert complaints("named_when", values, answer="near", asks="whose") == ["whose"]


def test_a_period_does_not_end_before_it_begins() -> None:
    names = {"from": "a", "to": "b"}
    days = {"a": dt.date(2024, 2, 8), "b": dt.date(2024, 2, 7)}
    assert complaints("to_not_before_from", days, **names) == ["b"]
    assert not complaints("to_not_before_from", {**days, "b": days["a"]}, **names)


def test_an_unknown_identity_is_explained() -> None:
    names = {"id_number": "number", "reason": "why"}
    assert complaints("identity_or_reason", {"number": "", "why": ""}, **names) == ["number"]
    assert not complaints("identity_or_reason", {"number": "", "why": "昏迷"}, **names)


def test_a_receipt_says_what_was_received_and_who_stood_in() -> None:
    nothing = {"amount": None, "goods": ""}
    assert complaints("something_received", nothing, amount="amount", goods="goods") == ["amount"]
    some = {"amount": None, "goods": "棉被"}
    assert not complaints("something_received", some, amount="amount", goods="goods")
    proxy = {"who": "乙", "how": ""}
    assert complaints("relation_when_proxy", proxy, proxy="who", relation="how") == ["how"]


def test_a_promise_must_be_given_and_two_tasks_need_two_people() -> None:
    assert complaints("must_be_true", {"yes": False}, field="yes") == ["yes"]
    assert not complaints("must_be_true", {"yes": True}, field="yes")
    assert complaints("people_differ", {"a": "甲", "b": "甲"}, first="a", second="b") == ["b"]
    assert not complaints("people_differ", {"a": "甲", "b": "乙"}, first="a", second="b")


class _AnyName(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return name


@pytest.mark.parametrize("rule", sorted(RULES))
def test_no_rule_judges_what_is_missing(rule: str) -> None:
    assert list(RULES[rule]({}, _AnyName())) == []
