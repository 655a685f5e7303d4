"""Judge what an item was opened from, what was opened from it, and what its person agreed to (关联、同意)."""

from __future__ import annotations

from collections.abc import Iterable

from jiuji_docs.domain.workflow.facts import Actor, Facts
from jiuji_docs.domain.workflow.policy import Pack
from jiuji_docs.domain.workflow.verdict import GuardResult, fails, holds, value_at


def opened_from(facts: Facts, _actor: Actor, pack: Pack, *, routes: tuple[str, ...]) -> GuardResult:
    """Require that the item was opened from one of *routes*, as a return visit is from a relief case."""
    if facts.parent_route not in routes:
        return fails("no_parent", f"请从{_titles(pack, routes, '或')}的事项页开立本件")
    return holds()


def sub_case_opened(
    facts: Facts, _actor: Actor, pack: Pack, *, routes: tuple[str, ...]
) -> GuardResult:
    """Require that a case of one of *routes* was opened from this item (转为受理、转办)."""
    if facts.sub_routes.isdisjoint(routes):
        titles = _titles(pack, routes, "或")
        return fails("nothing_opened", f"尚未从本件开立{titles}事项；请在“交接”页从本件开立")
    return holds()


def consent_recorded(facts: Facts, _actor: Actor, _pack: Pack, *, consent: str) -> GuardResult:
    """Require that the person's consent is on record (本人同意); nothing is passed on without it."""
    if value_at(facts, consent) is not True:
        return fails("no_consent", "没有记录本人同意，不得向慈善组织等提供其信息")
    return holds()


def nothing_entered(facts: Facts, _actor: Actor, _pack: Pack, *, field: str) -> GuardResult:
    """Require that a field was left empty, as new needs are before a visit is closed."""
    if str(value_at(facts, field) or "").strip():
        return fails("something_entered", "所登记的需求还没有转介或受理，不能直接办结")
    return holds()


def _titles(pack: Pack, routes: Iterable[str], joined: str) -> str:
    return joined.join(f"“{pack.workflow.routes.get(route, route)}”" for route in routes)


def is_yes(facts: Facts, _actor: Actor, _pack: Pack, *, answer: str) -> GuardResult:
    """Require that a question was answered with yes (是), such as whether there is an authorisation."""
    if value_at(facts, answer) is not True:
        return fails("not_yes", "所填的情况不具备办理本环节的条件，请核对")
    return holds()


def done_after(facts: Facts, _actor: Actor, pack: Pack, *, step: str, after: str) -> GuardResult:
    """Require that *step* was taken again since *after*, if that was taken (异议答复后重新公示)."""
    last = {item.transition: item.seq for item in facts.steps if not item.voided}
    if after in last and last.get(step, 0) < last[after]:
        steps = pack.workflow.transitions
        title, since = steps[step].title, steps[after].title
        return fails("not_done_again", f"“{since}”以后须再办理“{title}”")
    return holds()


def not_passed_in_circles(
    facts: Facts, _actor: Actor, _pack: Pack, *, step: str, unit: str, reason: str, at_most: int
) -> GuardResult:
    """Require that an item is passed on a few times at most, not to its sender, and back only with a reason."""
    if sum(1 for one in facts.steps if one.transition == step) >= at_most:
        return fails("passed_too_often", f"本件已再转 {at_most} 次，请退回转出单位改派")
    name = str(value_at(facts, unit) or "").strip()
    back = next((one for one, called in facts.units.items() if name in (one, called)), "")
    if back and back == facts.owner:
        return fails("to_sender", "转出单位请用“退回改派”，不再转")
    if back and not str(value_at(facts, reason) or "").strip():
        return fails("passed_in_circle", f"“{name}”办过本件，转回须写明理由")
    return holds()
