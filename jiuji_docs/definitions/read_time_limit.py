"""Turn one [[time_limit]] of workflow.toml into a TimeLimit (办理时限), refusing what cannot work."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from jiuji_docs.definitions.parameter_values import check_value
from jiuji_docs.definitions.read_policy import check_origin
from jiuji_docs.domain.calendar import UNSET, Budget
from jiuji_docs.domain.errors import DefinitionError
from jiuji_docs.domain.workflow.policy import Policy
from jiuji_docs.domain.workflow.time_limit import ON_MISS, Grade, TimeLimit

Plain = Mapping[str, Any]
#: Keys that hold lists of step ids or budgets and may be left out.
_LISTS = ("remind", "suspended_by", "resumed_by", "closes")
#: What an office may decide about a time limit besides its budget, where the document does not.
OFFICE_KEYS = ("remind", "on_miss", "escalate_to", "repeat", "roll_last_day")


def read_time_limit(data: Plain, where: str, policy: Policy) -> TimeLimit:
    """Return the time limit that *data* describes; DefinitionError with the place otherwise.

    The budget of a grade may name a parameter of *policy*.
    """
    try:
        check_value("budget", data["budget"])
        problem = next(_problems(data), "")
    except ValueError as error:
        problem = str(error)
    if problem:
        raise DefinitionError(where, problem)
    check_origin(data.get("origin", "seed"), where)
    return TimeLimit(
        id=data["id"],
        title=data["title"],
        budget=data["budget"],
        starts=tuple(data["starts"]),
        ends=tuple(data["ends"]),
        clause=data.get("clause", ""),
        origin=data.get("origin", "seed"),
        on_miss=data.get("on_miss", ""),
        escalate_to=data.get("escalate_to", ""),
        due_from=data.get("due_from", ""),
        repeat=data.get("repeat", ""),
        roll_last_day=data.get("roll_last_day", True),
        grades=tuple(_grade(item, f"{where}.grades", policy) for item in data.get("grades", ())),
        since=data.get("since", ""),
        **{name: tuple(data.get(name, ())) for name in _LISTS},
    )


def _grade(data: Plain, where: str, policy: Policy) -> Grade:
    parameter = policy.parameters.get(data["budget"])
    budget = parameter.value if parameter is not None else data["budget"]
    try:
        check_value("budget", budget)
    except ValueError as error:
        raise DefinitionError(where, f"budget 写时限或时限参数的编号：{error}") from error
    return Grade(data["path"], data["is"], data["title"], budget, data.get("clause", ""))


def _problems(data: Plain) -> Iterator[str]:
    """Yield what is wrong in itself; what names nothing is the lint's business."""
    for text in (*data.get("remind", ()), *([data["repeat"]] if "repeat" in data else [])):
        if Budget.parse(text) is None:
            yield "remind 和 repeat 应写明间隔，不能是 unset"
    if len(set(data.get("remind", ()))) != len(data.get("remind", ())):
        yield "remind 里有相同的间隔"
    on_miss = data.get("on_miss", UNSET)
    if on_miss not in (UNSET, *ON_MISS):
        yield f"on_miss 不能是“{on_miss}”；可用：{'、'.join((*ON_MISS, UNSET))}"
    if (on_miss == "escalate") != ("escalate_to" in data):
        yield "on_miss 为 escalate 时须写 escalate_to（上报到哪个岗位），其他时候不写"
    yield from _not_sooner(data)


def _not_sooner(data: Plain) -> Iterator[str]:
    """Yield reminders that would come before the time has begun to run."""
    whole = Budget.parse(data["budget"]) if data["budget"] != UNSET else None
    for text in data.get("remind", ()):
        ahead = Budget.parse(text)
        same_unit = whole is not None and ahead is not None and ahead.unit == whole.unit
        if whole and ahead and same_unit and ahead.count >= whole.count:
            yield f"提前 {ahead} 提醒不短于时限 {whole}"
