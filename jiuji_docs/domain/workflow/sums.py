"""Judge amounts, cash and payments (金额、现金、发放)."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from typing import Any

from jiuji_docs.domain.workflow.facts import Actor, Facts
from jiuji_docs.domain.workflow.policy import Pack
from jiuji_docs.domain.workflow.verdict import GuardResult, Setting, fails, holds, setting, value_at

#: 救助方式, as decisions store them.
MODES = {"money": "救助金", "goods": "实物救助", "referral": "转介服务"}
#: Payment states that still wait for something.
OPEN_STATES = frozenset({"waiting", "batched", "failed"})


@lru_cache(maxsize=256)
def yuan(text: str) -> Decimal:
    """Return the amount a setting writes as text."""
    return Decimal(text)


def amount_at_most(
    facts: Facts, actor: Actor, pack: Pack, *, parameter: str, amount: str
) -> GuardResult:
    """Require an amount within the ceiling; the ceiling itself is allowed."""
    return within_ceiling(pack, parameter=parameter, amount=amount)(facts, actor)


def within_ceiling(
    pack: Pack, *, parameter: str, amount: str
) -> Callable[[Facts, Actor], GuardResult]:
    """Return ``amount_at_most`` for every case of *pack*, whose ceiling is looked up here once."""
    ceiling = setting(pack, parameter)
    text, within = str(ceiling.value), holds(ceiling.note)
    if ceiling.value is None:
        return lambda _facts, _actor: within

    def judge(facts: Facts, _actor: Actor) -> GuardResult:
        entered = value_at(facts, amount) if facts.entering else facts.known.get(amount)
        if entered is None:
            return within
        if (entered if type(entered) is Decimal else Decimal(entered)) <= yuan(text):
            return within
        return _over(pack, parameter, ceiling, entered)

    return judge


def _over(pack: Pack, parameter: str, ceiling: Setting, entered: Any) -> GuardResult:
    title = pack.policy.parameters[parameter].title
    return fails(
        "amount_over_ceiling",
        f"金额 {entered} 元超过{title}（{ceiling.value} 元），须报上一级审批",
    )


def amount_reaches(
    facts: Facts,
    _actor: Actor,
    pack: Pack,
    *,
    parameter: str,
    amount: str,
    grounds: str,
    ground: str,
) -> GuardResult:
    """Require at least *parameter* where the amount (*ground*) is the only one of the *grounds* given."""
    least, given = setting(pack, parameter), tuple(value_at(facts, grounds) or ())
    if least.value is None or given != (ground,):
        return holds(least.note)
    entered = Decimal(value_at(facts, amount) or 0)
    if entered < yuan(str(least.value)):
        title = pack.policy.parameters[parameter].title
        return fails("amount_too_low", f"金额 {entered} 元不到{title}（{least.value} 元）")
    return holds(least.note)


def times_standard(
    facts: Facts,
    _actor: Actor,
    pack: Pack,
    *,
    amount: str,
    standard: str,
    times: str,
    path: str = "",
    value: str = "",
) -> GuardResult:
    """Require an amount of at most *times* × *standard* (parameters), where *path* holds *value* if given."""
    entered = value_at(facts, amount)
    if entered is None or (path and value_at(facts, path) != value):
        return holds()
    monthly, factor = setting(pack, standard), setting(pack, times)
    if monthly.value is None or factor.value is None:
        return holds(monthly.note, factor.note)
    most = yuan(str(monthly.value)) * int(factor.value)
    if Decimal(entered) > most:
        return fails(
            "over_times_standard",
            f"金额 {entered} 元超过最高额 {most} 元（低保标准 {monthly.value} 元的 {factor.value} 倍），"
            "须改按其他等级或一般程序办理",
        )
    return holds(monthly.note, factor.note)


def direct_relief_ceiling(
    facts: Facts, actor: Actor, pack: Pack, *, parameter: str, amount: str
) -> GuardResult:
    """Require that relief given first stays within what may be given first (先行救助)."""
    return amount_at_most(facts, actor, pack, parameter=parameter, amount=amount)


def amount_agrees_with_tier(
    facts: Facts, _actor: Actor, pack: Pack, *, table: str, amount: str
) -> GuardResult:
    """Require that the amount belongs to the tier the case stands in."""
    row = pack.workflow.tables[table].outcome(Decimal(value_at(facts, amount) or 0))
    if row.outcome != facts.state:
        state = pack.workflow.states[row.outcome].title
        return fails("wrong_tier", f"金额与审批档次不符：该金额应在“{state}”环节审批")
    return holds()


def amounts_agree(
    facts: Facts, _actor: Actor, _pack: Pack, *, first: str, second: str
) -> GuardResult:
    """Require that an amount written twice is the same both times."""
    one, other = value_at(facts, first), value_at(facts, second)
    if Decimal(one or 0) != Decimal(other or 0):
        return fails("amounts_differ", f"金额前后不一致：{one or '无'} 元与 {other or '无'} 元")
    return holds()


def cash_has_reason(facts: Facts, _actor: Actor, _pack: Pack, *, form: str) -> GuardResult:
    """Require a reason for cash: money goes to a card or passbook."""
    if _pays_cash(facts, form) and not str(value_at(facts, f"{form}.cash_reason") or "").strip():
        return fails("cash_without_reason", "救助金应发放到银行卡（折）；发放现金须写明理由")
    return holds()


def cash_at_most(
    facts: Facts, _actor: Actor, pack: Pack, *, parameter: str, form: str, amount: str
) -> GuardResult:
    """Require that cash stays within the office's ceiling."""
    ceiling = setting(pack, parameter)
    if not _pays_cash(facts, form):
        return holds()
    entered = Decimal(value_at(facts, amount) or 0)
    if ceiling.value is not None and entered > Decimal(str(ceiling.value)):
        return fails("cash_over_ceiling", f"现金 {entered} 元超过现金发放限额 {ceiling.value} 元")
    return holds(ceiling.note)


