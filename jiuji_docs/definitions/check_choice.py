"""Check that what happens next is never ambiguous, and that the policy is still in force (同时可办、效力)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from jiuji_docs.definitions.documents import repealed_bases
from jiuji_docs.definitions.finding import ERROR, WARNING, Finding, in_policy, in_workflow
from jiuji_docs.domain.calendar import BEIJING
from jiuji_docs.domain.workflow.definition import Transition
from jiuji_docs.domain.workflow.policy import Pack


def ambiguous(pack: Pack) -> Iterator[Finding]:
    """Find two steps that the same input opens: for the program, or as two like buttons for a person."""
    for one, other in _pairs(pack):
        if one.automatic is not other.automatic or not _meet(one, other):
            continue
        place = f"transition[{other.id}]"
        if one.automatic and (set(map(str, one.guards)) <= set(map(str, other.guards))):
            message = f"“{one.title}”的条件具备时它也具备，程序永远走前一步"
            yield in_workflow(pack, place, message)
        elif not one.automatic and one.title == other.title:
            message = f"与“{one.id}”在同一环节由同一岗位办理，名称也相同，分不清"
            yield in_workflow(pack, place, message)


def _pairs(pack: Pack) -> Iterator[tuple[Transition, Transition]]:
    """Yield each two steps that begin at one state, once."""
    at: defaultdict[str, list[Transition]] = defaultdict(list)
    for step in pack.workflow.transitions.values():
        for source in step.source if not step.operation else ():
            at[source].append(step)
    seen = {
        (one.id, other.id): (one, other) for g in at.values() for one, other in combinations(g, 2)
    }
    yield from seen.values()


def _meet(one: Transition, other: Transition) -> bool:
    """Say whether both may be open to the same person on the same route."""
    routes = not one.routes or not other.routes or set(one.routes) & set(other.routes)
    return bool(
        routes and set(one.source) & set(other.source) and set(one.roles) & set(other.roles)
    )


def in_force(pack: Pack) -> Iterator[Finding]:
    """Find a policy whose document is out of force today (文件已失效)."""
    until = pack.policy.in_force_to
    if until is not None and _is_past(pack):
        message = f"文件已于 {until:%Y-%m-%d} 失效，各条不能再作依据"
        yield in_policy(pack, "in_force_to", message, WARNING)


def _is_past(pack: Pack) -> bool:
    until = pack.policy.in_force_to
    return until is not None and until < dt.datetime.now(BEIJING).date()


def cited_in_force(pack: Pack) -> Iterator[Finding]:
    """Find a clause taken from a document that was repealed or replaced (引用的文件已废止).

    An error where cases are still opened under the pack; a pack of the past cited what held then.
    """
    repealed, severity = repealed_bases(), WARNING if _is_past(pack) else ERROR
    for clause in pack.policy.clauses.values():
        title = clause.document.strip("《》")
        if instead := repealed.get(title):
            message = f"所引《{title}》已不再有效，现行的是{instead}"
            yield in_policy(pack, f"clause[{clause.id}].document", message, severity)
