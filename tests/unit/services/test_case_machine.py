"""Drive the real services at random and ask after every step what must always hold (状态机).

Cases of both routes are opened and walked by whoever comes, right or wrong person, page old or new, key used
before or not. After each step: the history is whole and replays to the state, no approval survives a return,
the worklists hold exactly what can be done, debts follow the history, a refusal left no trace; at the end the
ledger's chain verifies.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Mapping
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from hypothesis.stateful import run_state_machine_as_test as run_machine

from jiuji_docs.definitions.directory import demo_directory
from jiuji_docs.domain.errors import JiujiError
from jiuji_docs.domain.workflow.policy import Pack
from jiuji_docs.domain.workflow.replay import replay
from jiuji_docs.domain.workflow.worklist import is_shut
from jiuji_docs.services.command import Command, Outcome
from jiuji_docs.services.house import House
from jiuji_docs.services.ledger_check import check_ledger
from jiuji_docs.services.transitions import TransitionService
from jiuji_docs.services.worklists import WorklistService
from tests.common.cases import PACK, scenario
from tests.common.strategies import number_of

#: Machines run by one test, and steps of each; `make walks` runs many more.
EXAMPLES = int(os.environ.get("JIUJI_MACHINES", "8"))
STEPS = 50
#: People of 阳山镇 and the county, and one of another town who must never get anywhere.
PEOPLE = [person.id for person in demo_directory().people if not person.id.startswith("shiqiao.")]
#: Amounts around the town's ceiling.
AMOUNTS = ("300.00", "499.99", "500.00", "500.01", "2500.00")


class CaseMachine(RuleBasedStateMachine):
    """Cases of one house, and what they must always satisfy."""

    house: House
    people = 0

    def __init__(self) -> None:
        super().__init__()
        self.pack: Pack = self.house.pack(PACK)
        self.cases: list[str] = []
        self.touched = ""
        self.moved = False
        self.keys: dict[str, tuple[Command, str, Outcome]] = {}

    def entries(self, step: str, amount: str, **changes: Mapping[str, Any]) -> dict[str, Any]:
        """Return forms as somebody careful fills them: relief in cash, handed over in the town."""
        needed = self.pack.workflow.transitions[step].forms
        cash = {"payment_method": "cash", "cash_reason": "所在村没有金融网点。"}
        made = {
            "audit": {"proposed_amount": amount, "modes": ["money"]},
            "decision": {"approved_amount": amount, "modes": ["money"], **cash},
            "emergency_relief": {"amount": amount, **cash},
            "approval_emergency": {"amount": amount},
            "receipt": {"amount": amount, "received_by": "王守田", "received_on": "2024-02-20"},
        }
        told = ("emergency_town", "city_tier", "deliberation", "refusal_county", "cash_delivered")
        shared = {form: values for name in told for form, values in scenario(name).forms.items()}
        return {f: {**shared.get(f, {}), **made.get(f, {}), **changes.get(f, {})} for f in needed}

    def fire(self, command: Command, who: str) -> Outcome | None:
        """Ask for a step; a refusal must leave everything as it was."""
        before = self.traces()
        try:
            outcome = self.house.run(lambda d: TransitionService(d).fire(command, d.actor(who)))
        except JiujiError:
            assert self.traces() == before
            self.moved = False
            return None
        if not outcome.repeated:
            self.keys[command.key] = (command, who, outcome)
            self.touched = outcome.case
        self.moved = not outcome.repeated
        return outcome

    def traces(self) -> tuple[Any, ...]:
        """Return the ledger's head and where every case stands."""
        with self.house.desk(write=False) as desk:
            rows = [desk.cases.get(number) for number in self.cases]
            return desk.ledger.head(), [(row.version, row.state, row.amount) for row in rows]

    @precondition(lambda self: len(self.cases) < 2)
    @rule(route=st.sampled_from(("accept", "relieve")), amount=st.sampled_from(AMOUNTS))
    def open_a_case(self, route: str, amount: str) -> None:
        CaseMachine.people += 1
        number = number_of("990101", dt.date(1970, 1, 1), CaseMachine.people % 1000)
        who = "yangshan.clerk" if route == "accept" else "yangshan.head"
        named = {"id_number": number}
        alone = {"household_size": 1, "members": [], **named}
        entries = self.entries(route, amount, application=alone, emergency_relief=named)
        command = Command(route, f"machine:{CaseMachine.people}", pack=PACK, entries=entries)
        outcome = self.fire(command, who)
        if outcome is not None:
            self.cases.append(outcome.case)

    @precondition(lambda self: self.cases)
    @rule(data=st.data(), amount=st.sampled_from(AMOUNTS), page=st.sampled_from((*[0] * 12, -1, 1)))
    def take_a_step(self, data: st.DataObject, amount: str, page: int) -> None:
        number = data.draw(st.sampled_from(self.cases))
        with self.house.desk(write=False) as desk:
            case = desk.cases.get(number)
        flow = self.pack.workflow
        here = [
            step
            for step in flow.transitions.values()
            if case.state in step.source
            and (not step.routes or case.route in step.routes)
            and not step.operation
        ]
        likely = st.sampled_from([step.id for step in here] or ["archive"])
        anything = st.sampled_from(list(flow.transitions))
        step = flow.transitions[
            data.draw(st.one_of(likely, likely, likely, likely, likely, anything))
        ]
        able = [p.id for p in demo_directory().people if set(p.roles) & set(step.roles)]
        right = [p for p in able if p.startswith(("yangshan.", "lihua.", "county."))] or PEOPLE
        who = data.draw(
            st.one_of(st.sampled_from(right), st.sampled_from(right), st.sampled_from(PEOPLE))
        )
        CaseMachine.people += 1
        command = Command(
            step.id,
            f"machine:{CaseMachine.people}",
            case=number,
            version=case.version + page,
            entries=self.entries(step.id, amount),
            comment="经核实" if step.comment_required or step.returns else "",
            return_target=data.draw(st.sampled_from(step.return_targets)) if step.returns else "",
        )
        outcome = self.fire(command, who)
        if page:
            assert outcome is None, "a page of another version never gets through"

    @precondition(lambda self: self.keys)
    @rule(data=st.data())
    def send_the_same_page_again(self, data: st.DataObject) -> None:
        key = data.draw(st.sampled_from(sorted(self.keys)))
        command, who, first = self.keys[key]
        before = self.traces()
        again = self.fire(command, who)
        assert again is not None
        assert (again.repeated, again.case, again.seq) == (True, first.case, first.seq)
        assert self.traces() == before

    @invariant()
    def the_history_is_whole_and_replays_to_the_state(self) -> None:
        if not self.moved:
            return
        with self.house.desk(write=False) as desk:
            entries = list(desk.ledger.entries())
            for number in self.cases:
                case = desk.cases.get(number)
                steps = desk.cases.steps(case.id)
                assert [step.seq for step in steps] == list(range(1, case.version + 1))
                assert replay(self.pack.workflow, steps) == case.state
                noted = [
                    e for e in entries if f'"case":"{number}"' in e.body and '"step"' in e.body
                ]
                assert len(noted) == len(steps), "one ledger entry for each step"

    @invariant()
    def no_approval_survives_a_return(self) -> None:
        if not self.moved:
            return
        with self.house.desk(write=False) as desk:
            case = desk.cases.get(self.touched)
            steps = desk.cases.steps(case.id)
            void = voided_by_returns(self.pack, steps)
            assert {step.seq for step in steps if step.voided} == void
            standing = {step.seq for step in steps if not step.voided}
            for paper in desk.documents.of_case(case.id, voided=None):
                if paper.step_seq in void:
                    assert paper.state == "void", paper.title
                else:
                    assert paper.step_seq in standing
            decided = [s for s in steps if not s.voided and self.decides(s.transition)]
            assert (case.decided_at is not None) == bool(decided)

    def decides(self, step: str) -> bool:
        return bool(self.pack.workflow.transitions[step].grants)

    @invariant()
    def debts_follow_the_history(self) -> None:
        if not self.moved:
            return
        with self.house.desk(write=False) as desk:
            case = desk.cases.get(self.touched)
            owed: set[str] = set()
            for step in desk.cases.steps(case.id):
                taken = self.pack.workflow.transitions[step.transition]
                if not step.voided:
                    owed = (owed | set(taken.owes)) - set(taken.settles)
            rows = desk.cases.debts(case.id)
            assert {row.debt for row in rows if row.settled_at is None} == owed

    @invariant()
    def worklists_hold_exactly_what_can_be_done(self) -> None:
        if not self.moved:
            return
        flow = self.pack.workflow
        with self.house.desk(write=False) as desk:
            cases = [desk.cases.get(number) for number in self.cases]
            seen: set[str] = set()
            for who in PEOPLE:
                actor = desk.actor(who)
                due = {
                    case.number
                    for case in cases
                    if not case.closed
                    and actor.level != "village"
                    and actor.town in ("", case.town_id)
                    and any(
                        case.state in step.source and actor.roles & set(step.roles)
                        for step in flow.transitions.values()
                        if not step.operation and not is_shut(self.pack, step)
                    )
                }
                shown = WorklistService(desk).waiting(actor).items
                own = {item.number for item in shown} & set(self.cases)
                if actor.level != "village":
                    assert own == due, who
                seen |= own
            still_open = {case.number for case in cases if not case.closed}
            assert seen == still_open, "no open case that nobody sees"

    def teardown(self) -> None:
        assert check_ledger(self.house).ok


def voided_by_returns(pack: Pack, steps: list[Any]) -> set[int]:
    """Return the numbers of steps that the returns among *steps* undid, reckoned from their order alone."""
    void: set[int] = set()
    for step in steps:
        if pack.workflow.transitions[step.transition].returns:
            before = [s for s in steps if s.seq < step.seq and s.seq not in void]
            since = max(s.seq for s in before if s.target == step.target)
            void |= {s.seq for s in before if s.seq > since}
    return void


def test_whatever_comes_the_cases_stay_whole(house: House) -> None:
    class OfThisHouse(CaseMachine):
        pass

    OfThisHouse.house = house
    run_machine(
        OfThisHouse,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            database=None,
            derandomize="JIUJI_MACHINES" not in os.environ,
        ),
    )
