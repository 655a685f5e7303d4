"""Name the conditions of a step of an official document; each says why not, and by which clause (条件)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from jiuji_docs.domain.dispatch.facts import DossierFacts
from jiuji_docs.domain.errors import GuardRefused, Refused
from jiuji_docs.domain.workflow.facts import Actor


def _written(facts: DossierFacts, actor: Actor) -> Refused | None:
    del actor
    return GuardRefused("not_written", facts.written) if facts.written else None


def _routing(facts: DossierFacts, actor: Actor) -> Refused | None:
    del actor
    if not facts.routing:
        return None
    message, clause = facts.routing[0]
    return GuardRefused("routing", message, clause=clause)


def _all_agreed(facts: DossierFacts, actor: Actor) -> Refused | None:
    del actor
    if not facts.open_units:
        return None
    return GuardRefused("not_countersigned", f"尚未会签：{'、'.join(facts.open_units)}")


def _joint_agreed(facts: DossierFacts, actor: Actor) -> Refused | None:
    del actor
    if facts.joint_missing:
        words = f"联合行文应由所有联署机关会签，尚缺：{'、'.join(facts.joint_missing)}"
        return GuardRefused("joint_not_countersigned", words, clause="条例 22")
    if facts.joint_changed:
        words = f"会签后文稿有改动，应退回重新会签：{'、'.join(facts.joint_changed)}"
        return GuardRefused("changed_after_countersigning", words, clause="条例 22")
    return None


def _own_signs(facts: DossierFacts, actor: Actor) -> Refused | None:
    del actor
    if facts.own_signs:
        return None
    return GuardRefused(
        "own_not_signing", "署名中没有本单位，不能加盖本单位印章", clause="条例 9（十三）"
    )


def _principal_upward(facts: DossierFacts, actor: Actor) -> Refused | None:
    if facts.direction != "up" or "doc.principal" in actor.roles:
        return None
    return GuardRefused("principal_signs", "上行文应由机关主要负责人签发", clause="条例 22")


def _unchanged(facts: DossierFacts, actor: Actor) -> Refused | None:
    del actor
    if facts.unchanged:
        return None
    words = "文稿在签发后有改动，应送签发人复审"
    return GuardRefused("changed_after_signing", words, clause="条例 25（一）")


def _numbered(facts: DossierFacts, actor: Actor) -> Refused | None:
    del actor
    return None if facts.numbered else GuardRefused("not_numbered", "尚未登记编号")


def _printed(facts: DossierFacts, actor: Actor) -> Refused | None:
    del actor
    if facts.printed and not facts.pressing:
        return None
    words = "正本正在印制或用印，请稍候" if facts.pressing else "正本没有印成，请重新印制"
    return GuardRefused("not_printed", words)


def _joint_sealed(facts: DossierFacts, actor: Actor) -> Refused | None:
    del actor
    if not facts.joint_unsealed:
        return None
    words = f"联署机关尚未用印：{'、'.join(facts.joint_unsealed)}"
    return GuardRefused("joint_not_sealed", words, clause="条例 9（十三）")


def _seal_due(facts: DossierFacts, actor: Actor) -> Refused | None:
    if not facts.has_sealed:
        return None
    return GuardRefused("sealed_before", f"{actor.unit_name}已经用印")


def _unsealed(facts: DossierFacts, actor: Actor) -> Refused | None:
    del actor
    if facts.sealed:
        return GuardRefused("sealed", "正本已经用印定稿，不能重新印制")
    if facts.pressing:
        return GuardRefused("pressing", "正本正在印制或用印，请稍候")
    return None


def _sealed(facts: DossierFacts, actor: Actor) -> Refused | None:
    del actor
    if facts.sealed:
        return None
    words = "正本正在用印，请稍候" if facts.pressing else "正本没有用印，请重新印制"
    return GuardRefused("not_sealed", words)


#: Every guard by name.
GUARDS: Mapping[str, Callable[[DossierFacts, Actor], Refused | None]] = {
    "written": _written,
    "routing": _routing,
    "all_agreed": _all_agreed,
    "joint_agreed": _joint_agreed,
    "own_signs": _own_signs,
    "principal_upward": _principal_upward,
    "unchanged": _unchanged,
    "numbered": _numbered,
    "printed": _printed,
    "joint_sealed": _joint_sealed,
    "seal_due": _seal_due,
    "unsealed": _unsealed,
    "sealed": _sealed,
}
