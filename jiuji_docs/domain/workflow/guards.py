"""Keep the closed list of conditions (条件): name, typed parameters, and how each is judged.

No condition is an expression. Each says in Chinese why it refuses; a setting that nobody decided
never blocks, it is noted as 未规定.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from jiuji_docs.domain.workflow import (
    amount_guards,
    books,
    links,
    matters,
    meetings,
    members,
    published,
    standing,
    sums,
)
from jiuji_docs.domain.workflow.definition import Condition
from jiuji_docs.domain.workflow.facts import Actor, Facts
from jiuji_docs.domain.workflow.policy import Pack
from jiuji_docs.domain.workflow.verdict import GuardResult

#: What a guard's parameter names: a policy parameter, an entered path, a form and so on.
KINDS = frozenset(
    (
        "parameter",
        "path",
        "form",
        "step",
        "debts",
        "table",
        "panel",
        "branches",
        "routes",
        "integer",
        "text",
    )
)
#: Kinds whose value is a list of names.
LISTS = frozenset({"debts", "branches", "routes"})


#: A condition whose pack and parameters are settled.
Judge = Callable[[Facts, Actor], GuardResult]


@dataclass(frozen=True, slots=True)
class Guard:
    """One condition of the closed list.

    ``entered`` marks those that judge what is being entered with the step, not to be judged before.
    """

    title: str
    judge: Callable[..., GuardResult]
    parameters: Mapping[str, str] = field(default_factory=dict)
    optional: frozenset[str] = frozenset()
    entered: bool = False
    #: The parameter without which it holds for no case at all: a step with it is shut until it is set.
    needs: str = ""
    #: What judges the same once its pack and parameters are known, where looking them up for each case costs.
    bind: Callable[..., Judge] | None = None


GUARDS: Mapping[str, Guard] = {
    "not_same_matter_within": Guard(
        "同一事项在期间内未超过救助次数",
        matters.not_same_matter_within,
        {"times": "parameter", "window": "parameter", "cause": "path", "occurred_on": "path"},
        entered=True,
    ),
    "not_more_than": Guard(
        "一个家庭在期间内未超过救助次数",
        matters.not_more_than,
        {"times": "parameter", "window": "parameter"},
        entered=True,
    ),
    "two_investigators": Guard(
        "两名以上调查人员，含办理人",
        meetings.two_investigators,
        {"names": "path", "at_least": "parameter"},
        optional=frozenset({"at_least"}),
        entered=True,
    ),
    "votes_add_up": Guard(
        "票数与实到人数相符", meetings.votes_add_up, {"form": "form"}, entered=True
    ),
    "quorum": Guard(
        "达到评议人数", meetings.quorum, {"parameter": "parameter", "form": "form"}, entered=True
    ),
    "majority": Guard(
        "达到通过的票数",
        meetings.majority,
        {"parameter": "parameter", "form": "form"},
        entered=True,
    ),
    "publicity_set": Guard(
        "本单位设有公示期",
        meetings.publicity_set,
        {"parameter": "parameter", "form": "form"},
        needs="parameter",
    ),
    "publicity_done": Guard(
        "公示期满或不需公示",
        meetings.publicity_done,
        {"parameter": "parameter", "step": "step", "until": "path"},
    ),
    "publicity_masked": Guard(
        "公示内容不含证件号、卡号、手机号和未成年人全名",
        published.publicity_masked,
        {"form": "form", "shown": "path", "subject": "path", "person_id": "path"},
        entered=True,
    ),
    "files_attached": Guard(
        "已上传这一类材料",
        published.files_attached,
        {"kind": "text", "parameter": "parameter"},
    ),
    "review_fits": Guard("评议结论不是不符合", meetings.review_fits, {"conclusion": "path"}),
    "amount_at_most": Guard(
        "金额在限额以内",
        sums.amount_at_most,
        {"parameter": "parameter", "amount": "path"},
        entered=True,
        bind=sums.within_ceiling,
    ),
    "amount_reaches": Guard(
        "只因金额上报的，金额达到所定的数",
        sums.amount_reaches,
        {"parameter": "parameter", "amount": "path", "grounds": "path", "ground": "text"},
        entered=True,
    ),
    "direct_relief_ceiling": Guard(
        "先行救助金额在限额以内",
        sums.direct_relief_ceiling,
        {"parameter": "parameter", "amount": "path"},
        entered=True,
        bind=sums.within_ceiling,
    ),
    "times_standard": Guard(
        "金额不超过低保标准的倍数",
        sums.times_standard,
        {
            "amount": "path",
            "standard": "parameter",
            "times": "parameter",
            "path": "path",
            "value": "text",
        },
        optional=frozenset({"path", "value"}),
        entered=True,
    ),
    "amount_by_table": Guard(
        "金额合乎所用的救助标准",
        amount_guards.amount_by_table,
        {
            "parameter": "parameter",
            "amount": "path",
            "reason": "path",
            "path": "path",
            "value": "text",
            "beyond": "text",
        },
        optional=frozenset({"reason", "path", "value", "beyond"}),
        entered=True,
        bind=amount_guards.bound_by_table,
    ),
    "not_left_to_meeting": Guard("标准没有留给会议议定", amount_guards.not_left_to_meeting),
    "amount_agrees_with_tier": Guard(
        "金额与审批档次相符",
        sums.amount_agrees_with_tier,
        {"table": "table", "amount": "path"},
        entered=True,
    ),
    "cash_has_reason": Guard(
        "发放现金写明理由", sums.cash_has_reason, {"form": "form"}, entered=True
    ),
    "cash_at_most": Guard(
        "现金在限额以内",
        sums.cash_at_most,
        {"parameter": "parameter", "form": "form", "amount": "path"},
        entered=True,
    ),
    "reserve_covers": Guard(
        "备用金余额足够，本环节从备用金支出",
        books.reserve_covers,
        {"parameter": "parameter", "amount": "path"},
        entered=True,
    ),
    "not_banned": Guard(
        "不在骗取救助的停止受理期内", books.not_banned, {"window": "parameter"}, entered=True
    ),
    "payments_settled": Guard(
        "救助金已发放到位",
        sums.payments_settled,
        {"at_least": "integer"},
        optional=frozenset({"at_least"}),
    ),
    "no_money_outstanding": Guard("没有待银行发放的救助金", sums.no_money_outstanding),
    "goods_delivered": Guard(
        "实物已领取", sums.goods_delivered, {"modes": "path", "receipt": "form"}
    ),
    "mode_granted": Guard(
        "决定中有这种救助方式", sums.mode_granted, {"modes": "path", "mode": "text"}
    ),
    "amounts_agree": Guard(
        "两处金额一致", sums.amounts_agree, {"first": "path", "second": "path"}, entered=True
    ),
    "no_open_debts": Guard("欠项已补齐", standing.no_open_debts),
    "debts_settled": Guard("所列欠项已补齐", standing.debts_settled, {"debts": "debts"}),
    "sub_cases_closed": Guard("子事项已办结", standing.sub_cases_closed),
    "opened_from": Guard("从所列事项开立", links.opened_from, {"routes": "routes"}),
    "sub_case_opened": Guard("已从本件开立事项", links.sub_case_opened, {"routes": "routes"}),
    "not_passed_in_circles": Guard(
        "再转有限度，不无故转回",
        links.not_passed_in_circles,
        {"step": "step", "unit": "path", "reason": "path", "at_most": "integer"},
        entered=True,
    ),
    "consent_recorded": Guard(
        "已记录本人同意", links.consent_recorded, {"consent": "path"}, entered=True
    ),
    "nothing_entered": Guard(
        "所列一项没有填写", links.nothing_entered, {"field": "path"}, entered=True
    ),
    "is_yes": Guard("所填一项为是", links.is_yes, {"answer": "path"}, entered=True),
    "done_after": Guard(
        "后一环节以后又办过前一环节", links.done_after, {"step": "step", "after": "step"}
    ),
    "step_taken": Guard("前一环节已办理", standing.step_taken, {"step": "step"}),
    "step_taken_when": Guard(
        "某项为所指的值时，前一环节已办理",
        standing.step_taken_when,
        {"step": "step", "path": "path", "value": "text"},
    ),
    "step_answered": Guard(
        "办理过的环节已有后续", standing.step_answered, {"step": "step", "answer": "step"}
    ),
    "step_not_taken": Guard("本环节尚未办理", standing.step_not_taken, {"step": "step"}),
    "result_is": Guard(
        "所记决定结果与本环节相符",
        standing.result_is,
        {"result": "path", "value": "text"},
        entered=True,
    ),
    "charity_consented": Guard(
        "转介慈善已经本人同意",
        standing.charity_consented,
        {"schemes": "path", "consent": "path"},
        entered=True,
    ),
    "stated": Guard("所指的一项已填写", standing.stated, {"path": "path"}, entered=True),
    "is_among": Guard(
        "所选的一项在规定的范围内",
        standing.is_among,
        {"path": "path", "parameter": "parameter"},
        entered=True,
    ),
    "within_period": Guard(
        "所填日期起的期间未满",
        standing.within_period,
        {"day": "path", "period": "parameter"},
        entered=True,
    ),
    "refusal_delivered": Guard("不予救助的已送达", standing.refusal_delivered, {"step": "step"}),
    "moment_passed": Guard(
        "所填时刻不晚于现在", standing.moment_passed, {"moment": "path"}, entered=True
    ),
    "materials_complete": Guard("材料齐全", standing.materials_complete, {"missing": "path"}),
    "panel_agreed": Guard("会签同意", members.panel_agreed, {"panel": "panel"}),
    "panel_refused": Guard("会签不同意", members.panel_refused, {"panel": "panel"}),
    "branches_ended": Guard(
        "并行分支已办结",
        members.branches_ended,
        {"branches": "branches", "at_least": "integer"},
        optional=frozenset({"branches", "at_least"}),
    ),
}


def judge(condition: Condition, facts: Facts, actor: Actor, pack: Pack) -> GuardResult:
    """Return whether *condition* holds for these facts and this person."""
    return GUARDS[condition.name].judge(facts, actor, pack, **condition.parameters)


def bound(condition: Condition, pack: Pack) -> Judge:
    """Return what judges *condition* for every case of *pack*, to the same results as ``judge``."""
    guard, parameters = GUARDS[condition.name], condition.parameters
    if guard.bind is not None:
        return guard.bind(pack, **parameters)
    plain = guard.judge
    return lambda facts, actor: plain(facts, actor, pack, **parameters)


def typed_parameters(name: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return a condition's parameters as its guard takes them.

    Raises ValueError in Chinese for an unknown guard, and for a parameter that is unknown, missing
    or of the wrong type.
    """
    guard = GUARDS.get(name)
    if guard is None:
        raise ValueError(f"没有名为“{name}”的条件；可用：{'、'.join(sorted(GUARDS))}")
    if unknown := sorted(set(given).difference(guard.parameters)):
        known = "、".join(guard.parameters) or "（无）"
        raise ValueError(f"条件 {name} 没有参数“{unknown[0]}”；可用：{known}")
    if missing := sorted(set(guard.parameters) - guard.optional - set(given)):
        raise ValueError(f"条件 {name} 缺少参数“{missing[0]}”")
    return {key: _typed(name, key, guard.parameters[key], value) for key, value in given.items()}


def _typed(name: str, key: str, kind: str, value: Any) -> Any:
    """Return one parameter: lists of names as a tuple, a count as an integer, names as text."""
    if kind in LISTS and isinstance(value, list) and all(isinstance(v, str) for v in value):
        return tuple(value)
    if kind == "integer" and isinstance(value, int) and not isinstance(value, bool):
        return value
    if kind not in {"integer", *LISTS} and isinstance(value, str) and value:
        return value
    raise ValueError(f"条件 {name} 的参数 {key} 类型不对（应为 {kind}）：{value!r}")
