"""Move money at random and ask after every step whether totals equal approvals, to the fen (状态机).

Cases are approved, sent to the bank, answered for paid, failed or not at all, corrected and issued again,
recovered in instalments; a reserve and the special account are opened at any time, and emptied. A model of
plain sums says what must stand where; a refusal leaves no trace.
"""

from __future__ import annotations

import datetime as dt
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from jiuji_docs.definitions.read_bank_files import shipped_formats
from jiuji_docs.domain.errors import JiujiError, Refused
from jiuji_docs.domain.funds.recovery import Instalment
from jiuji_docs.domain.people import check_digit
from jiuji_docs.services.bench.payments import approved
from jiuji_docs.services.funds.recoveries import RecoveryService
from jiuji_docs.services.funds.reserve import ReserveService
from jiuji_docs.services.funds.special_account import SpecialAccountService
from jiuji_docs.services.house import House
from jiuji_docs.services.ledger_check import check_ledger
from jiuji_docs.services.payments import PaymentService
from tests.common.cases import fire, scenario

#: Machines run by one test, and steps of each; `make money` runs many more.
LONG = "JIUJI_MONEY" in os.environ
EXAMPLES = int(os.environ.get("JIUJI_MONEY", "5"))
STEPS = 30
TOWN, FINANCE, NOTHING = "yangshan", "county.finance", Decimal(0)
HEADS = ",".join(shipped_formats()["standard"].returned.titles)
SUMS = st.integers(1, 90_000).map(lambda fen: Decimal(fen).scaleb(-2))
#: Who completes the papers of relief given first, step by step.
PAPERS = (
    ("yangshan.clerk", "register"),
    ("yangshan.clerk", "sign_handler_first"),
    ("yangshan.investigator", "sign_handler_second"),
    ("yangshan.auditor", "audit_emergency"),
    ("yangshan.head", "confirm_town"),
)
#: What the bank says of a row: paid, failed, or nothing yet.
VERDICTS = {"paid": "成功,", "failed": "失败,户名不符", "": ""}


