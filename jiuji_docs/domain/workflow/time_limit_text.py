"""Say a time limit in Chinese (办理时限): how long, when people are told, what a miss does."""

from __future__ import annotations

from jiuji_docs.domain.calendar import UNSET, Budget
from jiuji_docs.domain.workflow.definition import Workflow
from jiuji_docs.domain.workflow.time_limit import ON_MISS, TimeLimit


def limit_lines(workflow: Workflow, limit: TimeLimit) -> tuple[str, ...]:
    """Return how long first (未规定 where nobody said), then whatever was decided beyond it."""
    lines = [span_text(limit.budget)]
    lines += [f"{one.title}：{span_text(one.budget)}" for one in limit.timed_grades]
    if limit.remind:
        lines.append(f"到期前 {'、'.join(span_text(text) for text in limit.remind)}提醒")
    if limit.when_missed != "record":
        lines.append(f"逾期{ON_MISS[limit.when_missed]}{_superior(workflow, limit)}")
    if limit.repeat:
        lines.append(f"逾期后每 {span_text(limit.repeat)}催办一次")
    if limit.closes:
        lines.append(f"期满不得再办“{_titles(workflow, limit.closes)}”")
    if limit.suspended_by:
        lines.append(
            f"“{_titles(workflow, limit.suspended_by)}”至“{_titles(workflow, limit.resumed_by)}”中止计时"
        )
    if limit.budget.endswith("d") and not limit.budget.endswith("wd"):
        lines.append(
            "最后一日逢休息顺延（民法典第二百零三条，系统的读法）"
            if limit.roll_last_day
            else "最后一日逢休息不顺延"
        )
    return tuple(lines)


def span_text(text: str) -> str:
    """Return a budget in words, 未规定 where nobody set it."""
    return "未规定" if text == UNSET else str(Budget.parse(text))


def _superior(workflow: Workflow, limit: TimeLimit) -> str:
    if not limit.escalate_to:
        return ""
    return f"“{workflow.roles.get(limit.escalate_to, limit.escalate_to)}”"


def _titles(workflow: Workflow, steps: tuple[str, ...]) -> str:
    found = (workflow.transitions.get(name) for name in steps)
    return "、".join(step.title for step in found if step is not None)
