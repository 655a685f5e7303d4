"""Check the registers (登记簿): apart from relief cases, sent to somebody, and timed by fields there are."""

from __future__ import annotations

from collections.abc import Iterator

from jiuji_docs.definitions.finding import Finding, in_policy, in_workflow
from jiuji_docs.definitions.known_paths import known_paths
from jiuji_docs.domain.workflow.definition import START, STAY, Transition
from jiuji_docs.domain.workflow.policy import Pack
from jiuji_docs.domain.workflow.register_numbers import RELIEF, check_word
from jiuji_docs.domain.workflow.sides import RECEIVER

#: The form of a transfer slip, which names the department that takes a matter on (转办单).
SLIP = "referral_slip"


def registers(pack: Pack) -> Iterator[Finding]:
    """Find registers that are no route or stand where relief cases stand, and money in one."""
    flow = pack.workflow
    for name in flow.registers:
        if name not in flow.routes:
            yield in_workflow(pack, "registers", f"没有“{name}”这条路径")
    for step in flow.transitions.values():
        where = f"transition[{step.id}]"
        if not _of_registers(pack, step):
            for state in sorted(_stands(step) & flow.register_states):
                yield in_workflow(pack, where, f"救助事项和登记簿不能共用环节“{state}”")
        elif step.grants or step.refuses or step.owes:
            yield in_workflow(pack, where, "登记簿的一步不给付、不作不予救助决定、不欠项")


def sent(pack: Pack) -> Iterator[Finding]:
    """Find steps of a receiver without anybody sending to one, and of sides where there are none yet."""
    paths, flow = known_paths(pack), pack.workflow
    sending = {
        route for step in flow.transitions.values() if step.receiver for route in step.routes
    }
    for step in flow.transitions.values():
        where = f"transition[{step.id}]"
        if step.receiver and step.receiver not in paths:
            yield in_workflow(pack, f"{where}.receiver", f"没有“{step.receiver}”")
        if step.side and (START in step.source or step.automatic or step.panel):
            yield in_workflow(pack, f"{where}.side", "立件、自动流转和会签不分转出、接收")
        if step.side == RECEIVER and not sending.intersection(step.routes):
            yield in_workflow(pack, f"{where}.side", "这条路径没有转给任何单位的一步（receiver）")
        bounded = any(one.name == "not_passed_in_circles" for one in step.guards)
        if step.receiver and step.side == RECEIVER and not bounded:
            why = "接收的一方再转，须有条件 not_passed_in_circles"
            yield in_workflow(pack, f"{where}.receiver", why)


def public(pack: Pack) -> Iterator[Finding]:
    """Find steps open to everybody that are more than a report for a register."""
    flow = pack.workflow
    for step in flow.transitions.values():
        report = START in step.source and step.operation and step.roles == ("system",)
        asks_more = step.documents or step.signs or step.receiver or step.guards
        if step.public and (not report or asks_more or not _of_registers(pack, step)):
            why = "public 只用于登记簿里由 system 立件的一步，不出具文书、不用印、不转出、没有条件"
            yield in_workflow(pack, f"transition[{step.id}].public", why)


def own_dues(pack: Pack) -> Iterator[Finding]:
    """Find time limits that take each item's due time from a field nobody enters."""
    paths = known_paths(pack)
    for limit in pack.workflow.time_limits.values():
        if limit.due_from and limit.due_from not in paths:
            yield in_workflow(pack, f"time_limit[{limit.id}].due_from", f"没有“{limit.due_from}”")


def number_words(pack: Pack) -> Iterator[Finding]:
    """Find words in numbers of no register nor of relief, that no number can hold, or that two share."""
    flow, seen = pack.workflow, set[str]()
    for name, word in flow.number_words.items():
        where = f"number_words.{name}"
        if name not in (RELIEF, *flow.registers):
            yield in_workflow(pack, where, f"没有“{name}”这本登记簿")
        if why := check_word(word):
            yield in_workflow(pack, where, why)
        if word in seen:
            yield in_workflow(pack, where, f"两处的编号用字都是“{word}”")
        seen.add(word)


def _of_registers(pack: Pack, step: Transition) -> bool:
    return bool(step.routes) and set(step.routes) <= set(pack.workflow.registers)


def leads(pack: Pack) -> Iterator[Finding]:
    """Find causes and departments of the dispatch table that the pack does not have (按事由定主办部门)."""
    policy = pack.policy
    slip = pack.forms.get(SLIP)
    offered = (
        {c.value for f in slip.fields for c in f.choices if f.name == "department"}
        if slip
        else set()
    )
    for cause, department in policy.lead_departments.items():
        place = f"lead_departments[{cause}]"
        if cause not in policy.enumerations.get("causes", {}):
            yield in_policy(pack, place, f"没有困难类别“{cause}”")
        if department not in offered:
            yield in_policy(pack, place, f"没有承办部门“{department}”")


def _stands(step: Transition) -> set[str]:
    return {*step.source, step.target, *step.return_targets} - {START, STAY, ""}
