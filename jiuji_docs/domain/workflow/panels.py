"""Decide what several people decide together (会签、或签、票签): seats, votes, and when it is settled.

A panel opens when a case comes to its state. Whoever must withdraw has no seat; a seat that is taken off
(减签) no longer counts. A panel of nobody never agrees, and silence never counts as agreement.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

#: What a member may answer.
AGREE, DISAGREE, ABSTAIN = "agree", "disagree", "abstain"
VOTES = {AGREE: "同意", DISAGREE: "不同意", ABSTAIN: "弃权"}
#: When a panel agrees: 会签 all, 或签 any, 票签 a share or a number of the votes.
RULES = {"all": "全体同意", "any": "一人同意即可", "share": "达到比例", "count": "达到人数"}
#: Who sits: one seat per role (whoever holds it answers), or one per person who holds a role.
SEATS = {"role": "每个岗位一席", "person": "每人一席"}
#: What a step does on a panel: answer, add a seat (加签), take one off (减签).
ACTS = {"vote": "发表意见", "add": "加签", "remove": "减签", "close": "结束表决"}
#: Why a seat is off: must withdraw, was taken off, or had not answered when the vote was closed.
RECUSED, REMOVED, ABSENT = "recused", "removed", "absent"
#: What has come of a panel.
OPEN, AGREED, REFUSED = "open", "agreed", "refused"


@dataclass(frozen=True, slots=True)
class Panel:
    """A decision of several people while the case stands at ``state``.

    ``share`` and ``quorum`` are fractions (``2/3``) or whole numbers as text; an empty quorum asks for
    none. ``of_present`` counts the share over the votes given instead of over all seats. ``vote`` is
    the path of the field that holds the answer, ``opinion`` of what is said with it.
    ``ends_on_refusal``: one refusal settles it.
    """

    id: str
    title: str
    state: str
    roles: tuple[str, ...]
    vote: str
    seats: str = "role"
    rule: str = "all"
    share: str = ""
    count: int = 0
    quorum: str = ""
    of_present: bool = False
    ends_on_refusal: bool = False
    opinion: str = ""
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Seat:
    """One seat of a round: for whoever holds ``role``, or for ``account`` alone.

    ``by`` is who answered; ``vote`` is empty until then. ``off`` is empty, or why the seat is off.
    """

    number: int
    role: str = ""
    account: str = ""
    vote: str = ""
    by: str = ""
    off: str = ""

    @property
    def waits(self) -> bool:
        """Whether an answer is still expected from this seat."""
        return not self.off and not self.vote


@dataclass(frozen=True, slots=True)
class Tally:
    """How the seats have answered that are neither taken off nor withdrawn from."""

    agree: int
    disagree: int
    abstain: int
    waiting: int
    absent: int

    @property
    def given(self) -> int:
        """How many have answered."""
        return self.agree + self.disagree + self.abstain

    @property
    def entitled(self) -> int:
        """How many may answer or might have (应到)."""
        return self.given + self.waiting + self.absent


def tally(seats: Iterable[Seat]) -> Tally:
    """Count how the seats stand."""
    rows = list(seats)
    votes = [seat.vote for seat in rows if not seat.off]
    agree, disagree, abstain, waiting = map(votes.count, (AGREE, DISAGREE, ABSTAIN, ""))
    return Tally(agree, disagree, abstain, waiting, sum(seat.off == ABSENT for seat in rows))


def outcome(panel: Panel, seats: Iterable[Seat]) -> str:
    """Return OPEN, AGREED or REFUSED; settled as soon as the open seats can change nothing.

    A panel of nobody stays open. Refused means that agreement can no longer be reached.
    """
    count = tally(seats)
    if not count.entitled:
        return OPEN
    needed = _needed(panel, count)
    if (panel.ends_on_refusal and count.disagree) or count.agree + count.waiting < needed:
        return REFUSED
    return AGREED if count.agree >= needed and quorate(panel, seats) else OPEN


def quorate(panel: Panel, seats: Iterable[Seat]) -> bool:
    """Say whether enough have answered, counted over all who might have (法定人数)."""
    count = tally(seats)
    return not panel.quorum or count.given >= least_of(panel.quorum, count.entitled)


def _needed(panel: Panel, count: Tally) -> int:
    """Return how many must agree; those absent when the vote was closed still count for 全体."""
    if panel.rule == "any":
        return 1
    if panel.rule == "count":
        return panel.count
    if panel.rule == "share":
        present = count.given + count.waiting
        return max(1, least_of(panel.share, present if panel.of_present else count.entitled))
    return count.entitled


def least_of(rule: str, number: int) -> int:
    """Return the least whole number that is *rule* (``2/3``, ``1/2`` or a plain number) of *number*."""
    value = Fraction(rule)
    return ceil(value * number) if "/" in rule or value < 1 else int(value)


def seat_for(seats: Iterable[Seat], account: str, roles: Iterable[str]) -> Seat | None:
    """Return the open seat this person may answer from: their own first, then one of their roles."""
    held = set(roles)
    waiting = [seat for seat in seats if seat.waits]
    own = (seat for seat in waiting if seat.account == account)
    of_role = (seat for seat in waiting if not seat.account and seat.role in held)
    return next(own, None) or next(of_role, None)


def has_answered(seats: Iterable[Seat], account: str) -> bool:
    """Say whether this person has answered in this round: nobody answers from two seats."""
    return any(seat.by == account and not seat.off for seat in seats)


def standing_text(panel: Panel, seats: Iterable[Seat]) -> str:
    """Return how a panel stands, in Chinese: 会商会签：同意 2、不同意 0、弃权 0，尚有 1 席未发表意见."""
    count = tally(seats)
    given = f"同意 {count.agree}、不同意 {count.disagree}、弃权 {count.abstain}"
    waiting = f"，尚有 {count.waiting} 席未发表意见" if count.waiting else ""
    absent = f"，{count.absent} 席未到" if count.absent else ""
    if not count.entitled:
        return f"{panel.title}：没有可以参加的人"
    return f"{panel.title}：{given}{absent}{waiting}"
