"""Check how it was done: publicity late, short or off the record, approvals unsigned, papers owed too long."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from jiuji_docs.domain.audit.facts import AuditCase, AuditFacts, Board, Found, found


def publicity_wrong(facts: AuditFacts) -> Iterator[Found]:
    """Find publicity that is missing, entered after the fact, too short, or still running at the decision."""
    for case in facts.cases:
        if case.decided_on is None or not case.publicised:
            continue
        if not case.boards:
            yield found("publicity_wrong", case, "已审批，没有公示记录")
        else:
            for detail in _wrong(case, case.boards[-1], case.decided_on):
                yield found("publicity_wrong", case, detail)


def _wrong(case: AuditCase, board: Board, decided_on: dt.date) -> Iterator[str]:
    if board.from_day is None or board.to_day is None:
        yield "公示没有起止日期"
        return
    if board.from_day < board.recorded_on:
        yield f"公示写明 {board.from_day} 起，{board.recorded_on} 才登记（补登）"
    if board.to_day >= decided_on:
        yield f"公示至 {board.to_day}，{decided_on} 即审批"
    days = case.parameters.get("publicity_days")
    # The day of posting does not count (民法典第二百零一条).
    if isinstance(days, int) and (board.to_day - board.from_day).days < days:
        yield f"公示 {board.from_day} 至 {board.to_day}，不足 {days} 日"


def unsigned_approvals(facts: AuditFacts) -> Iterator[Found]:
    """Find decisions whose signatures never came on paper (审批未签名); what the press still has is coming."""
    for case in facts.cases:
        for one in case.decidings:
            if one.asked > one.applied + one.printing and one.decided_on < facts.today:
                detail = f"{one.decided_on} {one.title}：应签 {one.asked} 处，已签 {one.applied} 处"
                yield found("unsigned_approvals", case, detail)


def debts_overdue(facts: AuditFacts) -> Iterator[Found]:
    """Find papers of first relief that are owed beyond their day, or came after it (欠项)."""
    for case in facts.cases:
        for one in case.debts:
            if one.due_on is None:
                continue
            if one.settled_on is None and one.due_on < facts.today:
                yield found("debts_overdue", case, f"{one.title}应于 {one.due_on} 补齐，至今未补")
            elif one.settled_on is not None and one.settled_on > one.due_on:
                detail = f"{one.title}应于 {one.due_on} 补齐，{one.settled_on} 才补"
                yield found("debts_overdue", case, detail)
