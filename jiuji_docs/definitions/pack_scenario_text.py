"""Write the scenario that a new pack starts from (起步情景): each kind of relief is opened once."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Container, Iterator

from jiuji_docs.definitions.pack_outline import Outline
from jiuji_docs.domain.directory import Directory, PersonEntry
from jiuji_docs.domain.workflow.definition import START, Transition
from jiuji_docs.domain.workflow.policy import Pack

#: The day of the shared values: the household's misfortune lies before it, the visits after it.
FIRST_DAY = dt.date(2024, 2, 18)
_DAY = re.compile(r"2024-[0-9]{2}-[0-9]{2}")


def scenario_text(
    outline: Outline, pack: Pack, directory: Directory, filled: Container[str]
) -> str:
    """Return a scenario that opens one case on every route a town of the demo county can open.

    *filled* are the forms that the shared values fill in; a route that asks for others is left to
    whoever writes on.
    """
    lines = [
        "# 起步的情景：每条路径立一件。照这个样子往下写，一步一步办到归档。",
        f"# 演示：jiuji play {outline.id}/scenarios/start.toml",
        "# expect 里写应有的结果，不符时 jiuji play 以 1 退出；应被拒绝的写 refused。",
        f'pack = "{outline.id}"',
        'title = "起步：每条路径各立一件"',
        'include = "_household.toml"',
    ]
    named: set[str] = set()
    for number, (step, person) in enumerate(_openings(pack, directory, filled)):
        at = dt.datetime.combine(outline.in_force_from, dt.time(9)) + dt.timedelta(
            minutes=30 * number
        )
        lines += _step(step, person, at, step.routes[0] if step.routes[0] not in named else step.id)
        named.add(step.routes[0])
    return "\n".join(lines) + "\n"


def moved(shared: str, day: dt.date) -> str:
    """Return the shared values with every day of theirs moved as far as *day* is from their own."""
    shift = day - FIRST_DAY
    return _DAY.sub(lambda found: str(dt.date.fromisoformat(found[0]) + shift), shared)


def _openings(
    pack: Pack, directory: Directory, filled: Container[str]
) -> Iterator[tuple[Transition, PersonEntry]]:
    for step in pack.workflow.transitions.values():
        person = _who(step, directory)
        if START in step.source and person and all(form in filled for form in step.forms):
            yield step, person


def _who(step: Transition, directory: Directory) -> PersonEntry | None:
    towns = {unit.id for unit in directory.units if unit.level == "town"}
    fit = (p for p in directory.people if p.unit in towns and set(p.roles) & set(step.roles))
    return next(fit, None)


def _step(step: Transition, person: PersonEntry, at: dt.datetime, label: str) -> Iterator[str]:
    yield ""
    yield f"# {step.title}：{person.name}，{person.post}"
    yield "[[step]]"
    yield f"at = {at:%Y-%m-%dT%H:%M:%S}+08:00"
    yield f'as = "{person.id}"'
    yield f'do = "{step.id}"'
    yield f'case = "{label}"'
    if step.target:
        yield "[step.expect]"
        yield f'state = "{step.target}"'
