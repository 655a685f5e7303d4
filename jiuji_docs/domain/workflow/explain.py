"""Explain a step in Chinese: who takes it, on what conditions, by which clause (说明)."""

from __future__ import annotations

from collections.abc import Iterable

from jiuji_docs.domain.workflow.definition import START, STAY, Condition, Transition
from jiuji_docs.domain.workflow.guards import GUARDS
from jiuji_docs.domain.workflow.policy import Pack
from jiuji_docs.domain.workflow.verdict import shown

#: Said of a condition or step that names no clause.
NO_CLAUSE = "软件的要求，文件未写"


def explain_step(pack: Pack, transition: Transition) -> tuple[str, ...]:
    """Return lines about one step: roles, way, forms, papers, conditions, clauses."""
    flow = pack.workflow
    return tuple(
        f"{head}：{text}"
        for head, text in (
            ("办理岗位", _joined(flow.roles.get(role, role) for role in transition.roles)),
            ("流转", _way(pack, transition)),
            ("填写", _joined(_form(pack, form) for form in transition.forms)),
            ("出具", _joined(_form(pack, form) for form in transition.documents)),
            ("补齐", _joined(flow.debts[debt].title for debt in transition.settles)),
            ("留待后补", _joined(flow.debts[debt].title for debt in transition.owes)),
            ("条件", "；".join(explain_condition(pack, item) for item in transition.guards)),
            ("回避", "申请人的近亲属不得办理" if transition.recusal else ""),
            ("不得同为", _joined(_step(pack, name) for name in transition.not_same_person_as)),
            ("依据", _joined(pack.policy.place(clause) for clause in transition.clauses)),
        )
        if text
    )


def explain_condition(pack: Pack, condition: Condition) -> str:
    """Return one condition with its settings and clause: 金额在限额以内（限额 500.00 元，…）."""
    guard = GUARDS[condition.name]
    settings = [
        f"{pack.policy.parameters[value].title} {shown(pack.policy.parameters[value])}"
        for key, value in condition.parameters.items()
        if guard.parameters[key] == "parameter"
    ]
    place = pack.policy.place(condition.clause) or NO_CLAUSE
    return f"{guard.title}（{'，'.join([*settings, place])}）"


def _way(pack: Pack, transition: Transition) -> str:
    flow = pack.workflow
    sources = _joined(
        "立件" if name == START else flow.states[name].title for name in transition.source
    )
    if transition.returns:
        target = "退回到" + _joined(flow.states[name].title for name in transition.return_targets)
    elif transition.table:
        rows = flow.tables[transition.table].rows
        target = "按金额到" + _joined(flow.states[row.outcome].title for row in rows)
    elif transition.target == STAY:
        target = "不变"
    else:
        target = flow.states[transition.target].title
    return f"{sources} → {target}"


def _form(pack: Pack, form: str) -> str:
    return pack.forms[form].title if form in pack.forms else form


def _step(pack: Pack, name: str) -> str:
    return f"“{pack.workflow.transitions[name].title}”的办理人"


def _joined(texts: Iterable[str]) -> str:
    return "、".join(text for text in texts if text)
