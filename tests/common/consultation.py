"""Give tests a pack with parallel checks and a panel (并行核对、会签): 朝阳县's, with these laid over it."""

from __future__ import annotations

import copy
import tomllib
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from jiuji_docs.definitions.read_pack import PackSources, read_pack
from jiuji_docs.domain.workflow.definition import Workflow
from jiuji_docs.domain.workflow.policy import Pack
from tests.common.relief import catalog

PACK = "chaoyang-2021"

#: The worked example of the workflow language is what is laid over: the page cannot be wrong unnoticed.
PAGE = Path(__file__).resolve().parents[2] / "docs" / "concepts" / "workflow-language.md"


def laid_over() -> dict[str, Any]:
    """Return the example's plain data."""
    _, _, block = PAGE.read_text("utf-8").partition("```toml\n")
    return tomllib.loads(block.partition("```")[0])


#: Where steps of the shipped pack begin instead.
BEGINS = {
    "investigate": ["verified"],
    "approve_deliberation": ["agreed"],
    "refuse_deliberation": ["disagreed"],
}
MEETINGS = ("meeting_quorum", "meeting_share")
ISSUES = {"approve_deliberation": "panel_opinion"}


@cache
def consulting_pack() -> Pack:
    """Return the pack with the parallel checks and the panel."""
    return read_pack(consulting_sources(), catalog().form_sources)


def straight_back(flow: Workflow) -> Workflow:
    """Return a workflow whose returns all send the corrected case straight back to the returner."""
    steps = {name: replace(step, straight=step.returns) for name, step in flow.transitions.items()}
    return replace(flow, transitions=steps)


def consulting_sources() -> PackSources:
    """Return its plain data, free to be changed."""
    shipped = catalog().sources[PACK]
    workflow: dict[str, Any] = copy.deepcopy(dict(shipped.workflow))
    # Here the panel decides, so no meeting does.
    workflow.pop("meeting", None)
    for name, tables in laid_over().items():
        workflow.setdefault(name, []).extend(tables)
    for step in workflow["transition"]:
        step["from"] = BEGINS.get(step["id"], step["from"])
        if step["id"] in ISSUES:
            step["documents"] = [*step["documents"], ISSUES[step["id"]]]
    policy: dict[str, Any] = copy.deepcopy(dict(shipped.policy))
    # Nothing asks for a meeting's numbers then.
    policy["parameter"] = [one for one in policy["parameter"] if one["id"] not in MEETINGS]
    return PackSources(PACK, policy, workflow)
