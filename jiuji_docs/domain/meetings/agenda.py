"""Name who sits in a meeting and what it resolves about each case (参会人员、议题)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from jiuji_docs.domain.workflow.joint_meeting import ADJOURN

#: How somebody who was invited took part (到会情况).
PRESENT, EXCUSED, OBSERVING = "present", "excused", "observing"
ATTENDANCES = {PRESENT: "出席", EXCUSED: "请假", OBSERVING: "列席"}
#: How an item was decided.
CONSENSUS, VOTE = "consensus", "vote"
WAYS = {CONSENSUS: "协商一致", VOTE: "表决"}


@dataclass(frozen=True, slots=True)
class Participant:
    """One person of a unit (参会人员); observers have no vote and do not count for the quorum."""

    unit: str
    name: str
    post: str = ""
    attendance: str = PRESENT


@dataclass(frozen=True, slots=True)
class Share:
    """What one department takes on (承担事项): measure, amount in yuan if any, until when."""

    department: str
    measure: str
    amount: Decimal | None = None
    due_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """What the meeting resolves about one case (议题). ``recused`` are names of participants."""

    case: str
    decision: str = ADJOURN
    resolution: str = ""
    amount: Decimal | None = None
    way: str = CONSENSUS
    in_favour: int = 0
    against: int = 0
    abstain: int = 0
    recused: frozenset[str] = frozenset()
    shares: tuple[Share, ...] = ()


def present(participants: tuple[Participant, ...]) -> tuple[Participant, ...]:
    """Return who was there with a vote (出席)."""
    return tuple(one for one in participants if one.attendance == PRESENT)


def invited(participants: tuple[Participant, ...]) -> tuple[Participant, ...]:
    """Return who might have voted, there or not (应到)."""
    return tuple(one for one in participants if one.attendance != OBSERVING)


def voters(item: Item, participants: tuple[Participant, ...]) -> tuple[Participant, ...]:
    """Return who decided about an item: those there who did not withdraw (回避)."""
    return tuple(one for one in present(participants) if one.name not in item.recused)


def votes_text(item: Item, participants: tuple[Participant, ...]) -> str:
    """Return in Chinese how an item was decided."""
    there = len(voters(item, participants))
    if item.way == CONSENSUS:
        return f"参加会商{there}人，协商一致"
    return (
        f"参加表决{there}人，同意{item.in_favour}人，不同意{item.against}人，弃权{item.abstain}人"
    )