def _pays_cash(facts: Facts, form: str) -> bool:
    return value_at(facts, f"{form}.payment_method") == "cash" and "money" in (
        value_at(facts, f"{form}.modes") or ()
    )


def payments_settled(facts: Facts, _actor: Actor, _pack: Pack, *, at_least: int = 0) -> GuardResult:
    """Require that every payment is paid or replaced, and at least so many are paid."""
    waiting = [item for item in facts.payments if item.state in OPEN_STATES]
    if waiting:
        return fails("payments_open", f"还有 {len(waiting)} 笔救助金未发放到位")
    if sum(item.state == "paid" for item in facts.payments) < at_least:
        return fails("nothing_paid", "尚无已发放的救助金")
    return holds()


def no_money_outstanding(facts: Facts, _actor: Actor, _pack: Pack) -> GuardResult:
    """Require that nothing waits for the bank; cash is handed over with this step."""
    waiting = [
        item for item in facts.payments if item.state in OPEN_STATES and item.method != "cash"
    ]
    if waiting:
        return fails("money_outstanding", "救助金尚待银行发放，由财务办理发放后自动进入下一环节")
    return holds()


def goods_delivered(
    facts: Facts, _actor: Actor, _pack: Pack, *, modes: str, receipt: str
) -> GuardResult:
    """Require a receipt for goods that were granted."""
    granted = "goods" in (value_at(facts, modes) or ())
    if granted and not value_at(facts, f"{receipt}.received_by"):
        return fails("goods_not_delivered", "决定中有实物救助，尚无领取凭证")
    return holds()


def mode_granted(facts: Facts, _actor: Actor, _pack: Pack, *, modes: str, mode: str) -> GuardResult:
    """Require that the decision grants relief in this mode: money, goods or referral."""
    if mode not in (value_at(facts, modes) or ()):
        return fails("mode_not_granted", f"决定中没有{MODES.get(mode, mode)}，无须办理")
    return holds()
