"""Refuse papers that print what a reader's post must not see (字段权限), whichever way they are asked for."""

from __future__ import annotations

from typing import Any

from jiuji_docs.domain.errors import NotAllowed
from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.domain.workflow.rights import hidden_paths, shows_hidden
from jiuji_docs.services.desk import Desk


def refuse_hidden(desk: Desk, case: Any, paper: str, actor: Actor) -> None:
    """Raise NotAllowed for a paper of the case that prints what is hidden from this reader."""
    pack = desk.pack_of(case)
    hidden = hidden_paths(pack.workflow, actor, case.state, pack.forms)
    if paper in pack.forms and shows_hidden(pack.forms[paper], hidden):
        raise NotAllowed("hidden", "这份文书印有您的岗位不能查看的内容")
