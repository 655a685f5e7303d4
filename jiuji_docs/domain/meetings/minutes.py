"""Word a meeting's minutes: the official document (纪要, GB/T 9704 10.3)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from jiuji_docs.domain.calendar import BEIJING
from jiuji_docs.domain.documents.elements import Attendance, Block, Heading, Paragraph
from jiuji_docs.domain.documents.official import OfficialDocument, chinese_date
from jiuji_docs.domain.meetings.agenda import (
    ATTENDANCES,
    EXCUSED,
    OBSERVING,
    PRESENT,
    Item,
    Participant,
    Share,
    votes_text,
)
from jiuji_docs.domain.money import figures
from jiuji_docs.domain.workflow.joint_meeting import ADJOURN, APPROVE, REFUSE, RETURN

_DIGITS = "零一二三四五六七八九"
NOON = 12
#: What the meeting says of an item, by its decision.
SAID = {
    APPROVE: "同意给予救助",
    REFUSE: "议定不予救助",
    RETURN: "议定退回重新办理",
    ADJOURN: "暂不作决定，待补充情况后再议",
}


@dataclass(frozen=True, slots=True)
class Resolved:
    """One item with what people call its case: applicant and village (议题名称)."""

    item: Item
    subject: str


@dataclass(frozen=True, slots=True)
class Minutes:
    """Everything the minutes say. ``number`` is 〔2024〕1号; ``unit`` keeps and prints them."""

    name: str
    session: str
    number: str
    held_at: dt.datetime
    place: str
    convener: str
    recorder: str
    unit: str
    people: tuple[Participant, ...]
    resolved: tuple[Resolved, ...]
    copied_to: str = ""


def official(minutes: Minutes) -> OfficialDocument:
    """Return the minutes as a document; a joint meeting has no seal, so it bears none (不刻制印章)."""
    mark = f"{minutes.name}纪要"
    held_on = minutes.held_at.astimezone(BEIJING).date()
    return OfficialDocument(
        title=(mark,),
        style="minutes",
        mark=mark,
        number=minutes.number,
        body=(_opening(minutes), *_items(minutes), _closing(minutes)),
        attendance=tuple(_attendance(minutes.people)),
        stamped=False,
        cc=minutes.copied_to,
        printer=minutes.unit,
        print_date=held_on,
    )


def decided_text(item: Item, people: tuple[Participant, ...]) -> str:
    """Return how an item was decided, who withdrew, and the outcome."""
    if item.decision == ADJOURN:
        return "缓议"
    away = f"；{'、'.join(sorted(item.recused))}回避" if item.recused else ""
    return f"{votes_text(item, people)}{away}；{SAID[item.decision]}"


def ordinal(number: int) -> str:
    """Return 一, 二 … 九十九, as headings of the first level are counted."""
    tens, ones = divmod(number, 10)
    head = "" if not tens else ("十" if tens == 1 else f"{_DIGITS[tens]}十")
    return head + (_DIGITS[ones] if ones else "")


def _opening(minutes: Minutes) -> Block:
    local = minutes.held_at.astimezone(BEIJING)
    half = "上午" if local.hour < NOON else "下午"
    session = f"{minutes.session}" if minutes.session else ""
    return Paragraph(
        f"{chinese_date(local.date())}{half}，{minutes.convener}在{minutes.place}主持召开"
        f"{minutes.name}{session}，研究社会救助事项{len(minutes.resolved)}件，议定以下事项。"
    )


def _items(minutes: Minutes) -> Iterator[Block]:
    for place, one in enumerate(minutes.resolved, start=1):
        yield Heading(1, f"{ordinal(place)}、关于{one.subject}")
        yield Paragraph(_resolution(one.item, minutes.people))
        for number, share in enumerate(one.item.shares, start=1):
            yield Paragraph(f"（{number}）{_share(share)}")


def _resolution(item: Item, people: tuple[Participant, ...]) -> str:
    head = f"受理号{item.case}。"
    said = SAID[item.decision]
    if item.decision == APPROVE and item.amount is not None:
        said = f"{said}{figures(item.amount)}元"
    tail = f"{item.resolution.rstrip('。')}。" if item.resolution else ""
    if item.decision == ADJOURN:
        return f"{head}会议{said}。{tail}"
    away = f"{'、'.join(sorted(item.recused))}回避本议题。" if item.recused else ""
    return f"{head}{away}{votes_text(item, people)}。会议{said}。{tail}"


def _share(share: Share) -> str:
    amount = f"，承担{figures(share.amount)}元" if share.amount is not None else ""
    due = f"，{chinese_date(share.due_on)}前落实" if share.due_on else ""
    return f"{share.department}：{share.measure.rstrip('。')}{amount}{due}。"


def _closing(minutes: Minutes) -> Block:
    return Paragraph(f"各单位按议定事项办理，落实情况报{minutes.unit}。")


def _attendance(people: tuple[Participant, ...]) -> Iterator[Attendance]:
    for word in (PRESENT, EXCUSED, OBSERVING):
        names = "、".join(f"{one.name}（{one.unit}）" for one in people if one.attendance == word)
        if names:
            yield Attendance(ATTENDANCES[word], names)
