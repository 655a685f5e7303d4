"""Say who may do what while a case stands at a place (谁能办什么)."""

from __future__ import annotations

from dataclasses import dataclass

from jiuji_docs.domain.charts.chart import Chart, Move


@dataclass(frozen=True, slots=True)
class StepAt:
    """One step of a place: (head, text) lines about who takes it, where it leads, what it asks and yields."""

    id: str
    title: str
    roles: tuple[str, ...]
    lines: tuple[tuple[str, str], ...]


def steps_at(chart: Chart, place: str, role: str = "") -> tuple[StepAt, ...]:
    """Return the steps that begin at *place*, those of one role alone when it is given.

    Raises KeyError for a place or a role the chart does not have.
    """
    if place not in chart.places:
        raise KeyError(place)
    if role and role not in chart.roles:
        raise KeyError(role)
    found = (move for move in chart.moves_from(place) if not role or role in move.roles)
    return tuple(StepAt(move.id, move.title, move.roles, _lines(chart, move)) for move in found)


def _lines(chart: Chart, move: Move) -> tuple[tuple[str, str], ...]:
    roles = [chart.roles.get(role, role) for role in move.roles]
    only = "、".join(chart.routes[route] for route in move.routes)
    return tuple(
        (head, text)
        for head, text in (
            ("办理岗位", "、".join(roles) if not move.automatic else "条件具备即由程序办理"),
            ("不得办理", "；".join(move.barred)),
            ("适用", only if len(move.routes) < len(chart.routes) else ""),
            ("办理后到", "、".join(_target(chart, move, target) for target in _targets(move))),
            ("条件", "；".join(item.text for item in move.asked)),
            ("填写", "、".join(move.forms)),
            ("出具", "、".join(move.documents)),
            *move.told,
            ("时限", "、".join(move.limits)),
            ("依据", "、".join(move.clauses)),
        )
        if text
    )


def _targets(move: Move) -> list[str]:
    return list(dict.fromkeys(way.target for way in move.exits))


def _target(chart: Chart, move: Move, target: str) -> str:
    """Return a target with what leads there: 待乡镇审批（500 元以内）, 不变."""
    if target == move.source:
        return "不变"
    labels = [way.label for way in move.exits if way.target == target and way.label]
    back = "退回" if move.returns else ""
    return f"{back}{chart.places[target].title}" + (f"（{'；'.join(labels)}）" if labels else "")
