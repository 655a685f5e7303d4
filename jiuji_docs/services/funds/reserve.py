"""Run a town's reserve (备用金): open it, bring money in, ask for more, confirm, pay, give back."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from jiuji_docs.domain.errors import GuardRefused, NotAllowed, NotFound, NotInState, Refused
from jiuji_docs.domain.funds.reserve import Movement, within_quota
from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.domain.workflow.in_force import held_by
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.funds.reserve_draws import tell_when_low
from jiuji_docs.services.funds.special_account import enter
from jiuji_docs.services.notices import NoticeService
from jiuji_docs.services.packs_in_force import lineage
from jiuji_docs.services.papers import local_date

#: The parameter that says how much a town's reserve may hold.
QUOTA = "reserve_fund"
#: Movements that are the county account's too, by what they are there.
OF_ACCOUNT = {
    "opening": "reserve",
    "top_up": "reserve",
    "settlement": "reserve",
    "give_back": "give_back",
}
SHORTEST_REASON, LONGEST_REASON = 2, 200


class ReserveService:
    """Change reserves; every change is one entry, one transaction and one line of the hash chain."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def open(
        self, town: str, actor: Actor, *, opening: Decimal, basis: str, low_line: Decimal | None
    ) -> None:
        """Give a town a reserve with its opening sum (期初); the county's finance desk does it once."""
        _require(actor, "finance.clerk")
        self._town(town)
        if not self._desk.reserves.open(town, low_line):
            raise NotInState("reserve_open", "本乡镇已经设立备用金台账")
        within_quota(Decimal(0), opening, self.quota(town))
        purpose = "设立备用金"
        self._enter(
            town, actor, kind="opening", amount=opening, purpose=purpose, basis=_said(basis)
        )

    def request(self, town: str, actor: Actor, *, requested: Decimal, reason: str) -> Any:
        """Ask the county to settle what may be settled and to bring in *requested* on top (请拨、核销)."""
        _require(actor, "town.head")
        if actor.town != town:
            raise NotFound(town)
        desk = self._desk
        fund = desk.reserves.lock(town)
        if fund is None:
            raise NotInState("no_reserve", "本乡镇没有设立备用金台账")
        relief = desk.reserves.settleable(town)
        settled = sum((row.amount for row in relief), Decimal(0))
        if requested < 0 or not settled + requested:
            raise GuardRefused("nothing_to_ask", "没有可以核销的支出，也没有填写请拨金额")
        within_quota(fund.balance, settled + requested, self.quota(town))
        asked = {"settled": settled, "requested": requested, "reason": _said(reason)}
        row = self._ask(fund, actor, relief, **asked)
        desk.reserves.claim([entry.id for entry in relief], row.id)
        self._tell_county(
            town, f"{actor.unit_name}报来备用金请拨核销表 {row.number}，请审核", row.number
        )
        self._note("reserve_asked", actor, row.number, settled=settled, requested=requested)
        return row

    def decide(self, number: str, actor: Actor, *, agreed: bool, opinion: str) -> None:
        """Confirm a request or refuse it (县局审核); refused relief may be asked for again."""
        _require(actor, "county.approver")
        desk, row = self._desk, self._desk.reserves.request(number)
        desk.reserves.lock(row.town_id)
        said = opinion.strip()[:LONGEST_REASON]
        if not agreed:
            said = _said(opinion)
        state = "approved" if agreed else "refused"
        desk.reserves.move_request(
            row.id,
            "requested",
            state=state,
            opinion=said or "同意",
            decided_by=actor.account,
            decided_at=desk.now(),
        )
        if not agreed:
            desk.reserves.claim([entry.id for entry in desk.reserves.claimed(row.id)], None)
        self._note("reserve_decided", actor, number, agreed=agreed)

    def pay(self, number: str, actor: Actor) -> None:
        """Pay what was confirmed into the reserve (财务拨付): one entry settled, one brought in."""
        _require(actor, "finance.clerk")
        desk, row = self._desk, self._desk.reserves.request(number)
        fund = desk.reserves.lock(row.town_id)
        if fund is None:
            raise NotFound(number)
        within_quota(fund.balance, row.settled + row.requested, self.quota(row.town_id))
        desk.reserves.move_request(
            row.id, "approved", state="paid", paid_by=actor.account, paid_at=desk.now()
        )
        for kind, amount in (("settlement", row.settled), ("top_up", row.requested)):
            if amount:
                self._enter(
                    row.town_id,
                    actor,
                    kind=kind,
                    amount=amount,
                    purpose=row.reason,
                    basis=number,
                    approved_by=row.decided_by,
                    request_id=row.id,
                )

    def give_back(self, town: str, actor: Actor, *, amount: Decimal, basis: str) -> None:
        """Return money of the reserve to the county (缴回)."""
        _require(actor, "finance.clerk")
        self._town(town)
        purpose = "缴回县级财政"
        self._enter(
            town, actor, kind="give_back", amount=amount, purpose=purpose, basis=_said(basis)
        )
        tell_when_low(self._desk, town)

    def refund(self, case_number: str, actor: Actor, *, amount: Decimal, basis: str) -> None:
        """Take back what a recipient or the bank returned (退款入账), never more than was drawn."""
        _require(actor, "finance.clerk")
        desk = self._desk
        case = desk.cases.get(case_number)
        desk.reserves.lock(case.town_id)
        rows = desk.reserves.of_case(case.id)
        drawn = sum((row.amount for row in rows if row.kind == "relief"), Decimal(0))
        back = sum((row.amount for row in rows if row.kind == "refund"), Decimal(0))
        if amount > drawn - back:
            raise GuardRefused(
                "refund_over", f"本案从备用金支出 {drawn} 元，已退 {back} 元，不能再退 {amount} 元"
            )
        self._enter(
            case.town_id,
            actor,
            kind="refund",
            amount=amount,
            purpose="救助款退回",
            basis=_said(basis),
            case_id=case.id,
        )

    def quota(self, town: str) -> Decimal | None:
        """Return what a reserve may hold at most by the packs in force here; None: 未规定."""
        desk = self._desk
        runs = held_by(desk.house.runs, lineage(desk, town), local_date(desk.now()))
        packs = [desk.pack(run.policy.id).policy.parameters for run in runs]
        set_here = [p[QUOTA].value for p in packs if QUOTA in p and p[QUOTA].is_set]
        return min((Decimal(str(value)) for value in set_here), default=None)

    def _town(self, town: str) -> Any:
        if not self._desk.accounts.has_unit(town):
            raise NotFound(town)
        unit = self._desk.accounts.unit(town)
        if unit.level != "town":
            raise NotFound(town)
        return unit

    def _ask(self, fund: Any, actor: Actor, relief: list[Any], **asked: Any) -> Any:
        """Write the request down with its number, period and figures."""
        desk, today = self._desk, local_date(self._desk.now())
        serial = desk.numbers.next("reserve", today.year)
        days = [local_date(row.occurred_at) for row in relief] or [today]
        return desk.reserves.ask(
            number=f"BYJ-{today.year}-{serial:04d}",
            town_id=fund.town_id,
            period_from=min(days),
            period_to=max(days),
            people=len(relief),
            balance=fund.balance,
            requested_by=actor.account,
            requested_at=desk.now(),
            **asked,
        )

    def _enter(self, town: str, actor: Actor, **what: Any) -> None:
        """Write one entry and one line of the hash chain; *what* are the fields of a Movement."""
        desk, now = self._desk, self._desk.now()
        what.setdefault("approved_by", actor.account)
        movement = Movement(**what, handled_by=actor.account)
        row = desk.reserves.enter(town, movement, occurred_at=now, recorded_at=now)
        if row.kind in OF_ACCOUNT:
            name = desk.accounts.unit(town).name
            enter(desk, OF_ACCOUNT[row.kind], row.amount, f"{name} {row.basis}", actor)
        self._note("reserve_entry", actor, f"{town}:{row.seq}", entry=row.kind, amount=row.amount)

    def _tell_county(self, town: str, text: str, number: str) -> None:
        county = str(self._desk.accounts.unit(town).parent_id)
        NoticeService(self._desk).tell_desk(
            county, "county.approver", kind="reserve_request", text=text, dedup=f"reserve:{number}"
        )

    def _note(self, kind: str, actor: Actor, subject: str, **facts: Any) -> None:
        self._desk.ledger.append(kind, actor.account, subject=subject, **facts)


def _require(actor: Actor, *roles: str) -> None:
    if not actor.roles & set(roles):
        raise NotAllowed("role", "您没有办理此项的岗位权限")


def _said(text: str) -> str:
    """Return a reason or basis; Refused when it says nothing."""
    said = text.strip()
    if not SHORTEST_REASON <= len(said) <= LONGEST_REASON:
        raise Refused(
            "reason_required", f"请写明依据或理由（{SHORTEST_REASON}—{LONGEST_REASON} 字）"
        )
    return said
