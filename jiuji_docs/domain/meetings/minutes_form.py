"""Word a meeting's minutes as the values of form F26 (会商纪要表)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jiuji_docs.domain.meetings.agenda import EXCUSED, PRESENT, VOTE, Participant, present, voters
from jiuji_docs.domain.meetings.minutes import SAID, Minutes, Resolved, decided_text


def form_values(minutes: Minutes) -> dict[str, Any]:
    """Return the values of form F26 as ``meeting_minutes.*``."""
    values = {
        "meeting": minutes.name,
        "session": minutes.session,
        "held_at": minutes.held_at,
        "place": minutes.place,
        "convener": minutes.convener,
        "participants": "；".join(f"{one.unit}　{one.name}" for one in _with(minutes, PRESENT)),
        "absent": "、".join(one.name for one in _with(minutes, EXCUSED)) or "无",
        "agenda": "\n".join(
            f"{place}. {one.subject}（{one.item.case}）"
            for place, one in enumerate(minutes.resolved, start=1)
        ),
        "resolved": [row for one in minutes.resolved for row in _rows(one, minutes.unit)],
        "voting": "\n".join(
            f"议题{place}：{decided_text(one.item, minutes.people)}"
            for place, one in enumerate(minutes.resolved, start=1)
        ),
        "copied_to": minutes.copied_to,
        "recorder": minutes.recorder,
        **_one_vote(minutes),
    }
    return {f"meeting_minutes.{name}": value for name, value in values.items()}


def _with(minutes: Minutes, attendance: str) -> tuple[Participant, ...]:
    return tuple(one for one in minutes.people if one.attendance == attendance)


def _rows(one: Resolved, unit: str) -> Iterator[dict[str, Any]]:
    """Yield a line of F26 per share; an item without shares is the keeping unit's."""
    item = one.item
    if not item.shares:
        said = item.resolution or SAID[item.decision]
        yield {"unit": unit, "measure": said, "amount": item.amount, "due_on": None}
    for share in item.shares:
        yield {
            "unit": share.department,
            "measure": share.measure,
            "amount": share.amount,
            "due_on": share.due_on,
        }


def _one_vote(minutes: Minutes) -> dict[str, Any]:
    """Return the figures of the vote when there was just one; several are told line by line."""
    if len(minutes.resolved) != 1 or minutes.resolved[0].item.way != VOTE:
        told_below = dict.fromkeys(("in_favour", "against", "abstain"), "／")
        return {"present": len(present(minutes.people)), **told_below}
    item = minutes.resolved[0].item
    return {
        "present": len(voters(item, minutes.people)),
        "in_favour": item.in_favour,
        "against": item.against,
        "abstain": item.abstain,
    }
