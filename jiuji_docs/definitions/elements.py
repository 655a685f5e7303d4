"""Name every part of a pack that may carry a clause, and say which clauses each cites (落实)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from jiuji_docs.domain.audit.checks import CHECKS
from jiuji_docs.domain.funds.books import BOOKS
from jiuji_docs.domain.statistics.figures import REPORTS
from jiuji_docs.domain.workflow.policy import Pack


def elements(pack: Pack) -> frozenset[str]:
    """Return the names ``kind:id`` of everything a clause may say it is carried by."""
    flow, policy = pack.workflow, pack.policy
    kinds = {
        "parameter": policy.parameters,
        "enumeration": policy.enumerations,
        "state": flow.states,
        "transition": flow.transitions,
        "table": flow.tables,
        "time_limit": flow.time_limits,
        "debt": flow.debts,
        "route": flow.routes,
        "register": flow.registers,
        "role": flow.roles,
        "meeting": flow.meetings,
        "duty": policy.duties,
        "roster": policy.rosters,
        "form": pack.forms,
        "check": CHECKS,
        "report": REPORTS,
        "book": BOOKS,
        "notice": ("policy",),
        "lead": policy.lead_departments,
    }
    names = {f"{kind}:{name}" for kind, group in kinds.items() for name in group}
    values = {
        f"enumeration:{name}.{value}"
        for name, group in policy.enumerations.items()
        for value in group
    }
    guards = {
        f"guard:{step.id}.{condition.name}"
        for step in flow.transitions.values()
        for condition in step.guards
    }
    return frozenset(names | values | guards)


def citations(pack: Pack) -> Iterator[tuple[str, str]]:
    """Yield (clause id, element) wherever an element itself cites a clause."""
    flow = pack.workflow
    for step in flow.transitions.values():
        yield from ((clause, f"transition:{step.id}") for clause in step.clauses)
        for condition in step.guards:
            yield condition.clause, f"guard:{step.id}.{condition.name}"
    for kind, group in _citing(pack).items():
        yield from ((entry.clause, f"{kind}:{entry.id}") for entry in group.values())
    for table in flow.tables.values():
        yield from ((row.clause, f"table:{table.id}") for row in table.rows)
    for form in pack.forms.values():
        yield from ((clause, f"form:{form.id}") for clause in form.basis)


def _citing(pack: Pack) -> Mapping[str, Mapping[str, Any]]:
    """Return the groups whose entries cite one clause each."""
    flow, policy = pack.workflow, pack.policy
    return {
        "parameter": policy.parameters,
        "duty": policy.duties,
        "roster": policy.rosters,
        "time_limit": flow.time_limits,
        "meeting": flow.meetings,
        "debt": flow.debts,
    }
