"""What a step changes besides the state: voided approvals, debts, the grant, the filing."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from jiuji_docs.domain.workflow.edition_map import MOVE
from jiuji_docs.services import filing
from jiuji_docs.services.funds.reserve_draws import draw
from jiuji_docs.services.papers import void_after
from jiuji_docs.services.places import receiver_of
from jiuji_docs.services.time_limits import running_debts_due

if TYPE_CHECKING:
    from jiuji_docs.services.progress import Progress


def amount_of(progress: Progress) -> Decimal | None:
    """Return the amount this step sets: what is granted, else proposed, else what the case had."""
    entering = progress.entering
    for form, name in (
        (progress.transition.grants, "approved_amount"),
        (progress.transition.grants, "amount"),
        ("audit", "proposed_amount"),
    ):
        value = entering.get(form, {}).get(name)
        if value is not None:
            return Decimal(value)
    return progress.case.amount if progress.case is not None else None


def amount_after(progress: Progress) -> Decimal | None:
    """Return what the case is granted in all after this step: a second relief adds to the first."""
    amount = amount_of(progress)
    if not progress.transition.grants_more or progress.case.amount is None:
        return amount
    form = progress.entering[progress.transition.grants]
    given = form.get("approved_amount") or Decimal(0)
    return Decimal(progress.case.amount) + Decimal(given)


def changes(progress: Progress) -> dict[str, Any]:
    """Return the columns of the case row that this step writes."""
    transition, state = progress.transition, progress.taken.state
    changed: dict[str, Any] = {
        "state": state,
        "amount": amount_after(progress),
        "closed": progress.pack.workflow.states[state].final,
    }
    if transition.grants or transition.refuses:
        changed["decided_at"] = None if transition.refuses else progress.occurred_at
    if transition.receiver and progress.seq > 1:
        changed["receiver_id"] = receiver_of(progress)
    if transition.returns:
        changed["returned_by"] = progress.actor.account
        changed["decided_at"] = None
    return changed


def void_what_a_return_voids(progress: Progress) -> None:
    """Void every later approval with its entries, papers and signatures; history stays (退回作废)."""
    if not progress.transition.returns:
        return
    desk, case = progress.desk, progress.case
    target = progress.taken.target
    reached = [s.seq for s in desk.cases.steps(case.id) if s.target == target and not s.voided]
    since = max(reached, default=0)
    later = [s for s in desk.cases.steps(case.id) if s.seq > since and not s.voided]
    undone = [step for step in later if step.transition != MOVE]
    progress.voided = frozenset(step.seq for step in undone)
    desk.cases.void_steps_after(case.id, since)
    transitions = progress.pack.workflow.transitions
    known = [transitions[step.transition] for step in undone if step.transition in transitions]
    forms = {form for item in known for form in item.forms}
    desk.cases.void_entries(case.id, sorted(forms))
    reopened = {debt for item in known for debt in item.settles}
    desk.cases.open_debts(case.id, sorted(reopened), progress.now, running_debts_due(progress))
    void_after(desk, case.id, since)


def change_debts(progress: Progress) -> None:
    """Open the debts an emergency step leaves, settle those this step pays (欠项)."""
    desk, case, transition = progress.desk, progress.case, progress.transition
    if transition.owes:
        desk.cases.open_debts(
            case.id, transition.owes, progress.occurred_at, running_debts_due(progress)
        )
    if transition.settles:
        desk.cases.settle_debts(case.id, transition.settles, progress.now, progress.actor.account)


def make_grant(progress: Progress) -> None:
    """Turn a decision in money into a payment; cash handed over on the spot is settled at once."""
    form = progress.transition.grants
    if not form or "money" not in progress.entering[form].get("modes", ()):
        return
    amount = amount_of(progress)
    again = progress.transition.grants_more
    if amount is None or (not again and _already_granted(progress)):
        return
    account = payee(progress)
    handed_over = account["method"] == "cash" and progress.transition.owes
    from_reserve = draw(progress, amount)
    progress.desk.payments.add(
        case_id=progress.case.id,
        amount=amount,
        **account,
        source="reserve" if from_reserve else "fund",
        state="paid" if handed_over else "waiting",
        created_at=progress.now,
        settled_at=progress.occurred_at if handed_over else None,
    )


def hand_over_cash(progress: Progress) -> None:
    """Settle the case's waiting cash when its receipt (领取凭证) is entered after a decision."""
    if "receipt" not in progress.entering:
        return
    for row in progress.desk.payments.of_case(progress.case.id):
        if row.method == "cash" and row.state == "waiting":
            progress.desk.payments.settle(row.id, "paid", "", progress.occurred_at)


def _already_granted(progress: Progress) -> bool:
    """Relief paid first is not paid again when it is confirmed afterwards (先行救助后补手续)."""
    rows = progress.desk.payments.of_case(progress.case.id)
    return any(row.state in ("waiting", "batched", "paid") for row in rows)


def payee(progress: Progress) -> dict[str, str]:
    """Return method, payee, bank and account, from the grant first and the application else."""
    form = progress.entering[progress.transition.grants]
    from_application = progress.desk.cases.latest_values(progress.case.id, "application")
    merged = {**from_application, **{k: v for k, v in form.items() if v}}
    name = (
        merged.get("account_name") or merged.get("recipient_name") or merged.get("applicant_name")
    )
    return {
        "method": str(merged.get("payment_method") or "card"),
        "payee": str(name or ""),
        "bank": str(merged.get("bank") or ""),
        "bank_account": str(merged.get("bank_account") or ""),
    }


def file_when_final(progress: Progress) -> None:
    """Give the case its place in the archives when it reaches its final state (归档)."""
    if progress.pack.workflow.states[progress.taken.state].final:
        filing.file_case(progress)
