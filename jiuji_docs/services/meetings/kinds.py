"""Find the meetings that a person's post may hold, in the packs at hand (会议种类)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from jiuji_docs.domain.errors import NotAllowed, NotFound
from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.domain.workflow.joint_meeting import JointMeeting
from jiuji_docs.domain.workflow.policy import Pack
from jiuji_docs.domain.workflow.verdict import UNSET_TEXT
from jiuji_docs.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of meeting of one pack, as pages show it; rules nobody set read 未规定."""

    pack: str
    id: str
    title: str
    policy: str
    quorum: str
    share: str
    clause: str


def kinds_for(desk: Desk, actor: Actor) -> Iterator[Kind]:
    """Yield the kinds of meeting this person may prepare and hold."""
    for pack_id in desk.house.pack_ids:
        pack = desk.pack(pack_id)
        for meeting in pack.workflow.meetings.values():
            if not actor.roles.isdisjoint(meeting.roles):
                yield shown(pack, meeting)


def shown(pack: Pack, meeting: JointMeeting) -> Kind:
    """Return a kind of meeting as pages show it."""
    rules = (meeting.quorum or UNSET_TEXT, meeting.share or UNSET_TEXT, meeting.clause)
    return Kind(pack.id, meeting.id, meeting.title, pack.policy.title, *rules)


def kind_of(desk: Desk, pack_id: str, kind: str, actor: Actor) -> tuple[Pack, JointMeeting]:
    """Return pack and meeting; NotFound for one there is not, NotAllowed for another post's."""
    if pack_id not in desk.house.pack_ids:
        raise NotFound(pack_id)
    # A meeting that only an older edition has is held for as long as open cases run on that edition.
    editions = [one for one in desk.packs_running(pack_id) if kind in one.workflow.meetings]
    if not editions:
        raise NotFound(kind)
    pack, meeting = editions[0], editions[0].workflow.meetings[kind]
    if actor.roles.isdisjoint(meeting.roles):
        raise NotAllowed("role", f"{actor.name}没有召集“{meeting.title}”的权限")
    return pack, meeting


def kind_of_row(desk: Desk, row: Any, actor: Actor) -> tuple[Pack, JointMeeting]:
    """Return pack and meeting of a stored meeting."""
    return kind_of(desk, row.pack, row.kind, actor)
