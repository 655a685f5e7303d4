"""Word what a clock says and tell it to the posts concerned (提醒、逾期、催办、逾期上报)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jiuji_docs.domain.workflow.rungs import DUE, REMIND, kind_of
from jiuji_docs.domain.workflow.time_limit import TimeLimit
from jiuji_docs.services.case_lines import show_moment
from jiuji_docs.services.notices import NoticeService
from jiuji_docs.services.responsible import Post, names_of, post_of, posts_responsible

if TYPE_CHECKING:
    from jiuji_docs.services.desk import Desk

#: The kind of a notice by the kind of its rung.
KINDS = {REMIND: "remind", DUE: "overdue"}


@dataclass(frozen=True, slots=True)
class Said:
    """To whom something was said: in Chinese, as posts, and what a miss did (empty otherwise)."""

    told: str
    posts: tuple[str, ...]
    on_miss: str = ""


def say(desk: Desk, case: Any, clock: Any, limit: TimeLimit, rung: Any) -> Said:
    """Say one rung to the posts it is for; a missed clock that escalates goes to the superior's list."""
    pack, kind = desk.pack_of(case), kind_of(rung.name)
    on_miss = limit.when_missed if kind == DUE else ""
    if on_miss == "record":
        return Said("", (), on_miss)
    responsible = list(posts_responsible(desk, pack, case, limit))
    escalates = limit.on_miss == "escalate" and kind != REMIND
    superiors = [post_of(desk, pack, case, limit.escalate_to)] if escalates else []
    stage = pack.workflow.states[case.state].title
    text = f"“{limit.title}”{_how_it_stands(clock, kind)}，现为“{stage}”环节"
    dedup, word = f"clock:{clock.id}:{rung.name}", KINDS.get(kind, "chase")
    others = [post for post in responsible if post not in superiors]
    tell_posts(desk, others, case, text, dedup=dedup, kind=word)
    who = "、".join(names_of(desk, post) for post in responsible) or "无"
    tell_posts(desk, superiors, case, f"{text}；责任：{who}", dedup=f"{dedup}:up", kind=word)
    for post in superiors if kind == DUE else ():
        desk.cases.escalate(clock.id, post.role, post.unit, desk.now())
    told = [*others, *superiors]
    titles = "、".join(dict.fromkeys(post.title for post in told))
    return Said(titles, tuple(f"{post.unit}/{post.role}" for post in told), on_miss)


def tell_posts(
    desk: Desk, posts: Iterable[Post], case: Any, text: str, *, dedup: str, kind: str
) -> None:
    """Tell everybody at *posts* the same about a case, each once."""
    notices = NoticeService(desk)
    for post in posts:
        notices.tell_desk(post.unit, post.role, kind=kind, text=text, dedup=dedup, case_id=case.id)


def due_text(clock: Any) -> str:
    """Return a clock's due time, marked where a holiday notice may still move it (暂定)."""
    return show_moment(clock.due_at) + ("（暂定）" if clock.provisional else "")


def _how_it_stands(clock: Any, kind: str) -> str:
    if kind == REMIND:
        return f"将于 {due_text(clock)} 到期"
    if kind == DUE:
        return f"已于 {due_text(clock)} 到期，逾期未办"
    return f"逾期未办（{due_text(clock)} 到期），催办"
