"""Find parameters that nothing acts on and nobody explained (参数都有用处)."""

from __future__ import annotations

from collections.abc import Iterator

from jiuji_docs.definitions.finding import Finding, in_policy
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
