"""Check who got relief: officials' relatives, the dead, one account for several, the same matter again."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from jiuji_docs.domain.audit.facts import AuditCase, AuditFacts, Found, found
from jiuji_docs.domain.people import mask_account

#: Days in which the same matter is helped once unless the office excepts it (一年).
YEAR = 365
#: Payments that went out or may yet.
_LIVE = frozenset({"waiting", "batched", "paid"})


def relatives_unvisited(facts: AuditFacts) -> Iterator[Found]:
    """Find relatives of officials (近亲属) that were helped without a visit by the county."""
    for case in facts.cases:
        decided_on = _judged_on(case)
        if decided_on is None or not _related(case):
            continue
        filed = case.entries.get("relative_filing", {})
        if not filed:
            yield found("relatives_unvisited", case, "写明是工作人员近亲属，没有近亲属备案表")
        elif not filed.get("county_visited_on"):
            yield found("relatives_unvisited", case, "近亲属已备案，没有县级入户核查日期")
        elif str(filed["county_visited_on"]) > decided_on.isoformat():
            yield found("relatives_unvisited", case, "县级入户核查在审批之后")


def _judged_on(case: AuditCase) -> dt.date | None:
    """Return the day before which the county had to visit; first relief is judged when it is confirmed."""
    if "approval_emergency" not in case.entries:
        return case.decided_on
    return max((one.decided_on for one in case.decidings), default=None)


def _related(case: AuditCase) -> bool:
    declared = (case.entries.get(form, {}) for form in ("application", "approval_emergency"))
    return "relative_filing" in case.entries or any(
        one.get("near_relative") in (True, "yes") or one.get("relative_of") for one in declared
    )


def dead_payees(facts: AuditFacts) -> Iterator[Found]:
    """Find people who had died before their relief was decided or paid."""
    for case in facts.cases:
        died = facts.deceased.get(case.mark)
        if died is None:
            continue
        paid = [one.settled_on for one in case.payments if one.settled_on and one.state == "paid"]
        late = [day for day in (case.decided_on, *paid) if day is not None and day > died]
        if late:
            detail = f"死亡日期 {died}，此后仍于 {min(late)} 审批或者发放"
            yield found("dead_payees", case, detail)


def shared_accounts(facts: AuditFacts) -> Iterator[Found]:
    """Find accounts that took the relief of several people (一个账户领多人的款)."""
    takers: dict[str, list[AuditCase]] = defaultdict(list)
    for case in facts.cases:
        for account in {one.account for one in case.payments if one.account and one.state in _LIVE}:
            takers[account].append(case)
    for account, cases in takers.items():
        if len({case.person for case in cases}) > 1:
            others = "、".join(case.number for case in cases)
            for case in cases:
                detail = f"账户 {mask_account(account)} 同时收下 {others} 的救助金"
                yield found("shared_accounts", case, detail)


def repeated_relief(facts: AuditFacts) -> Iterator[Found]:
    """Find the same matter of one person helped again within a year without an exception."""
    matters: dict[tuple[int, str, str], list[AuditCase]] = defaultdict(list)
    for case in facts.cases:
        if case.decided_on is not None:
            matters[case.person, case.cause, str(case.occurred_on)].append(case)
    for cases in matters.values():
        ordered = sorted(cases, key=lambda one: (str(one.decided_on), one.number))
        for earlier, later in pairwise(ordered):
            if earlier.decided_on is None or later.decided_on is None or later.excepted:
                continue
            if (later.decided_on - earlier.decided_on).days <= YEAR:
                detail = f"同一事项已由 {earlier.number} 于 {earlier.decided_on} 救助"
                yield found("repeated_relief", later, detail)
