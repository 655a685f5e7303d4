"""Find parameters and choices that nothing uses and nobody explained (参数都有用处)."""

from __future__ import annotations

from collections.abc import Iterator

from jiuji_docs.definitions.finding import Finding, in_policy
from jiuji_docs.definitions.known_paths import forms_used
from jiuji_docs.definitions.parameter_readers import parameter_readers
from jiuji_docs.domain.workflow.policy import Pack


def used(pack: Pack) -> Iterator[Finding]:
    """Find parameters without a reader and without a reason, and reasons that are not true."""
    for name, readers in parameter_readers(pack).items():
        reason = pack.policy.parameters[name].descriptive.strip()
        if not readers and not reason:
            yield in_policy(
                pack, f"parameter[{name}]", "没有条件、分档、时限、表单或政策告知用到它"
            )
        if readers and reason:
            yield in_policy(
                pack, f"parameter[{name}]", f"写了 descriptive，却有“{readers[0]}”用到它"
            )
    yield from _enumerations(pack)


def _enumerations(pack: Pack) -> Iterator[Finding]:
    """Find lists of choices that no form of the pack offers."""
    offered = {
        tuple(choice.value for choice in field.choices)
        for form in forms_used(pack)
        for item in form.fields
        for field in (item, *item.columns)
    }
    for name, group in pack.policy.enumerations.items():
        if tuple(group) not in offered:
            yield in_policy(pack, f"enumerations[{name}]", "没有表单用到这一组选项")
