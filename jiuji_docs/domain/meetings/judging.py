"""Say what is wrong with a meeting's record before anything is carried out (会议记录检查)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from decimal import Decimal

from jiuji_docs.domain.errors import GuardRefused, Refused
from jiuji_docs.domain.meetings.agenda import (
    VOTE,
    Item,
    Participant,
    invited,
    present,
    voters,
)
from jiuji_docs.domain.money import figures
from jiuji_docs.domain.workflow.joint_meeting import ADJOURN, APPROVE, REFUSE, JointMeeting
from jiuji_docs.domain.workflow.panels import least_of

People = tuple[Participant, ...]


def check_people(meeting: JointMeeting, people: People) -> None:
    """Refuse a meeting without its quorum, and people who could not be told apart; GuardRefused."""
    twice = [name for name, times in Counter(one.name for one in people).items() if times > 1]
    if twice:
        raise GuardRefused("named_twice", f"参会人员姓名重复：{'、'.join(twice)}；同名的请加注单位")
    there, might = len(present(people)), len(invited(people))
    if not there:
        raise GuardRefused("no_quorum", "没有人出席，不能议定事项")
    if meeting.quorum and there < (least := least_of(meeting.quorum, might)):
        raise GuardRefused(
            "no_quorum",
            f"应到 {might} 人，实到 {there} 人，未达到法定人数（至少 {least} 人）",
            clause=meeting.clause,
        )


def mistakes(meeting: JointMeeting, item: Item, people: People) -> Iterator[Refused]:
    """Yield what contradicts itself in one item; nothing when the record is in order."""
    if item.decision not in meeting.decisions:
        yield Refused("decision", "请选择议定结果")
        return
    if item.decision != ADJOURN and not item.resolution.strip():
        yield Refused("resolution", "请写明议定事项")
    if strangers := item.recused - {one.name for one in people}:
        yield Refused("recused", f"回避人员不在参会人员之中：{'、'.join(sorted(strangers))}")
    if not voters(item, people):
        yield Refused("no_voters", "出席人员都已回避，无人可以议定")
    yield from _votes(meeting, item, people)
    yield from _money(item)


def must_withdraw(item: Item, people: People, relatives: Collection[str]) -> Refused | None:
    """Return why the item may not be decided so: near relatives of the applicant took part (近亲属)."""
    named = [one.name for one in voters(item, people) if one.name in relatives]
    if not named:
        return None
    return GuardRefused(
        "near_relative", f"{'、'.join(named)}是申请人本人或其申报的近亲属（或同名），应当回避本议题"
    )


def _votes(meeting: JointMeeting, item: Item, people: People) -> Iterator[Refused]:
    if item.way != VOTE or item.decision == ADJOURN:
        return
    given, there = item.in_favour + item.against + item.abstain, len(voters(item, people))
    if min(item.in_favour, item.against, item.abstain) < 0 or given != there:
        yield Refused(
            "votes_do_not_add_up",
            f"同意、不同意、弃权合计 {given} 人，与参加表决的 {there} 人（出席减回避）不符",
        )
        return
    needed = least_of(meeting.share, there) if meeting.share else item.against + 1
    if item.decision == APPROVE and item.in_favour < needed:
        yield Refused(
            "not_carried", f"同意 {item.in_favour} 人，至少须 {needed} 人同意，不能议定为同意救助"
        )
    if item.decision == REFUSE and item.in_favour > item.against + item.abstain:
        yield Refused("not_carried", "同意救助的已过半数，不能议定为不予救助")


def _money(item: Item) -> Iterator[Refused]:
    sums = [share.amount for share in item.shares if share.amount is not None]
    if item.decision != APPROVE:
        if item.amount is not None or sums:
            yield Refused("amount_without_approval", "没有议定同意救助的，不写金额")
        return
    total = sum(sums, Decimal(0))
    if sums and total != item.amount:
        agreed = "没有写" if item.amount is None else f"为 {figures(item.amount)} 元"
        yield Refused(
            "shares_do_not_add_up",
            f"各单位承担的金额合计 {figures(total)} 元，与议定金额不符（{agreed}）",
        )


class RecordRefused(GuardRefused):
    """A record that contradicts itself; ``problems`` are (case number or empty, sentence)."""

    def __init__(self, code: str, problems: tuple[tuple[str, str], ...]) -> None:
        first = problems[0]
        super().__init__(code, f"{first[0]}：{first[1]}" if first[0] else first[1])
        self.problems = problems
