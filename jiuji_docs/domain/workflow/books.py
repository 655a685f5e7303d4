"""Judge a step against the money books (资金账): the town's reserve."""

from __future__ import annotations

from decimal import Decimal

from jiuji_docs.domain.funds.reserve import why_short
from jiuji_docs.domain.workflow.facts import Actor, Facts
from jiuji_docs.domain.workflow.policy import Pack
from jiuji_docs.domain.workflow.verdict import GuardResult, fails, holds, setting, value_at

#: The guard whose step takes its money out of the reserve.
DRAWS = "reserve_covers"


def reserve_covers(
    facts: Facts, _actor: Actor, pack: Pack, *, parameter: str, amount: str
) -> GuardResult:
    """Require that the town's reserve covers the money given (备用金余额); the step then draws on it.

    ``parameter`` is the quota (额度). A town without a reserve is noted and pays otherwise.
    """
    quota = setting(pack, parameter)
    entered = money_entered(facts, amount)
    if entered is None:
        return holds()
    if facts.reserve is None:
        return holds(quota.note, "本乡镇没有设立备用金台账，本次救助不从备用金支出")
    if entered > facts.reserve:
        return fails("reserve_short", why_short(facts.reserve, entered))
    return holds(quota.note)


def money_entered(facts: Facts, amount: str) -> Decimal | None:
    """Return the sum given in money; None where only goods or a referral are given."""
    form, _, _name = amount.partition(".")
    modes = value_at(facts, f"{form}.modes")
    entered = value_at(facts, amount)
    if entered is None or (modes is not None and "money" not in modes):
        return None
    return Decimal(entered)


def not_banned(facts: Facts, _actor: Actor, pack: Pack, *, window: str) -> GuardResult:
    """Refuse who is barred after fraud (骗取救助的停止受理) until the end day, unless the county excepted.

    ``window`` is the parameter by which bans are laid down; where it is unset there are none.
    """
    span = setting(pack, window)
    if facts.barred_until is None:
        return holds(span.note)
    if facts.ban_exception:
        return holds(f"停止受理期至 {facts.barred_until:%Y-%m-%d}：已有县级批准的紧急例外")
    return fails(
        "banned",
        f"因骗取救助金被查实，{facts.barred_until:%Y-%m-%d} 以前（含当日）不受理申请；"
        "危及生命等紧急情形，由县级审批人员写明理由批准例外",
    )
