"""Several people decide together: when it is settled, and what silence, absence and recusal mean."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiuji_docs.domain.workflow.panels import (
    ABSENT,
    AGREED,
    OPEN,
    RECUSED,
    REFUSED,
    REMOVED,
    RULES,
    VOTES,
    Panel,
    Seat,
    has_answered,
    least_of,
    outcome,
    quorate,
    seat_for,
    standing_text,
    tally,
)

ANSWERS = ("", *VOTES)


def panel(rule: str = "all", **more: object) -> Panel:
    return Panel("p", "会商", "deliberating", ("a",), "form.vote", rule=rule, **more)  # type: ignore[arg-type]


def seats(*votes: str) -> tuple[Seat, ...]:
    """One seat a vote; a word for why a seat is off puts it off."""
    offs = {RECUSED, REMOVED, ABSENT}
    return tuple(
        Seat(number, "a", f"person{number}", off=vote)
        if vote in offs
        else Seat(number, "a", f"person{number}", vote, f"person{number}" if vote else "")
        for number, vote in enumerate(votes, start=1)
    )


@pytest.mark.parametrize(
    ("rule", "votes", "result"),
    [
        (panel(), ("agree", "agree"), AGREED),
        (panel(), ("agree", ""), OPEN),
        (panel(), ("agree", "abstain"), REFUSED),
        (panel(), ("agree", RECUSED), AGREED),
        (panel(), ("agree", REMOVED), AGREED),
        (panel(), ("agree", ABSENT), REFUSED),
        (panel(), (), OPEN),
        (panel(), (RECUSED, RECUSED), OPEN),
        (panel("any"), ("", "agree", ""), AGREED),
        (panel("any"), ("disagree", ""), OPEN),
        (panel("any"), ("disagree", "abstain"), REFUSED),
        (panel("any", ends_on_refusal=True), ("disagree", ""), REFUSED),
        (panel("count", count=2), ("agree", "agree", ""), AGREED),
        (panel("count", count=2), ("agree", "disagree", "disagree"), REFUSED),
        (panel("share", share="2/3"), ("agree", "agree", ""), AGREED),
        (panel("share", share="2/3"), ("agree", "agree", "", ""), OPEN),
        (panel("share", share="2/3"), ("agree", "agree", ABSENT, ABSENT), REFUSED),
        (panel("share", share="2/3", of_present=True), ("agree", "agree", ABSENT, ABSENT), AGREED),
        (panel("share", share="2/3", of_present=True), ("agree", "agree", "", ""), OPEN),
        (panel("any", quorum="2/3"), ("agree", "", ""), OPEN),
        (panel("any", quorum="2/3"), ("agree", "disagree", ""), AGREED),
        (panel("any", quorum="2"), ("agree", ""), OPEN),
    ],
)
def test_when_a_panel_is_settled(rule: Panel, votes: tuple[str, ...], result: str) -> None:
    assert outcome(rule, seats(*votes)) == result


PANELS = st.builds(
    lambda rule, share, quorum, count, present, ends: panel(
        rule,
        share=share if rule == "share" else "",
        count=count if rule == "count" else 0,
        quorum=quorum,
        of_present=present,
        ends_on_refusal=ends,
    ),
    st.sampled_from(sorted(RULES)),
    st.sampled_from(["1/2", "2/3", "3/4", "1"]),
    st.sampled_from(["", "1/2", "2/3", "2"]),
    st.integers(1, 4),
    st.booleans(),
    st.booleans(),
)


@given(PANELS, st.lists(st.sampled_from([*ANSWERS, RECUSED, REMOVED]), max_size=4))
def test_what_is_settled_stays_settled_however_the_others_answer(
    rule: Panel, votes: list[str]
) -> None:
    settled = outcome(rule, seats(*votes))
    if settled == OPEN:
        return
    waiting = [number for number, vote in enumerate(votes) if not vote]
    for answers in product(VOTES, repeat=len(waiting)):
        after = list(votes)
        for number, answer in zip(waiting, answers, strict=True):
            after[number] = answer
        if rule.ends_on_refusal and "disagree" in after:
            continue
        assert outcome(rule, seats(*after)) == settled


@given(PANELS, st.lists(st.sampled_from(["", "abstain", "disagree", ABSENT, RECUSED]), max_size=5))
def test_nothing_but_agreement_ever_makes_a_panel_agree(rule: Panel, votes: list[str]) -> None:
    assert outcome(rule, seats(*votes)) != AGREED


@given(PANELS, st.lists(st.sampled_from(list(VOTES)), min_size=1, max_size=6))
def test_a_panel_is_settled_when_everybody_has_answered(rule: Panel, votes: list[str]) -> None:
    decided = outcome(rule, seats(*votes))
    assert decided in (AGREED, REFUSED) or not quorate(rule, seats(*votes))


@given(st.sampled_from(["1/2", "2/3", "3/4", "1/3"]), st.integers(0, 500))
def test_a_share_is_rounded_up_exactly(share: str, number: int) -> None:
    assert least_of(share, number) == ceil(Fraction(share) * number)
    assert least_of("3", number) == 3


def test_a_seat_of_ones_own_comes_before_one_of_the_role() -> None:
    given_seats = (Seat(1, "a"), Seat(2, "a", "me"), Seat(3, "b", "other"))
    assert seat_for(given_seats, "me", ["a"]) == given_seats[1]
    assert seat_for(given_seats, "somebody", ["a"]) == given_seats[0]
    assert seat_for(given_seats, "other", []) == given_seats[2]
    assert seat_for(given_seats, "stranger", ["c"]) is None
    assert seat_for((Seat(1, "a", off=ABSENT),), "me", ["a"]) is None


def test_nobody_answers_from_two_seats() -> None:
    answered = (Seat(1, "a", "", "agree", "me"), Seat(2, "b"))
    assert has_answered(answered, "me")
    assert not has_answered(answered, "you")


def test_how_a_panel_stands_is_said_in_chinese() -> None:
    assert tally(seats("agree", "", ABSENT)).entitled == 3
    text = standing_text(panel(), seats("agree", "disagree", "", ABSENT))
    assert text == "会商：同意 1、不同意 1、弃权 0，1 席未到，尚有 1 席未发表意见"
    assert standing_text(panel(), ()) == "会商：没有可以参加的人"
