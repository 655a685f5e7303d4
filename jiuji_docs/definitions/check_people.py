"""Check a pack against an office's people (岗位落实): posts are held, and somebody is always left."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from jiuji_docs.definitions.finding import WARNING, Finding, in_workflow
from jiuji_docs.domain.directory import Directory, UnitEntry
from jiuji_docs.domain.workflow.definition import Transition
from jiuji_docs.domain.workflow.policy import Pack

#: Levels at which every unit works by itself.
EACH = ("town", "village", "department")


def posts_held(pack: Pack, directory: Directory) -> Iterator[Finding]:
    """Find posts of a step that nobody holds, anywhere or in one of the towns and villages.

    A post is a town's when somebody holds it in a town, or when its id says so (``town.clerk``); then
    every town needs one. Villages alike.
    """
    units = {unit.id: unit for unit in directory.units}
    for role in sorted({role for step in _by_hand(pack) for role in step.roles} - {"system"}):
        title = pack.workflow.roles.get(role, role)
        held_in = {person.unit for person in directory.people if role in person.roles}
        if not held_in:
            yield in_workflow(pack, f"roles.{role}", f"没有人担任“{title}”")
            continue
        levels = {units[unit].level for unit in held_in if unit in units} | {role.partition(".")[0]}
        for unit in directory.units:
            if unit.level in levels.intersection(EACH) and unit.id not in held_in:
                yield in_workflow(pack, f"roles.{role}", f"{unit.name}没有人担任“{title}”")


def somebody_left(pack: Pack, directory: Directory) -> Iterator[Finding]:
    """Find steps that nobody of a town could take, because all who might took what excludes them.

    Steps whose only holder may have to withdraw (回避) are worth knowing too, once for each such person.
    """
    alone: dict[str, dict[str, Transition]] = {}
    for town in (unit for unit in directory.units if unit.level == "town"):
        for step in _by_hand(pack):
            may = _holders(directory, town, step.roles)
            if may and not _assignable(pack, directory, town, step):
                message = f"{town.name}：办过“{_excluding(pack, step)}”的人都不能办，没有人可办“{step.title}”"
                yield in_workflow(pack, f"transition[{step.id}].not_same_person_as", message)
            elif step.recusal and len(may) == 1:
                alone.setdefault(min(may), {})[step.id] = step
    yield from (_alone(pack, directory, who, [*steps.values()]) for who, steps in alone.items())


def _alone(pack: Pack, directory: Directory, who: str, steps: Sequence[Transition]) -> Finding:
    """Return that one person alone can take these steps."""
    person = next(one for one in directory.people if one.id == who)
    unit = next((one.name for one in directory.units if one.id == person.unit), person.unit)
    titles = "、".join(f"“{title}”" for title in dict.fromkeys(step.title for step in steps))
    message = f"{unit}：只有一人可办{titles}，此人须回避时没有人可办"
    return in_workflow(pack, f"transition[{steps[0].id}].recusal", message, WARNING)


def _by_hand(pack: Pack) -> list[Transition]:
    steps = pack.workflow.transitions.values()
    return [step for step in steps if not step.operation and not step.automatic]


def _assignable(pack: Pack, directory: Directory, town: UnitEntry, step: Transition) -> bool:
    """Say whether the step and all that exclude it, each other too, can be taken by fitting people."""
    names = [step.id]
    for name in names:
        names += [n for n in pack.workflow.transitions[name].not_same_person_as if n not in names]
    steps = [pack.workflow.transitions[name] for name in names]
    holders = {one.id: _holders(directory, town, one.roles) for one in steps}
    apart = {frozenset((one.id, other)) for one in steps for other in one.not_same_person_as}
    # Fewest holders first; a step nobody of this town takes excludes nobody.
    order = sorted((name for name in names if holders[name]), key=lambda name: len(holders[name]))
    return _assign(order, holders, apart, {})


def _assign(
    steps: Sequence[str],
    holders: Mapping[str, set[str]],
    apart: Container[frozenset[str]],
    taken: Mapping[str, str],
) -> bool:
    """Say whether the remaining steps find people, given who took the others."""
    if not steps:
        return True
    step, rest = steps[0], steps[1:]
    barred = {person for other, person in taken.items() if frozenset((step, other)) in apart}
    return any(
        _assign(rest, holders, apart, {**taken, step: person})
        for person in sorted(holders[step] - barred)
    )


def _excluding(pack: Pack, step: Transition) -> str:
    return "、".join(pack.workflow.transitions[name].title for name in step.not_same_person_as)


def _holders(directory: Directory, town: UnitEntry, roles: Iterable[str]) -> set[str]:
    """Return who of the town, its villages or the county holds one of *roles*."""
    wanted = set(roles)
    of_town = {unit.id for unit in directory.units if unit.parent == town.id} | {town.id}
    county = {unit.id for unit in directory.units if unit.level == "county"}
    return {
        person.id
        for person in directory.people
        if wanted.intersection(person.roles) and person.unit in of_town | county
    }
