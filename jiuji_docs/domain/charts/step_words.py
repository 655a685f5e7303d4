"""Say in Chinese who may not take a step of a case, and what it carries besides its way (办理须知)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jiuji_docs.domain.workflow.definition import Transition
from jiuji_docs.domain.workflow.policy import Pack
from jiuji_docs.domain.workflow.sides import SIDES

Line = tuple[str, str]


def barred_words(pack: Pack, step: Transition) -> tuple[str, ...]:
    """Return who may not take the step though they hold its post: 回避, 相斥, no seat."""
    found = []
    if step.not_same_person_as:
        found.append(f"办过{_steps(pack, step.not_same_person_as)}的人")
    if step.recusal:
        found.append("申请人本人和近亲属（回避）")
    if step.act == "vote":
        found.append(f"没有{pack.workflow.panels[step.panel].title}席位或已发表意见的人")
    if step.act == "close":
        found.append("任何人（未达到法定人数时）")
    return tuple(found)


def step_words(pack: Pack, step: Transition) -> Iterator[Line]:
    """Yield (head, text) of who answers for the step, its side, signatures, debts and what must be written."""
    roles, debts = pack.workflow.roles, pack.workflow.debts
    if step.responsible:
        yield "责任岗位", roles.get(step.responsible, step.responsible)
    if step.side:
        yield "限于", SIDES[step.side]
    if step.signs:
        yield "签名、用印", "、".join(_signs(pack, step))
    for head, names in (("可以后补", step.owes), ("补齐", step.settles)):
        if names:
            yield head, "、".join(debts[name].title if name in debts else name for name in names)
    if step.comment_required:
        yield "须写", "意见"


def _signs(pack: Pack, step: Transition) -> Iterator[str]:
    """Yield each paper once, with whether a person signs it, the unit seals it, or both."""
    for paper in dict.fromkeys(rule.paper for rule in step.signs):
        kinds = {rule.seal for rule in step.signs if rule.paper == paper}
        words = "、".join(
            word for seal, word in ((False, "本人签名"), (True, "单位用印")) if seal in kinds
        )
        title = pack.forms[paper].title if paper in pack.forms else paper
        yield f"{title}（{words}）"


def _steps(pack: Pack, names: Iterable[str]) -> str:
    steps = pack.workflow.transitions
    return "、".join(f"“{steps[name].title if name in steps else name}”" for name in names)
