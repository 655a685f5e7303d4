"""Judge investigation, review and publicity (入户调查、民主评议、公示)."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from math import ceil

from jiuji_docs.domain.calendar import BEIJING
from jiuji_docs.domain.workflow.facts import Actor, Facts
from jiuji_docs.domain.workflow.policy import Pack
from jiuji_docs.domain.workflow.verdict import GuardResult, fails, holds, setting, value_at

#: 入户调查 is never done by one person alone.
FEWEST_INVESTIGATORS = 2


def two_investigators(
    facts: Facts, actor: Actor, pack: Pack, *, names: str, at_least: str = ""
) -> GuardResult:
    """Require two different visitors, or more where the parameter *at_least* says so.

    One of them is the person who writes it down.
    """
    more = setting(pack, at_least).value if at_least else None
    fewest = max(FEWEST_INVESTIGATORS, int(more or 0))
    rows = value_at(facts, names) or ()
    people = {str(row.get("name") or "").strip() for row in rows} - {""}
    if len(people) < fewest:
        number = "两" if fewest == FEWEST_INVESTIGATORS else f" {fewest} "
        return fails("two_investigators", f"入户调查须由{number}名以上不同的调查人员进行")
    if actor.name not in people:
        return fails(
            "not_among_investigators",
            f"调查人员中没有办理人{actor.name}本人；调查表由参加入户的人员填写",
        )
    return holds()


def votes_add_up(facts: Facts, _actor: Actor, _pack: Pack, *, form: str) -> GuardResult:
    """Require that all votes make up those present, and no more are present than expected."""
    expected, present, *votes = (
        int(value_at(facts, f"{form}.{name}") or 0)
        for name in ("expected", "present", "in_favour", "against", "abstain")
    )
    if present > expected:
        return fails("votes_do_not_add_up", f"实到 {present} 人多于应到 {expected} 人")
    if sum(votes) != present:
        return fails(
            "votes_do_not_add_up",
            f"同意、不同意、弃权合计 {sum(votes)} 票，与实到 {present} 人不符",
        )
    return holds()


def quorum(facts: Facts, _actor: Actor, pack: Pack, *, parameter: str, form: str) -> GuardResult:
    """Require enough people present: a share of those expected (``2/3``), or a number."""
    rule = setting(pack, parameter)
    if rule.value is None:
        return holds(rule.note)
    expected = int(value_at(facts, f"{form}.expected") or 0)
    present = int(value_at(facts, f"{form}.present") or 0)
    least = least_of(str(rule.value), expected)
    if present < least:
        return fails("no_quorum", f"实到 {present} 人，未达到评议人数要求（至少 {least} 人）")
    return holds(rule.note)


def least_of(rule: str, whole: int) -> int:
    """Return the fewest that meet *rule* of *whole*: ``2/3`` at least that share, ``>1/2`` more, ``10``."""
    if "/" not in rule:
        return int(rule)
    share = Fraction(rule.removeprefix(">")) * whole
    return int(share) + 1 if rule.startswith(">") else ceil(share)


def majority(facts: Facts, _actor: Actor, pack: Pack, *, parameter: str, form: str) -> GuardResult:
    """Require enough votes in favour, of those present, where the review concludes 符合."""
    rule = setting(pack, parameter)
    if rule.value is None or value_at(facts, f"{form}.conclusion") != "fits":
        return holds(rule.note)
    present = int(value_at(facts, f"{form}.present") or 0)
    in_favour = int(value_at(facts, f"{form}.in_favour") or 0)
    least = least_of(str(rule.value), present)
    if in_favour < least:
        return fails(
            "no_majority",
            f"同意 {in_favour} 票，未达到通过的票数（至少 {least} 票），结论应为不符合",
        )
    return holds(rule.note)


def publicity_set(
    facts: Facts, _actor: Actor, pack: Pack, *, parameter: str, form: str
) -> GuardResult:
    """Require that the office has a publicity step and the period entered is long enough.

    The day of posting does not count, so the last day is at least that many days later.
    """
    days = setting(pack, parameter)
    if days.value is None:
        return fails("publicity_unset", "公示未规定，本单位也未设公示期，可直接审核")
    first, last = value_at(facts, f"{form}.from_day"), value_at(facts, f"{form}.to_day")
    if first is None or last is None:
        return holds(days.note)
    earliest = first + dt.timedelta(days=int(days.value))
    if last < earliest:
        return fails(
            "publicity_too_short",
            f"公示期不足 {days.value} 日：张贴当日不计入，公示至少到 {earliest:%Y-%m-%d}",
        )
    return holds(days.note)


def publicity_done(
    facts: Facts, _actor: Actor, pack: Pack, *, parameter: str, step: str, until: str
) -> GuardResult:
    """Require that publicity has ended, or that nobody asks for any."""
    days = setting(pack, parameter)
    posted = any(item.transition == step and not item.voided for item in facts.steps)
    if not posted:
        if days.value is None:
            return holds(days.note)
        return fails("publicity_missing", f"须先公示 {days.value} 日，再行审核")
    last = value_at(facts, until)
    today = facts.now.astimezone(BEIJING).date()
    if last is not None and today <= last:
        return fails("publicity_running", f"公示期到 {last:%Y-%m-%d} 届满，届满后方可审核")
    return holds(days.note)


def review_fits(facts: Facts, _actor: Actor, _pack: Pack, *, conclusion: str) -> GuardResult:
    """Refuse what the review found unfit (不符合): only refusal or return is left then."""
    if value_at(facts, conclusion) == "unfit":
        return fails("review_unfit", "民主评议结论为不符合条件，只能不予救助或退回重新评议")
    return holds()
