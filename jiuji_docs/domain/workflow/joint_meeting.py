"""Describe a meeting that decides several cases at once (联席会议、会商、一事一议)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

#: What a meeting may resolve about an item of its agenda (议定结果).
APPROVE, REFUSE, RETURN, ADJOURN = "approve", "refuse", "return", "adjourn"
DECISIONS = {APPROVE: "同意救助", REFUSE: "不予救助", RETURN: "退回", ADJOURN: "缓议"}
#: What a form may be filled with from the minutes.
SOURCES = {
    "number": "纪要编号",
    "name": "会议名称",
    "session": "届次；没有届次的为纪要编号",
    "held_on": "会议日期",
    "held_at": "会议时间",
    "place": "地点",
    "convener": "召集人",
    "recorder": "记录人",
    "participants": "出席单位",
    "people": "出席单位和人员",
    "absent": "请假人员",
    "present": "参加议定的人数",
    "agenda": "议题和受理号",
    "shares": "各单位承担事项（多行）",
    "copied_to": "抄送",
    "votes": "表决情况",
    "resolution": "议定事项，后附纪要编号",
    "amount": "议定金额",
}

#: What a slip of a department's share may be filled with; ``=word`` is the word itself.
SLIP_SOURCES = {
    "department": "承担单位",
    "measure": "措施、金额和纪要编号",
    "due_at": "落实期限",
    "held_at": "会议时间",
}


@dataclass(frozen=True, slots=True)
class JointMeeting:
    """A meeting of a workflow: it decides cases that stand at ``state``.

    ``steps`` maps a decision (approve, refuse, return) to the transition that carries it out; a case that
    is adjourned stays. ``quorum`` and ``share`` are fractions (``2/3``) or numbers as text, empty where
    nobody asks for any (未规定). ``fill`` maps ``form.field`` to a name of :data:`SOURCES`. ``roles`` may
    prepare and hold it.
    """

    id: str
    title: str
    state: str
    roles: tuple[str, ...]
    steps: Mapping[str, str]
    quorum: str = ""
    share: str = ""
    clause: str = ""
    fill: Mapping[str, str] = field(default_factory=dict)
    #: The step that opens a slip for a department's share, and what fills its forms (转办单).
    slip: str = ""
    slip_fill: Mapping[str, str] = field(default_factory=dict)

    @property
    def decisions(self) -> tuple[str, ...]:
        """What may be resolved, in order; adjourning always may."""
        return (*(name for name in DECISIONS if name in self.steps), ADJOURN)
