"""Seat a panel when a case comes to it, write down answers, and change who sits (会签、加签、减签)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from jiuji_docs.domain.calendar import BEIJING
from jiuji_docs.domain.errors import FormInvalid, GuardRefused
from jiuji_docs.domain.workflow.panels import (
    ABSENT,
    RECUSED,
    REMOVED,
    VOTES,
    Panel,
    seat_for,
)
from jiuji_docs.services import facts
from jiuji_docs.services.branches import arrives
from jiuji_docs.services.known import entered
from jiuji_docs.services.past_words import PastWords
from jiuji_docs.services.scope import in_scope

if TYPE_CHECKING:
    from jiuji_docs.domain.workflow.policy import Pack
    from jiuji_docs.services.desk import Desk
    from jiuji_docs.services.progress import Progress

#: How a page offers a person: 李敏（county.finance）.
_NAME_AND_ACCOUNT = re.compile(r"[^（）]*（([^（）]+)）")


def change_panels(progress: Progress) -> None:
    """Carry out what the step does on its panel; leaving a state closes its rounds, arriving opens them."""
    workflow = progress.pack.workflow
    if not workflow.panels:
        return
    transition = progress.transition
    if transition.panel:
        _ACTS[transition.act](progress, workflow.panels[transition.panel])
    elif arrives(progress):
        progress.desk.cases.close_seats(progress.case.id, progress.seq)
        for panel in workflow.panels.values():
            if panel.state == progress.taken.state:
                open_round(progress, panel)


def open_round(progress: Progress, panel: Panel) -> None:
    """Give every role or person a seat; near relatives of the applicant have none (回避)."""
    desk, case = progress.desk, progress.case
    withdrawn = _relatives(progress)
    held = desk.cases.rounds(case.id, panel.id) + 1
    for number, (role, account) in enumerate(_members(progress, panel), start=1):
        desk.cases.add_seat(
            case_id=case.id,
            panel=panel.id,
            round=held,
            number=number,
            role=role,
            account_id=account,
            off=RECUSED if account in withdrawn else "",
            opened_seq=progress.seq,
        )


def _members(progress: Progress, panel: Panel) -> Iterator[tuple[str, str]]:
    """Yield role and account of every seat; one person sits once, for the first role that asks them."""
    if panel.seats == "role":
        yield from ((role, "") for role in panel.roles)
        return
    case = progress.case
    units = [unit for unit in (case.town_id, case.village_id) if unit]
    seated: set[str] = set()
    for role in panel.roles:
        for account in progress.desk.accounts.holders(role, units):
            if account not in seated:
                seated.add(account)
                yield role, account


def _vote(progress: Progress, panel: Panel) -> None:
    """Write the answer to the seat it is given from."""
    vote = _entered(progress, panel.vote)
    if vote not in VOTES:
        form, _, name = panel.vote.partition(".")
        raise FormInvalid(form, {name: ("请选择同意、不同意或弃权",)})
    actor = progress.actor
    seats = facts.seats_of(progress.desk, progress.case.id)[panel.id]
    seat = seat_for(seats, actor.account, actor.roles)
    if seat is None:
        raise GuardRefused("no_seat", f"{actor.name}没有“{panel.title}”的席位")
    answer = {
        "vote": vote,
        "opinion": _entered(progress, panel.opinion),
        "by_account_id": actor.account,
        "answered_seq": progress.seq,
    }
    progress.desk.cases.change_seat(_row(progress, panel, seat.number).id, answer)


def _add(progress: Progress, panel: Panel) -> None:
    """Give one more person a seat of their own (加签)."""
    desk, account = progress.desk, _person(progress)
    rows = [row for row in desk.cases.seats(progress.case.id) if row.panel == panel.id]
    if any(account in (row.account_id, row.by_account_id) and not row.off for row in rows):
        raise _refused(progress, "此人已在席位中")
    if account in _relatives(progress):
        raise _refused(progress, "此人是申请人本人或近亲属，应当回避")
    desk.cases.add_seat(
        case_id=progress.case.id,
        panel=panel.id,
        round=rows[0].round if rows else desk.cases.rounds(progress.case.id, panel.id) + 1,
        number=max((row.number for row in rows), default=0) + 1,
        account_id=account,
        opened_seq=progress.seq,
    )


def _remove(progress: Progress, panel: Panel) -> None:
    """Take a seat off that has not answered (减签)."""
    account = _person(progress)
    rows = [row for row in progress.desk.cases.seats(progress.case.id) if row.panel == panel.id]
    waiting = [row for row in rows if row.account_id == account and not row.vote and not row.off]
    if not waiting:
        raise _refused(progress, "此人没有尚未发表意见的席位")
    others = [row for row in rows if row.id != waiting[0].id and row.off not in (RECUSED, REMOVED)]
    if not others:
        raise _refused(progress, "不能减去最后一席")
    progress.desk.cases.change_seat(waiting[0].id, {"off": REMOVED})


def _close(progress: Progress, panel: Panel) -> None:
    """End a vote: who has not answered was absent (结束表决)."""
    for row in progress.desk.cases.seats(progress.case.id):
        if row.panel == panel.id and not row.vote and not row.off:
            progress.desk.cases.change_seat(row.id, {"off": ABSENT})


_ACTS = {"vote": _vote, "add": _add, "remove": _remove, "close": _close}


def _entered(progress: Progress, path: str) -> str:
    """Return the text entered with this step at *path*; empty when there is none."""
    form, _, name = path.partition(".")
    return str(progress.entering.get(form, {}).get(name) or "").strip()


def _relatives(progress: Progress) -> frozenset[str]:
    """Return who must withdraw, by what is entered now and before."""
    values = entered(progress.desk, progress.pack, progress.case.id)
    return facts.relatives(progress.desk, values)


def _person(progress: Progress) -> str:
    """Return the account entered for 加签 or 减签, by itself, by a name nobody else has, or as 姓名（账户）.

    It is active, and somebody who may see the case.
    """
    account = _account(progress, _entered(progress, progress.transition.seat))
    accounts = progress.desk.accounts
    known = accounts.has_account(account) and accounts.account(account).active
    if not known or not in_scope(progress.case, progress.desk.actor(account)):
        raise _refused(progress, "没有这个人员，或其单位不办理本件")
    return account


def _account(progress: Progress, said: str) -> str:
    """Return the account that *said* names, or *said* itself."""
    if both := _NAME_AND_ACCOUNT.fullmatch(said):
        return both[1]
    namesakes = progress.desk.accounts.ids_by_name(said)
    if len(namesakes) > 1:
        raise _refused(progress, f"有 {len(namesakes)} 人叫“{said}”，请写账户")
    return namesakes[0] if namesakes else said


def _refused(progress: Progress, why: str) -> FormInvalid:
    form, _, name = progress.transition.seat.partition(".")
    return FormInvalid(form, {name: (why,)})


def _row(progress: Progress, panel: Panel, number: int) -> Any:
    rows = progress.desk.cases.seats(progress.case.id)
    return next(row for row in rows if (row.panel, row.number) == (panel.id, number))


def rows_for_papers(desk: Desk, pack: Pack, case_id: int) -> list[dict[str, Any]]:
    """Return one row per seat that counts or was absent, all rounds: panel, role, name, vote, opinion, day."""
    if not pack.workflow.panels:
        return []
    words = PastWords(desk, pack, case_id)
    days = {step.seq: step.occurred_at for step in desk.cases.steps(case_id)}
    return [
        {
            "panel": words.panel(row.panel),
            "role": pack.workflow.roles.get(row.role, "加签"),
            "name": _name(desk, row.by_account_id or row.account_id),
            "vote": "未到" if row.off == ABSENT else VOTES.get(row.vote, ""),
            "opinion": row.opinion,
            "day": days[row.answered_seq].astimezone(BEIJING).date() if row.answered_seq else None,
        }
        for row in desk.cases.all_seats(case_id)
        if row.off not in (RECUSED, REMOVED)
    ]


def _name(desk: Desk, account: str) -> str:
    return str(desk.accounts.account(account).name) if account else ""
