"""Say in the words of other engines when a move may be made (条件表达式).

Only names, comparisons, ``and``, ``or`` and ``not``: what a safe loader reads, and nothing it could run.
"""

from __future__ import annotations

from collections.abc import Iterable

from jiuji_docs.domain.charts.chart import Asked, Exit, Move, Test

#: The variable that holds the place a return was asked to lead to.
CHOSEN = "return_to"
#: The variable that holds the place a corrected case goes straight back to; empty when it was not so returned.
STRAIGHT = "straight_to"
#: Begin the names of variables for a role held, a person barred from a step, and a place gone through.
ROLE, BARRED, BEEN = "role_", "barred_", "been_"


def role_name(role: str) -> str:
    """Return the variable that says whether the person holds *role*."""
    return ROLE + role.replace(".", "_").replace("-", "_")


def may_move(move: Move, *, several_routes: bool) -> list[str]:
    """Return what must hold for the move, wherever it leads: route, role, person, conditions."""
    route = any_of(f"route == '{route}'" for route in move.routes) if several_routes else ""
    roles = "" if move.automatic else any_of(role_name(role) for role in move.roles)
    barred = f"not {BARRED}{move.id}" if move.barred else ""
    return [text for text in (route, roles, barred, *map(_asked, move.asked)) if text]


def _asked(item: Asked) -> str:
    """Return a condition: its variable, or where the branches it waits for must stand."""
    ends = (any_of(f"In('{end}')" for end in group) for group in item.ends)
    return all_of(ends) or item.name


def leads(move: Move, way: Exit) -> list[str]:
    """Return what must hold for this exit of a move.

    A return leads only where the case has been; where it can lead to one place alone, none is chosen.
    A corrected case goes straight back, and only one that was not so returned takes the other ways.
    """
    if way.chosen:
        choice = [f"{CHOSEN} == '{way.target}'"] if len(move.exits) > 1 else []
        return [*choice, f"{BEEN}{way.target}"]
    if way.straight:
        return [f"{STRAIGHT} == '{way.target}'"]
    ordinary = [f"{STRAIGHT} == ''"] if any(one.straight for one in move.exits) else []
    return [*ordinary, *(text for test in way.tests for text in _test(test))]


def all_of(texts: Iterable[str]) -> str:
    """Join conditions that must hold together."""
    return " and ".join(texts)


def any_of(texts: Iterable[str]) -> str:
    """Join conditions of which one must hold; in brackets when there are several."""
    parts = list(texts)
    joined = " or ".join(parts)
    return f"({joined})" if len(parts) > 1 else joined


def _test(test: Test) -> list[str]:
    over = [] if test.over is None else [f"{test.variable} > {test.over}"]
    most = [] if test.at_most is None else [f"{test.variable} <= {test.at_most}"]
    one = any_of(f"{test.variable} == '{value}'" for value in test.values)
    return [*over, *most, *([one] if one else [])]
