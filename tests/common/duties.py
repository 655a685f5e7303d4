"""Give a house a pack with scheduled duties and rosters laid over 朝阳县's."""

from __future__ import annotations

from typing import Any

from jiuji_docs.services.house import House
from tests.common.mutants import Mutant

PACK = "chaoyang-2021"
DUTIES: list[dict[str, Any]] = [
    {
        "id": "board",
        "title": "更新政策公示栏",
        "level": "village",
        "role": "village.recorder",
        "every": "quarter",
        "due": "last_wd",
        "remind": ["3wd", "1wd"],
        "evidence": True,
        "escalate_to": "town.head",
        "escalate_after": "2wd",
        "clause": "CY-5.3",
    },
    {
        "id": "meeting",
        "title": "召开协调会",
        "level": "county",
        "role": "county.approver",
        "every": "unset",
        "clause": "CY-4.1",
    },
    {
        "id": "drive",
        "title": "政策宣传",
        "level": "town",
        "role": "town.head",
        "every": "year",
        "form": "publicity_record",
        "files": 2,
        "clause": "CY-5.1",
    },
]
ROSTERS: list[dict[str, Any]] = [
    {
        "id": "on_call",
        "title": "救助热线值班表",
        "kind": "duty",
        "level": "county",
        "role": "county.approver",
        "clause": "CY-4.1a",
    },
    {
        "id": "responsible",
        "title": "村级责任人",
        "kind": "register",
        "level": "village",
        "role": "village.recorder",
        "positions": ["第一责任人", "直接责任人"],
        "clause": "CY-4.1a",
    },
]


def with_duties(house: House) -> House:
    """Let *house* run the pack with these duties and rosters."""
    mutant = Mutant()
    mutant.policy["duty"], mutant.policy["roster"] = DUTIES, ROSTERS
    house.adopt(mutant.pack())
    return house
