"""Say who may act for an absent person, and what the deputy may do (代理): never more than that person.

A deputyship has a first and a last moment, and may be limited to posts, steps and an amount. The deputy
acts in the absent person's unit and posts and answers for it with their own name; both names are kept.
What segregation of duties or recusal denies to either of the two is denied to the deputy.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from jiuji_docs.domain.errors import GuardRefused, NotAllowed, Refused
from jiuji_docs.domain.workflow.definition import Transition
from jiuji_docs.domain.workflow.facts import Actor

#: Nobody is absent longer than this without another decision.
LONGEST = dt.timedelta(days=366)
#: Posts that are never acted for: who runs the system, and who audits it.
PERSONAL_ROLES = frozenset({"system.admin", "audit.reader", "system"})


@dataclass(frozen=True, slots=True)
class Deputyship:
    """Who acts for whom, when, and within what limits; an empty limit is none."""

    principal: str
    deputy: str
    from_at: dt.datetime
    #: The first moment at which it is over.
    to_at: dt.datetime
    roles: frozenset[str] = frozenset()
    steps: frozenset[str] = frozenset()
    ceiling: Decimal | None = None
    ended_at: dt.datetime | None = None

    @property
    def over_at(self) -> dt.datetime:
        """When it is over, by its period or because it was ended early."""
        return self.to_at if self.ended_at is None else min(self.to_at, self.ended_at)

    def in_force(self, now: dt.datetime) -> bool:
        """Say whether the deputy may act at *now*."""
        return self.from_at <= now < self.over_at

    def overlaps(self, other: Deputyship) -> bool:
        """Say whether both are in force at some moment."""
        return self.from_at < other.over_at and other.from_at < self.over_at


def check_appointment(
    new: Deputyship, principal: Actor, deputy: Actor, others: Iterable[Deputyship], now: dt.datetime
) -> None:
    """Refuse what must not be: nobody's own deputy, a chain, two at once, another office, no post to act in."""
    if new.principal == new.deputy:
        raise Refused("own_deputy", "不能委托本人代理")
    if new.to_at <= max(new.from_at, now):
        raise Refused("period", "代理的截止日期应不早于开始日期，且尚未过去")
    if new.to_at - new.from_at > LONGEST:
        raise Refused("period", f"代理期限最长 {LONGEST.days} 天")
    if not _near(principal, deputy):
        raise Refused("other_office", "代理人应是本单位或上一级单位的人员")
    may = principal.roles - PERSONAL_ROLES
    if not may or not new.roles <= may:
        raise Refused("roles", f"{principal.name}没有可以代理的岗位，或所选岗位不是其本人的")
    if new.ceiling is not None and new.ceiling <= 0:
        raise Refused("ceiling", "代理的金额上限应大于 0 元")
    _check_others(new, [item for item in others if item.overlaps(new)])


def _check_others(new: Deputyship, others: list[Deputyship]) -> None:
    if any(item.principal == new.principal for item in others):
        raise Refused("two_deputies", "这段时间已有代理人；先结束原来的代理，再另行委托")
    if any(item.principal == new.deputy for item in others):
        raise Refused("chain", "所选代理人这段时间自己也由他人代理，不能再代理别人")
    if any(item.deputy == new.principal for item in others):
        raise Refused("chain", "被代理人这段时间正在代理他人，不能再转由别人代理")


def _near(principal: Actor, deputy: Actor) -> bool:
    """Say whether the deputy sits in the same unit, or, for a village, in its town."""
    return deputy.unit == principal.unit or (
        principal.level == "village" and deputy.level == "town" and deputy.unit == principal.town
    )


def acting(deputy: Actor, principal: Actor, held: Deputyship) -> Actor:
    """Return the deputy in the absent person's unit and posts, limited to those the deputyship names."""
    may = principal.roles - PERSONAL_ROLES
    return replace(
        principal,
        account=deputy.account,
        name=deputy.name,
        post=deputy.post,
        roles=may & held.roles if held.roles else may,
        on_behalf_of=principal.account,
        principal_name=principal.name,
        principal_post=principal.post,
    )


def check_limits(
    held: Deputyship | None, transition: Transition, amount: Decimal | None, now: dt.datetime
) -> None:
    """Refuse a deputy's step outside the deputyship; *amount* is what the case is worth after the step."""
    if held is None or not held.in_force(now):
        raise NotAllowed("deputy_over", "代理期已满或代理已结束，本次操作未办理")
    if held.steps and transition.id not in held.steps:
        raise NotAllowed("deputy_step", f"“{transition.title}”不在代理范围内，请由本人办理")
    if transition.panel:
        raise NotAllowed("deputy_panel", "会签、票决的意见须由本人发表，不能代理")
    if held.ceiling is not None and amount is not None and amount > held.ceiling:
        raise GuardRefused("deputy_ceiling", f"金额超过代理上限 {held.ceiling} 元，请由本人办理")
