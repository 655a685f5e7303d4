"""Take one step of many cases at once (批量办理): choose, confirm, and read what came of each."""

from __future__ import annotations

import secrets
from typing import Any

from pyramid.view import view_config

from jiuji_docs.domain.errors import GuardRefused
from jiuji_docs.services.bulk_lists import PAGE, BulkListService, BulkStep
from jiuji_docs.services.bulk_steps import BulkStepService
from jiuji_docs.services.command import Command
from jiuji_docs.web.numbers import whole_number
from jiuji_docs.web.press import wake_after_commit
from jiuji_docs.web.typed import typed

LONGEST_COMMENT, LONGEST_KEY = 1000, 30


@view_config(route_name="bulk", request_method="GET", renderer="bulk.pt", permission="work")
def bulk(request: Any) -> dict[str, Any]:
    """List the steps that may be taken of many cases at once by this person's post."""
    steps = request.find_service(BulkListService).steps(request.actor)
    return {"title": "批量办理", "steps": steps, "step": None, "lines": (), "problem": ""}


@view_config(route_name="bulk_step", request_method="GET", renderer="bulk.pt", permission="work")
def choose(request: Any) -> dict[str, Any]:
    """Offer the cases where the step begins; row scope: own village or town, the county all."""
    return _page(request, _step(request))


@view_config(route_name="bulk_step", request_method="POST", renderer="bulk.pt", permission="work")
def take(request: Any) -> dict[str, Any]:
    """Take the step of every case that was chosen; each is judged on its own."""
    step = _step(request)
    comment = typed(request.POST, "comment", LONGEST_COMMENT)
    key = typed(request.POST, "key", LONGEST_KEY)
    try:
        commands = _commands(request, step, key, comment)
    except GuardRefused as refused:
        request.response.status_int = 400
        return _page(request, step, problem=refused.message, comment=comment)
    lines = request.find_service(BulkStepService).fire(commands, request.actor)
    wake_after_commit(request)
    return {**_page(request, step), "lines": lines}


def _commands(request: Any, step: BulkStep, key: str, comment: str) -> list[Command]:
    chosen = list(dict.fromkeys(request.POST.getall("case")))[: PAGE + 1]
    if not chosen:
        raise GuardRefused("nothing_chosen", "请选择要办理的事项")
    if len(chosen) > PAGE or not key:
        raise GuardRefused("too_many", f"一次最多办理 {PAGE} 件，请刷新页面后再选")
    if step.comment_required and not comment.strip():
        raise GuardRefused("comment_required", "请填写意见或理由")
    pairs = [str(item).partition("@")[::2] for item in chosen]
    # For whom the page was opened: a deputy's page is not taken in the deputy's own name (代理).
    acting = str(request.POST.get("acting", ""))[:64]
    return [
        Command(
            step.id,
            f"{key}:{case}"[:76],
            case=case,
            version=_version(at),
            comment=comment,
            on_behalf_of=acting,
        )
        for case, at in pairs
    ]


def _version(text: str) -> int | None:
    """Return the version the page showed; what is no number counts as an old page."""
    number = whole_number(text)
    return -1 if number is None else number


def _step(request: Any) -> BulkStep:
    lists = request.find_service(BulkListService)
    step: BulkStep = lists.step(
        request.matchdict["pack"], request.matchdict["transition"], request.actor
    )
    return step


def _page(request: Any, step: BulkStep, *, problem: str = "", comment: str = "") -> dict[str, Any]:
    return {
        "title": f"批量办理：{step.title}",
        "steps": (),
        "step": step,
        "cases": request.find_service(BulkListService).cases(step, request.actor),
        "most": PAGE,
        "key": secrets.token_urlsafe(12),
        "lines": (),
        "problem": problem,
        "comment": comment,
    }
