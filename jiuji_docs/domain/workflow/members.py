"""Say who may answer on a panel, who may change its seats, and how it stands (会签人员)."""

from __future__ import annotations

from jiuji_docs.domain.errors import GuardRefused, NotAllowed
from jiuji_docs.domain.workflow.definition import Transition
from jiuji_docs.domain.workflow.facts import Actor, Facts
from jiuji_docs.domain.workflow.panels import (
    AGREED,
    REFUSED,
    has_answered,
    outcome,
    quorate,
    seat_for,
    standing_text,
)
from jiuji_docs.domain.workflow.policy import Pack
from jiuji_docs.domain.workflow.verdict import GuardResult, fails, holds


def check_member(pack: Pack, facts: Facts, transition: Transition, actor: Actor) -> None:
    """Refuse an answer from somebody without an open seat, and closing a vote without quorum."""
    panel, seats = pack.workflow.panels[transition.panel], facts.seats.get(transition.panel, ())
    if transition.act == "vote":
        if has_answered(seats, actor.account):
            raise NotAllowed("answered", f"{actor.name}已在“{panel.title}”中发表意见")
        if seat_for(seats, actor.account, actor.roles) is None:
            raise NotAllowed("no_seat", f"{actor.name}不在“{panel.title}”尚未发表意见的人员之列")
    if transition.act == "close" and not quorate(panel, seats):
        raise GuardRefused("no_quorum", f"未达到法定人数，不能结束。{standing_text(panel, seats)}")


def panel_agreed(facts: Facts, _actor: Actor, pack: Pack, *, panel: str) -> GuardResult:
    """Require that a panel has agreed."""
    return _settled(facts, pack, panel, AGREED)


def panel_refused(facts: Facts, _actor: Actor, pack: Pack, *, panel: str) -> GuardResult:
    """Require that a panel can no longer agree."""
    return _settled(facts, pack, panel, REFUSED)


def _settled(facts: Facts, pack: Pack, name: str, wanted: str) -> GuardResult:
    panel, seats = pack.workflow.panels[name], facts.seats.get(name, ())
    if outcome(panel, seats) == wanted:
        return holds()
    code = "panel_not_agreed" if wanted == AGREED else "panel_not_refused"
    return fails(code, standing_text(panel, seats))


def branches_ended(
    facts: Facts,
    _actor: Actor,
    pack: Pack,
    *,
    branches: tuple[str, ...] = (),
    at_least: int = 0,
) -> GuardResult:
    """Require that the named branches have ended (汇合), all that are open if none is named.

    With *at_least* that many of them are enough.
    """
    named = branches or tuple(facts.branches)
    states = pack.workflow.states
    open_now = [
        name
        for name in named
        if name not in facts.branches or not states[facts.branches[name]].final
    ]
    if named and len(named) - len(open_now) >= (at_least or len(named)):
        return holds()
    titles = "、".join(pack.workflow.branches[name].title for name in open_now)
    return fails("branches_open", f"尚未办结：{titles or '没有并行分支'}")
