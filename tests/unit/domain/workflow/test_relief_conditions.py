"""The conditions of the relief adaptations: votes, visitors, sums, answers, consent (各地不同的条件)."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from jiuji_docs.domain.workflow import meetings, standing, sums
from jiuji_docs.domain.workflow.facts import StepTaken
from jiuji_docs.domain.workflow.meetings import least_of
from tests.common.adapted import adapted
from tests.common.relief import actor, facts

NOW = dt.datetime(2024, 2, 20, 2, 0, tzinfo=dt.UTC)


def step(seq: int, name: str, *, voided: bool = False) -> StepTaken:
    return StepTaken(seq, name, "accepted", "accepted", "yangshan.clerk", NOW, voided)


def code(result: Any) -> str:
    return str(result.code)


@pytest.mark.parametrize(
    ("rule", "whole", "least"),
    [
        ("2/3", 13, 9),
        ("2/3", 15, 10),
        ("1/2", 10, 5),
        (">1/2", 10, 6),
        (">1/2", 11, 6),
        (">2/3", 15, 11),
        ("10", 30, 10),
        ("1/1", 7, 7),
    ],
)
def test_published_rules_of_votes_and_attendance(rule: str, whole: int, least: int) -> None:
    assert least_of(rule, whole) == least


@pytest.mark.parametrize(
    ("in_favour", "conclusion", "refused"),
    [(8, "fits", "no_majority"), (9, "fits", ""), (8, "unfit", "")],
)
def test_a_review_that_concludes_fit_has_enough_votes(
    in_favour: int, conclusion: str, refused: str
) -> None:
    pack = adapted(["village_review"], {"review_majority": "2/3"})
    entered = {"review": {"present": 13, "in_favour": in_favour, "conclusion": conclusion}}
    case = facts("investigated", entering=entered)
    result = meetings.majority(case, actor(), pack, parameter="review_majority", form="review")
    assert code(result) == refused


@pytest.mark.parametrize(("fewest", "refused"), [("unset", ""), (3, "two_investigators"), (1, "")])
def test_a_locality_may_ask_for_more_visitors_and_never_for_fewer_than_two(
    fewest: object, refused: str
) -> None:
    pack = adapted(["investigation_inquiry"], {"fewest_visitors": fewest})
    person = actor()
    rows = [{"name": person.name}, {"name": "李秀兰"}]
    case = facts("accepted", entering={"investigation": {"investigators": rows}})
    asked = {"names": "investigation.investigators", "at_least": "fewest_visitors"}
    assert code(meetings.two_investigators(case, person, pack, **asked)) == refused
    alone = facts("accepted", entering={"investigation": {"investigators": rows[:1]}})
    assert not meetings.two_investigators(alone, person, pack, **asked).ok


def test_a_step_is_answered_by_one_after_it_and_a_voided_answer_is_none() -> None:
    pack = adapted(["correction_once"])
    told, received = step(2, "tell_corrections"), step(3, "receive_corrections")
    asked = {"step": "tell_corrections", "answer": "receive_corrections"}
    for steps, refused in (
        ((), ""),
        ((told,), "step_unanswered"),
        ((told, received), ""),
        ((step(1, "receive_corrections"), told), "step_unanswered"),
        ((told, step(3, "receive_corrections", voided=True)), "step_unanswered"),
    ):
        case = facts("accepted", steps=steps)
        assert code(standing.step_answered(case, actor(), pack, **asked)) == refused


@pytest.mark.parametrize(
    ("declared", "visited", "refused"),
    [(True, False, "step_missing"), (True, True, ""), (False, False, "")],
)
def test_the_county_visits_where_a_relative_is_declared(
    *, declared: bool, visited: bool, refused: str
) -> None:
    pack = adapted(["near_relatives"])
    case = facts(
        "reviewed",
        known={"application.near_relative": declared},
        steps=(step(5, "county_visit"),) if visited else (),
    )
    asked = {"step": "county_visit", "path": "application.near_relative", "value": "true"}
    assert code(standing.step_taken_when(case, actor(), pack, **asked)) == refused


@pytest.mark.parametrize(
    ("schemes", "consent", "ok"),
    [
        (["charity"], True, True),
        (["charity"], False, False),
        (["charity"], None, False),
        (["subsistence"], None, True),
    ],
)
def test_charity_hears_of_nobody_without_consent(
    *, schemes: list[str], consent: bool | None, ok: bool
) -> None:
    case = facts("paid", entering={"recheck": {"schemes": schemes, "consent": consent}})
    asked = {"schemes": "recheck.schemes", "consent": "recheck.consent"}
    pack = adapted(["recheck_after_relief"])
    assert standing.charity_consented(case, actor(), pack, **asked).ok is ok


def test_a_moment_to_come_is_refused_and_one_not_entered_is_not_judged() -> None:
    pack = adapted([])
    asked = {"moment": "emergency_relief.known_at"}
    for value, refused in (
        (None, ""),
        (NOW, ""),
        (NOW + dt.timedelta(seconds=1), "moment_to_come"),
    ):
        case = facts("", now=NOW, entering={"emergency_relief": {"known_at": value}})
        assert code(standing.moment_passed(case, actor(), pack, **asked)) == refused


@pytest.mark.parametrize(
    ("given", "amount", "refused"),
    [
        (["amount"], "9999.99", "amount_too_low"),
        (["amount"], "10000.00", ""),
        (["amount", "impact"], "1.00", ""),
        ([], "1.00", ""),
    ],
)
def test_what_is_referred_only_for_its_amount_reaches_what_the_office_set(
    given: list[str], amount: str, refused: str
) -> None:
    pack = adapted(["city_tier"], {"city_referral_amount": "10000.00"})
    case = facts(
        "awaiting_county",
        known={"audit.proposed_amount": amount},
        entering={"city_referral": {"grounds": given}},
    )
    asked = {
        "parameter": "city_referral_amount",
        "amount": "audit.proposed_amount",
        "grounds": "city_referral.grounds",
        "ground": "amount",
    }
    assert code(sums.amount_reaches(case, actor(), pack, **asked)) == refused
    undecided = sums.amount_reaches(case, actor(), adapted(["city_tier"]), **asked)
    assert undecided.notes == ("上报市级的金额：未规定",)


@pytest.mark.parametrize(
    ("residence", "accepted", "refused"),
    [
        ("visitor", ["registered", "resident"], "not_taken_in"),
        ("resident", ["registered", "resident"], ""),
        ("visitor", "unset", ""),
        ("", ["registered"], ""),
    ],
)
def test_the_window_takes_in_whom_the_document_names(
    residence: str, accepted: object, refused: str
) -> None:
    pack = adapted(["residence"], {"residence_accepted": accepted})
    case = facts("start", entering={"application": {"residence": residence}})
    result = standing.is_among(
        case, actor(), pack, path="application.residence", parameter="residence_accepted"
    )
    assert code(result) == refused
    assert not refused or "临时在本地" in result.why


@pytest.mark.parametrize(
    ("known_on", "period", "refused"),
    [
        (dt.date(2023, 8, 20), "6m", ""),
        (dt.date(2023, 8, 19), "6m", "period_over"),
        (None, "6m", ""),
        (dt.date(2020, 1, 1), "unset", ""),
    ],
)
def test_means_known_already_count_for_the_period_set(
    known_on: dt.date | None, period: str, refused: str
) -> None:
    pack = adapted(["means_known"], {"recheck_free_period": period})
    case = facts("accepted", entering={"investigation": {"means_known_on": known_on}})
    asked = {"day": "investigation.means_known_on", "period": "recheck_free_period"}
    assert code(standing.within_period(case, actor(), pack, **asked)) == refused


def test_only_what_was_refused_has_to_be_delivered() -> None:
    pack = adapted(["refusal_delivery"])
    judged = {
        state: code(standing.refusal_delivered(facts(state), actor(), pack, step="deliver_refusal"))
        for state in ("refused", "paid")
    }
    assert judged == {"refused": "step_missing", "paid": ""}
