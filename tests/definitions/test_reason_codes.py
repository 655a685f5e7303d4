"""Every reason for which a condition of a shipped pack refuses is shown by a scenario (拒绝的理由)."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from functools import cache
from typing import Any

from jiuji_docs.definitions.scenarios import shipped_scenarios
from jiuji_docs.domain.workflow.guards import GUARDS
from tests.common.relief import catalog

#: Reasons that nobody can meet in a scenario, each with what comes before it.
UNSHOWN = {
    "cash_without_reason": "the form's own rule reason_when_cash says it first",
    "two_investigators": "the form's own rule names_differ says it first",
    "votes_do_not_add_up": "the form's own rule says it first",
    "nothing_paid": "record_payment is an operation: only a return file takes it, when something was paid",
}
_CODE, _NAME = re.compile(r'fails\(\s*"([a-z_]+)"'), re.compile(r"\b_?[a-z]+(?:_[a-z]+)*\b")


def codes_of(judge: Callable[..., Any], seen: set[Any]) -> set[str]:
    """Return the codes in a condition's source and in that of the functions it calls."""
    if judge in seen:
        return set()
    seen.add(judge)
    source = inspect.getsource(judge)
    called = (judge.__globals__.get(name) for name in set(_NAME.findall(source)))
    found = set(_CODE.findall(source))
    for one in called:
        if inspect.isfunction(one) and one.__module__.startswith("jiuji_docs.domain.workflow"):
            found |= codes_of(one, seen)
    return found


@cache
def may_refuse() -> frozenset[str]:
    conditions = {
        condition.name
        for pack in catalog().packs.values()
        for step in pack.workflow.transitions.values()
        for condition in step.guards
    }
    return frozenset(code for name in conditions for code in codes_of(GUARDS[name].judge, set()))


def shown() -> set[str]:
    scenarios = (one for name in catalog().packs for one in shipped_scenarios(name))
    return {step.expect.refused for one in scenarios for step in one.steps} - {""}


def test_every_reason_is_shown_or_cannot_be() -> None:
    assert len(may_refuse()) > 40
    assert sorted(may_refuse() - shown() - set(UNSHOWN)) == []


def test_what_is_excused_is_still_a_reason_and_still_not_shown() -> None:
    assert set(UNSHOWN) <= may_refuse()
    assert not set(UNSHOWN) & shown()
