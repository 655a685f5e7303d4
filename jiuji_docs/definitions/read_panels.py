"""Turn the plain data of parallel branches and panels (并行分支、会签) into what the engine knows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from jiuji_docs.domain.errors import DefinitionError
from jiuji_docs.domain.workflow.branches import Branch
from jiuji_docs.domain.workflow.panels import ACTS, RULES, SEATS, Panel
from jiuji_docs.domain.workflow.policy import Policy

Plain = Mapping[str, Any]
_NUMBER = re.compile(r"[1-9][0-9]{0,3}(/[1-9][0-9]{0,3})?")


def read_branch(data: Plain, _where: str) -> Branch:
    """Return one branch."""
    return Branch(data["id"], data["title"], data["state"], data["first"])


def read_panel(data: Plain, where: str, policy: Policy) -> Panel:
    """Return one panel; share and quorum may name a parameter of *policy*.

    A quorum that nobody set (未规定) asks for none. Raises DefinitionError for unknown words, a share
    above one, and a rule without its number.
    """
    panel = Panel(
        id=data["id"],
        title=data["title"],
        state=data["state"],
        roles=tuple(data["roles"]),
        vote=data["vote"],
        opinion=data.get("opinion", ""),
        seats=data.get("seats", "role"),
        rule=data.get("rule", "all"),
        share=share_or_number(data.get("share", ""), where, policy),
        count=data.get("count", 0),
        quorum=share_or_number(data.get("quorum", ""), where, policy),
        of_present=data.get("of_present", False),
        ends_on_refusal=data.get("ends_on_refusal", False),
        clause=data.get("clause", ""),
    )
    _check(panel, where)
    return panel


def _check(panel: Panel, where: str) -> None:
    for key, word, words in (("seats", panel.seats, SEATS), ("rule", panel.rule, RULES)):
        if word not in words:
            raise DefinitionError(where, f"{key} 没有“{word}”；可用：{'、'.join(words)}")
    if not panel.roles:
        raise DefinitionError(where, "没有写参加的岗位")
    if (panel.rule == "share") != bool(panel.share):
        raise DefinitionError(where, "rule = share 时须写已规定的 share，其他时候不写")
    if (panel.rule == "count") != bool(panel.count) or panel.count < 0:
        raise DefinitionError(where, "rule = count 时须写 count（正整数），其他时候不写")


def check_act(data: Plain, where: str) -> None:
    """Refuse a step that names a panel without an act, an act there is not, or a seat out of place."""
    act, seat = data.get("act", ""), data.get("seat", "")
    if bool(data.get("panel")) != bool(act):
        raise DefinitionError(where, "panel 与 act 须同时写")
    if act and act not in ACTS:
        raise DefinitionError(where, f"act 没有“{act}”；可用：{'、'.join(ACTS)}")
    if bool(seat) != (act in ("add", "remove")):
        raise DefinitionError(where, "加签、减签须写 seat，其他时候不写")


def share_or_number(text: str, where: str, policy: Policy) -> str:
    """Return a share or a number as text, from the parameter it names if it names one."""
    if not text:
        return ""
    parameter = policy.parameters.get(text)
    if parameter is not None:
        text = str(parameter.value) if parameter.is_set else ""
    if text and (not _NUMBER.fullmatch(text) or ("/" in text and Fraction(text) > 1)):
        raise DefinitionError(where, f"“{text}”不是比例（如 2/3）或人数")
    return text
