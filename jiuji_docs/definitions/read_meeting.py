"""Turn the plain data of a meeting that decides cases (联席会议) into what the services know."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jiuji_docs.definitions.read_panels import share_or_number
from jiuji_docs.domain.errors import DefinitionError
from jiuji_docs.domain.workflow.joint_meeting import (
    APPROVE,
    REFUSE,
    RETURN,
    SLIP_SOURCES,
    SOURCES,
    JointMeeting,
)
from jiuji_docs.domain.workflow.policy import Policy

Plain = Mapping[str, Any]


def read_meeting(data: Plain, where: str, policy: Policy) -> JointMeeting:
    """Return one meeting; quorum and share may name a parameter of *policy*.

    What nobody set (未规定) asks for none. Raises DefinitionError for a meeting that decides nothing and
    for a form filled with what there is not.
    """
    steps = {name: data[name] for name in (APPROVE, REFUSE, RETURN) if data.get(name)}
    if not steps:
        raise DefinitionError(where, "approve、refuse、return 至少写一个")
    fill = data.get("fill", {})
    for path, source in fill.items():
        if source not in SOURCES:
            known = "、".join(SOURCES)
            raise DefinitionError(f"{where}.fill.{path}", f"没有“{source}”；可用：{known}")
    slip_fill = data.get("slip_fill", {})
    for path, source in slip_fill.items():
        if source not in SLIP_SOURCES and not source.startswith("="):
            known = "、".join(SLIP_SOURCES)
            raise DefinitionError(
                f"{where}.slip_fill.{path}", f"没有“{source}”；可用：{known}、=词"
            )
    return JointMeeting(
        id=data["id"],
        title=data["title"],
        state=data["state"],
        roles=tuple(data["roles"]),
        steps=steps,
        quorum=share_or_number(data.get("quorum", ""), where, policy),
        share=share_or_number(data.get("share", ""), where, policy),
        clause=data.get("clause", ""),
        fill=dict(fill),
        slip=data.get("slip", ""),
        slip_fill=dict(slip_fill),
    )
