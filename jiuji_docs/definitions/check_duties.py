"""Check scheduled duties and rosters: their posts, their clauses, their periods (定期任务、名册)."""

from __future__ import annotations

from collections.abc import Iterator

from jiuji_docs.definitions.finding import WARNING, Finding, in_policy
from jiuji_docs.domain.duties.duty import LEVELS, MOST_FILES, Duty, is_held_above
from jiuji_docs.domain.rosters.roster import DUTY
from jiuji_docs.domain.workflow.policy import Pack


def duties(pack: Pack) -> Iterator[Finding]:
    """Find duties of a post there is not, without clause, or due and reminded without a period."""
    for duty in pack.policy.duties.values():
        place = f"duty[{duty.id}]"
        yield from _post_and_clause(pack, place, duty.role, duty.clause)
        if not duty.every and (duty.due or duty.remind):
            yield in_policy(pack, place, "没有写 every，due 和 remind 不起作用", WARNING)
        for message in (*_escalation(pack, duty), *_outcome(pack, duty)):
            yield in_policy(pack, place, message)


def _escalation(pack: Pack, duty: Duty) -> Iterator[str]:
    """Find a superior that there is not, that is the one responsible, or that no unit above has."""
    if duty.escalate_after and not duty.escalate_to:
        yield "写了 escalate_after，没有写 escalate_to"
    if not duty.escalate_to:
        return
    if duty.escalate_to not in pack.workflow.roles:
        yield f"escalate_to：没有“{duty.escalate_to}”这个岗位"
    elif duty.escalate_to == duty.role:
        yield "escalate_to 就是责任岗位自己"
    elif not is_held_above(duty.escalate_to, duty.level):
        yield f"escalate_to：“{duty.escalate_to}”不在{LEVELS[duty.level]}或其上级"
    if not duty.every:
        yield "没有写 every，不会逾期，escalate_to 不起作用"


def _outcome(pack: Pack, duty: Duty) -> Iterator[str]:
    """Find a form that there is not or that cannot be printed, and more files than a record takes."""
    form = pack.forms.get(duty.form)
    if duty.form and form is None:
        yield f"form：没有“{duty.form}”这张表单"
    if form is not None and (form.paper is None or form.paper.kind != "sheet"):
        yield f"form：“{duty.form}”不是可以打印的表"
    if not 0 <= duty.files <= MOST_FILES:
        yield f"files 写 1 至 {MOST_FILES}"


def rosters(pack: Pack) -> Iterator[Finding]:
    """Find rosters of a post there is not, without clause, or with positions in a duty roster."""
    for roster in pack.policy.rosters.values():
        place = f"roster[{roster.id}]"
        yield from _post_and_clause(pack, place, roster.role, roster.clause)
        if roster.kind == DUTY and roster.positions:
            yield in_policy(pack, place, "值班表按日期排班，不写 positions", WARNING)
        if len(set(roster.positions)) < len(roster.positions):
            yield in_policy(pack, place, "positions 有重复")


def _post_and_clause(pack: Pack, place: str, role: str, clause: str) -> Iterator[Finding]:
    if role not in pack.workflow.roles:
        yield in_policy(pack, place, f"没有“{role}”这个岗位")
    if not clause:
        yield in_policy(pack, place, "没有写出处条款")
    elif clause not in pack.policy.clauses:
        yield in_policy(pack, place, f"没有“{clause}”这一条")