class MoneyMachine(RuleBasedStateMachine):
    """One county's money, and beside it a model of plain sums."""

    fresh: Callable[[], House]

    def __init__(self) -> None:
        super().__init__()
        self.house = type(self).fresh()
        #: By case: its amount, where its payment stands; batches with their rows, state and whether charged.
        self.amounts: dict[str, Decimal] = {}
        self.stands: dict[str, str] = {}
        self.batches: dict[str, dict[str, Any]] = {}
        self.orders: dict[str, tuple[str, Decimal, Decimal]] = {}
        self.account: Decimal | None = None
        self.reserve: Decimal | None = None
        #: By emergency case: what was drawn, what came back, and whether papers and settlement are done.
        self.drawn: dict[str, tuple[Decimal, Decimal, str]] = {}
        self.vouchers = 0

    def act(self, service: Any, verb: str, who: str, *args: Any, **more: Any) -> Any:
        """Carry something out; a refusal is None and must leave the ledger as it was."""
        before = self.head()
        try:
            return self.house.run(
                lambda desk: getattr(service(desk), verb)(*args, desk.actor(who), **more) or True
            )
        except JiujiError:
            assert self.head() == before
            return None

    def head(self) -> Any:
        with self.house.desk(write=False) as desk:
            return desk.ledger.head()

    def enter(self, amount: Decimal) -> None:
        """Move the model's account, where one is open."""
        if self.account is not None:
            self.account += amount

    def affords(self, amount: Decimal) -> bool:
        return self.account is None or amount <= self.account

    def in_state(self, state: str) -> list[str]:
        return [case for case, stands in self.stands.items() if stands == state]

    def sum_of(self, *states: str) -> Decimal:
        return sum((self.amounts[c] for c, s in self.stands.items() if s in states), NOTHING)

    # What the county approves, and the bank.

    @precondition(lambda self: len(self.amounts) < 9)
    @rule(count=st.integers(1, 3))
    def approve(self, count: int) -> None:
        for line in approved(self.house, count, first=len(self.amounts)):
            self.amounts[line[1]], self.stands[line[1]] = line[6], "waiting"

    @precondition(lambda self: self.in_state("waiting"))
    @rule()
    def make_and_review_a_batch(self) -> None:
        waiting = self.in_state("waiting")
        number = self.act(PaymentService, "make_batch", FINANCE).number
        assert self.act(PaymentService, "make_batch", FINANCE) is None
        assert self.act(PaymentService, "review", "county.cashier", number)
        self.batches[number] = {"cases": waiting, "sent": False, "charged": False}
        self.stands |= dict.fromkeys(waiting, "batched")

    @precondition(lambda self: any(not batch["sent"] for batch in self.batches.values()))
    @rule()
    def send(self) -> None:
        number = next(n for n, batch in self.batches.items() if not batch["sent"])
        batch = self.batches[number]
        total = sum((self.amounts[case] for case in batch["cases"]), NOTHING)
        sent = self.act(PaymentService, "export", FINANCE, number)
        assert (sent is not None) == self.affords(total)
        if sent is not None:
            batch |= {"sent": True, "charged": self.account is not None}
            self.enter(-total)

    @precondition(lambda self: any(batch["sent"] for batch in self.batches.values()))
    @rule(data=st.data())
    def take_an_answer(self, data: st.DataObject) -> None:
        number = data.draw(st.sampled_from([n for n, b in self.batches.items() if b["sent"]]))
        batch = self.batches[number]
        rows = self.rows(number)
        told = {row: data.draw(st.sampled_from(list(VERDICTS))) for row in rows}
        told = {row: verdict for row, verdict in told.items() if verdict}
        answer = _answer(number, rows, told)
        pending = {row for row in rows if rows[row].state == "batched"}
        taken = self.act(PaymentService, "take_return", FINANCE, number, answer)
        assert (taken is not None) == (bool(told) and set(told) <= pending)
        if taken is None:
            return
        assert self.act(PaymentService, "take_return", FINANCE, number, answer) is None
        for row, verdict in told.items():
            case = self.case_of(rows[row])
            self.stands[case] = verdict
            if verdict == "failed" and batch["charged"]:
                self.enter(self.amounts[case])

    @precondition(lambda self: len(self.batches) > 1)
    @rule(data=st.data())
    def an_answer_to_another_batch_changes_nothing(self, data: st.DataObject) -> None:
        one, other = data.draw(st.permutations(list(self.batches)))[:2]
        rows = self.rows(other)
        answer = _answer(other, rows, dict.fromkeys(rows, "paid"))
        assert self.act(PaymentService, "take_return", FINANCE, one, answer) is None

    @precondition(lambda self: self.in_state("failed"))
    @rule()
    def correct_and_issue_again_once(self) -> None:
        with self.house.desk(write=False) as desk:
            failed = desk.payments.failed()[0]
        corrected = {"bank_account": "6217000000000000020"}
        assert self.act(PaymentService, "reissue", FINANCE, failed.id, corrected)
        assert self.act(PaymentService, "reissue", FINANCE, failed.id, corrected) is None
        self.stands[self.case_of(failed)] = "waiting"

    # The account and the reserve.

    @rule(amount=SUMS.map(lambda amount: amount * 5))
    def allot(self, amount: Decimal) -> None:
        assert self.act(
            SpecialAccountService, "top_up", FINANCE, amount=amount, basis="示财〔2024〕5号"
        )
        self.account = (self.account or NOTHING) + amount

    @rule(amount=SUMS)
    def open_a_reserve(self, amount: Decimal) -> None:
        opened = self.act(
            ReserveService, "open", FINANCE, TOWN, opening=amount, basis="文件", low_line=None
        )
        assert (opened is not None) == (self.reserve is None and self.affords(amount))
        if opened is not None:
            self.reserve = amount
            self.enter(-amount)

    @precondition(lambda self: self.reserve is not None)
    @rule(amount=SUMS)
    def give_back(self, amount: Decimal) -> None:
        assert self.reserve is not None
        given = self.act(ReserveService, "give_back", FINANCE, TOWN, amount=amount, basis="文件")
        assert (given is not None) == (amount <= self.reserve)
        if given is not None:
            self.reserve -= amount
            self.enter(amount)

    @precondition(lambda self: self.reserve is not None)
    @rule(amount=SUMS, agreed=st.booleans())
    def ask_for_more(self, amount: Decimal, *, agreed: bool) -> None:
        """Ask for money on top of what is settled: relief whose papers are complete, each sum once."""
        assert self.reserve is not None
        due = [case for case, (_, _, stands) in self.drawn.items() if stands == "complete"]
        settled = sum((self.drawn[case][0] for case in due), NOTHING)
        assert self.settleable() == settled
        asked = {"requested": amount, "reason": "备用金不足"}
        number = self.act(ReserveService, "request", "yangshan.head", TOWN, **asked).number
        said = {"agreed": agreed, "opinion": "已核"}
        assert self.act(ReserveService, "decide", "county.approver", number, **said)
        paid = self.act(ReserveService, "pay", FINANCE, number)
        assert (paid is not None) == (agreed and self.affords(amount + settled))
        # What was refused may be asked for again; what was confirmed is settled, paid at once or later.
        for case in due if agreed else ():
            self.drawn[case] = (*self.drawn[case][:2], "settled")
        if paid is not None:
            self.reserve += amount + settled
            self.enter(-amount - settled)
            assert self.act(ReserveService, "pay", FINANCE, number) is None

    @precondition(lambda self: len(self.drawn) < 2 and self.reserve is not None)
    @rule(amount=st.integers(1, 50_000).map(lambda fen: Decimal(fen).scaleb(-2)))
    def relieve_in_an_emergency(self, amount: Decimal) -> None:
        assert self.reserve is not None
        first = f"9901011960010{len(self.drawn) + 1}001"
        form = {
            **scenario("emergency_debts_in_time").forms["emergency_relief"],
            "id_number": first + check_digit(first), "modes": ["money"], "goods": "",
            "amount": f"{amount:.2f}",
        }  # fmt: skip
        told, case = "given", ""
        try:
            case = fire(
                self.house, "yangshan.head", "relieve", forms={"emergency_relief": form}
            ).case
        except Refused as refused:
            told = refused.code
        assert told == ("given" if amount <= self.reserve else "reserve_short")
        if case:
            self.reserve -= amount
            self.drawn[case] = amount, NOTHING, "given"

    @precondition(lambda self: any(stands == "given" for _, _, stands in self.drawn.values()))
    @rule()
    def complete_the_papers(self) -> None:
        case = next(case for case, (_, _, stands) in self.drawn.items() if stands == "given")
        amount = f"{self.drawn[case][0]:.2f}"
        shared = scenario("emergency_debts_in_time").forms
        money = {"modes": ["money"], "goods": ""}
        forms = {
            "approval_emergency": {**shared["approval_emergency"], "modes": ["money"], "amount": amount},
            "receipt": {**shared["receipt"], "goods": "", "amount": amount},
            "audit": {**shared["audit"], "modes": ["money"], "proposed_amount": amount},
            "decision": {**shared["decision"], **money, "approved_amount": amount},
        }  # fmt: skip
        for who, step in PAPERS:
            fire(self.house, who, step, case, forms=forms)
        self.drawn[case] = (*self.drawn[case][:2], "complete")

    @precondition(lambda self: self.drawn)
    @rule(data=st.data(), amount=SUMS)
    def a_recipient_gives_back(self, data: st.DataObject, amount: Decimal) -> None:
        assert self.reserve is not None
        case = data.draw(st.sampled_from(list(self.drawn)))
        drawn, back, stands = self.drawn[case]
        amount = data.draw(st.sampled_from((amount, drawn - back or amount)))
        taken = self.act(ReserveService, "refund", FINANCE, case, amount=amount, basis="退款单")
        assert (taken is not None) == (amount <= drawn - back)
        if taken is not None:
            self.drawn[case] = drawn, back + amount, stands
            self.reserve += amount

    def settleable(self) -> Decimal:
        with self.house.desk(write=False) as desk:
            return sum((row.amount for row in desk.reserves.settleable(TOWN)), NOTHING)

    # What was obtained by fraud.

    @precondition(lambda self: self.in_state("paid"))
    @rule(data=st.data(), part=st.integers(1, 10_001))
    def order_a_recovery(self, data: st.DataObject, part: int) -> None:
        """Order once or several times of one case, never more together than it was paid."""
        case = data.draw(st.sampled_from(self.in_state("paid")))
        ordered = sum((order[1] for order in self.orders.values() if order[0] == case), NOTHING)
        amount = (self.amounts[case] * part / 10_000).quantize(Decimal("0.01"))
        first = (amount / 2).quantize(Decimal("0.01"))
        sums = [one for one in (first, amount - first) if one]
        plan = [Instalment(dt.date(2024, 3 + n, 20), one) for n, one in enumerate(sums)]
        told = self.act(
            RecoveryService, "decide", "county.approver", case, found_on=dt.date(2024, 2, 19),
            facts="隐瞒存款，重复申领", basis="社会救助暂行办法第六十八条", amount=amount,
            instalments=plan, appeal=("示范县人民政府", "示范县人民法院"),
        )  # fmt: skip
        assert (told is not None) == (NOTHING < amount <= self.amounts[case] - ordered)
        if told is not None:
            self.orders[told] = case, amount, NOTHING

    @precondition(lambda self: self.orders)
    @rule(data=st.data(), amount=SUMS)
    def receive(self, data: st.DataObject, amount: Decimal) -> None:
        number = data.draw(st.sampled_from(list(self.orders)))
        case, ordered, received = self.orders[number]
        amount = data.draw(st.sampled_from((amount, ordered - received or amount)))
        self.vouchers += 1
        paid_in = {"amount": amount, "voucher": f"T{self.vouchers}"}
        taken = self.act(RecoveryService, "receive", FINANCE, number, **paid_in)
        assert (taken is not None) == (amount <= ordered - received)
        if taken is not None:
            assert self.act(RecoveryService, "receive", FINANCE, number, **paid_in) is None
            self.orders[number] = case, ordered, received + amount
            self.enter(amount)

    # What always holds.

    @invariant()
    def totals_equal_approvals_to_the_fen(self) -> None:
        with self.house.desk(write=False) as desk:
            view = SpecialAccountService(desk).view()
            reserve = desk.reserves.balance(TOWN)
            orders = [desk.recoveries.get(number) for number in self.orders]
        found = view.reconciled
        assert found.agrees, found
        assert found.approved == sum(self.amounts.values(), NOTHING)
        stand = (found.waiting, found.sent, found.paid, found.failed)
        assert stand == tuple(map(self.sum_of, ("waiting", "batched", "paid", "failed")))
        assert (view.balance, reserve) == (self.account, self.reserve)
        assert [(row.amount, row.received) for row in orders] == [
            o[1:] for o in self.orders.values()
        ]

    @invariant()
    def nobody_is_paid_twice(self) -> None:
        with self.house.desk(write=False) as desk:
            for number in self.amounts:
                rows = desk.payments.of_case(desk.cases.get(number).id)
                standing = [row for row in rows if row.state != "replaced"]
                assert [row.amount for row in standing] == [self.amounts[number]]

    def rows(self, number: str) -> dict[int, Any]:
        with self.house.desk(write=False) as desk:
            return {row.row: row for row in desk.payments.rows(desk.payments.batch(number).id)}

    def case_of(self, row: Any) -> str:
        with self.house.desk(write=False) as desk:
            return str(desk.cases.get_by_id(row.case_id).number)

    def teardown(self) -> None:
        assert check_ledger(self.house).ok
        self.house.close()


def _answer(number: str, rows: dict[int, Any], told: dict[int, str]) -> bytes:
    lines = [
        f"{number},{row},{rows[row].bank_account},{rows[row].amount:.2f},{VERDICTS[verdict]}"
        for row, verdict in told.items()
    ]
    return "\n".join([HEADS, *lines]).encode()


@pytest.fixture
def fresh(house: House, tmp_path: Path) -> Callable[[], House]:
    """Give out houses as new as the first: each a copy of its database."""
    base, count = Path(str(house.engine.url.database)), iter(range(10**6))
    house.engine.dispose()

    def made() -> House:
        copy = tmp_path / f"money-{next(count)}.db"
        shutil.copy(base, copy)
        return House(replace(house.settings, database=f"sqlite:///{copy}"), clock=house.clock)

    return made


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_whatever_happens_totals_equal_approvals(fresh: Callable[[], House]) -> None:
    machine = type("OfThisCounty", (MoneyMachine,), {"fresh": staticmethod(fresh)})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            database=None,
            derandomize=not LONG,
            # A failure here is said at once; `make money` takes its time to say it in the fewest steps.
            phases=list(Phase) if LONG else [Phase.generate],
        ),
    )
