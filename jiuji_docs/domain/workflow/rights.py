"""Say who may write, only read, or not see a form or one of its fields, state by state (字段权限)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from jiuji_docs.domain.forms.definition import FormDefinition
from jiuji_docs.domain.forms.layout import printed_paths

if TYPE_CHECKING:
    from jiuji_docs.domain.workflow.definition import Workflow
    from jiuji_docs.domain.workflow.facts import Actor

WRITE, READ, HIDDEN = "write", "read", "hidden"
#: From the most to the least a person may do.
ACCESSES = {WRITE: "可填", READ: "只读", HIDDEN: "不可见"}
_ORDER = tuple(ACCESSES)


@dataclass(frozen=True, slots=True)
class Right:
    """What some roles may do with a form, or with one field of it, in some states or in all.

    Where no right speaks, whoever takes the step writes and whoever sees the case reads.
    """

    form: str
    field: str
    roles: tuple[str, ...]
    states: tuple[str, ...]
    access: str
    clause: str = ""

    def speaks_of(self, form: str, field: str, state: str) -> bool:
        """Say whether the right is about this field in this state."""
        here = not self.states or state in self.states
        return here and self.form == form and self.field in ("", field)


def access(workflow: Workflow, actor: Actor, state: str, form: str, field: str) -> str:
    """Return what this person may do with a field: the most that any of their roles allows.

    Within one role a right about the field goes before one about the whole form, else the stricter.
    """
    if not workflow.rights:
        return WRITE
    held = actor.roles.intersection(workflow.roles)
    allowed = [_of_role(workflow, role, state, form, field) for role in held]
    return min(allowed, key=_ORDER.index, default=WRITE)


def _of_role(workflow: Workflow, role: str, state: str, form: str, field: str) -> str:
    rights = [
        right
        for right in workflow.rights
        if role in right.roles and right.speaks_of(form, field, state)
    ]
    closest = [right for right in rights if right.field] or rights
    return max((right.access for right in closest), key=_ORDER.index, default=WRITE)


def fields_with(
    workflow: Workflow, actor: Actor, state: str, form: FormDefinition, *accesses: str
) -> frozenset[str]:
    """Return the names of the form's fields that this person may do exactly one of *accesses* with."""
    if not workflow.rights:
        return frozenset(item.name for item in form.fields) if WRITE in accesses else frozenset()
    return frozenset(
        item.name
        for item in form.fields
        if access(workflow, actor, state, form.id, item.name) in accesses
    )


def writable(workflow: Workflow, actor: Actor, state: str, form: FormDefinition) -> FormDefinition:
    """Return the form with only the fields this person may write."""
    if not workflow.rights:
        return form
    kept = fields_with(workflow, actor, state, form, WRITE)
    sections = (
        replace(section, fields=tuple(item for item in section.fields if item.name in kept))
        for section in form.sections
    )
    return replace(form, sections=tuple(section for section in sections if section.fields))


def hidden_paths(
    workflow: Workflow, actor: Actor, state: str, forms: Mapping[str, FormDefinition]
) -> frozenset[str]:
    """Return every path ``form.field`` that this person must not see in this state."""
    if not workflow.rights:
        return frozenset()
    return frozenset(_hidden(workflow, actor, state, forms))


def _hidden(
    workflow: Workflow, actor: Actor, state: str, forms: Mapping[str, FormDefinition]
) -> Iterator[str]:
    for name in {right.form for right in workflow.rights if right.access == HIDDEN}:
        for field in fields_with(workflow, actor, state, forms[name], HIDDEN):
            yield f"{name}.{field}"


def shows_hidden(form: FormDefinition, hidden: frozenset[str]) -> bool:
    """Say whether a paper prints something that must not be seen."""
    printed = printed_paths(form)
    return any(path in hidden or path.rpartition(".")[0] in hidden for path in printed)


def without_hidden(known: Mapping[str, Any], hidden: frozenset[str]) -> dict[str, Any]:
    """Return what is known without what must not be seen."""
    return {path: value for path, value in known.items() if path not in hidden}
