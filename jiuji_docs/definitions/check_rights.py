"""Check rights on forms and fields (字段权限): names that exist, and nothing asked of nobody."""

from __future__ import annotations

from collections.abc import Iterator

from jiuji_docs.definitions.finding import Finding, in_workflow
from jiuji_docs.domain.workflow.definition import START, Transition
from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.domain.workflow.policy import Pack
from jiuji_docs.domain.workflow.rights import WRITE, Right, access


def rights(pack: Pack) -> Iterator[Finding]:
    """Find rights that name a form, field, role or state there is not."""
    for number, right in enumerate(pack.workflow.rights, start=1):
        for message in _unknown(pack, right):
            yield in_workflow(pack, f"right[{number}]", message)


def _unknown(pack: Pack, right: Right) -> Iterator[str]:
    flow, form = pack.workflow, pack.forms.get(right.form)
    if form is None:
        yield f"没有“{right.form}”这张表单"
    elif right.field and right.field not in {item.name for item in form.fields}:
        yield f"表单“{form.title}”没有“{right.field}”这个字段"
    yield from (f"没有“{role}”这个岗位" for role in right.roles if role not in flow.roles)
    there_are = {*flow.states, START}
    yield from (f"没有“{state}”这个环节" for state in right.states if state not in there_are)
    if right.clause and right.clause not in pack.policy.clauses:
        yield f"没有“{right.clause}”这一条"


def asked_of_nobody(pack: Pack) -> Iterator[Finding]:
    """Find required fields that whoever takes the step may not write and that nothing fills in."""
    for step in pack.workflow.transitions.values() if pack.workflow.rights else ():
        for form_id in step.forms:
            for field in _unwritable(pack, step, form_id):
                message = f"“{form_id}.{field}”必填，但办理本步的岗位都不能填"
                yield in_workflow(pack, f"transition[{step.id}].forms", message)


def _unwritable(pack: Pack, step: Transition, form_id: str) -> Iterator[str]:
    form = pack.forms.get(form_id)
    for item in form.fields if form is not None else ():
        if not item.required or item.default or item.known_from:
            continue
        if not any(_may_write(pack, role, step, form_id, item.name) for role in step.roles):
            yield item.name


def _may_write(pack: Pack, role: str, step: Transition, form: str, field: str) -> bool:
    somebody = Actor("", "", "", "", "county", frozenset({role}))
    return any(
        access(pack.workflow, somebody, source, form, field) == WRITE for source in step.source
    )
