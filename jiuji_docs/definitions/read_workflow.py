"""Turn the plain data of workflow.toml into a Workflow (流程).

The module is not called ``workflows`` because that name is the shipped data room's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from jiuji_docs.definitions.bounds import bounds_of
from jiuji_docs.definitions.checksum import checksum
from jiuji_docs.definitions.plain import check_table
from jiuji_docs.definitions.read_meeting import read_meeting
from jiuji_docs.definitions.read_panels import check_act, read_branch, read_panel
from jiuji_docs.definitions.read_policy import by_id
from jiuji_docs.definitions.read_tables import read_table
from jiuji_docs.definitions.read_time_limit import read_time_limit
from jiuji_docs.definitions.vocabulary import WORKFLOW_NODES
from jiuji_docs.domain.errors import DefinitionError
from jiuji_docs.domain.workflow.definition import (
    START,
    STAY,
    Condition,
    Debt,
    Right,
    SignatureRule,
    State,
    Transition,
    Workflow,
)
from jiuji_docs.domain.workflow.guards import typed_parameters
from jiuji_docs.domain.workflow.policy import Policy
from jiuji_docs.domain.workflow.rights import ACCESSES
from jiuji_docs.domain.workflow.sides import OWNER, SIDES

Plain = Mapping[str, Any]
#: Words of the file for what has no state of its own.
RESERVED = {"start": START, "stay": STAY}
#: Keys of a transition that the file and the definition name alike.
_LISTS = (
    "routes",
    "roles",
    "forms",
    "documents",
    "owes",
    "settles",
    "clauses",
    "return_targets",
    "not_same_person_as",
)
_FLAGS = (
    "returns",
    "refuses",
    "comment_required",
    "operation",
    "automatic",
    "straight",
    "receipt",
    "public",
    "recusal",
    "grants_more",
)
_NAMES = ("table", "grants", "panel", "act", "seat", "responsible", "receiver", "side")
#: Keys of a guard that are not parameters.
_GUARD_KEYS = frozenset({"name", "clause"})


def read_workflow(data: Plain, where: str, policy: Policy) -> Workflow:
    """Return the workflow that *data* describes; bounds that name a parameter come from *policy*.

    Raises DefinitionError with file and place.
    """
    check_table(data, "workflow", WORKFLOW_NODES, where)
    return Workflow(
        id=data["id"],
        title=data["title"],
        routes=dict(data["routes"]),
        states=by_id(data["state"], _state, f"{where}.state"),
        transitions=by_id(data["transition"], _transition, f"{where}.transition"),
        tables=by_id(
            data.get("table", ()),
            lambda entry, place: read_table(entry, place, policy),
            f"{where}.table",
        ),
        time_limits=by_id(
            data.get("time_limit", ()),
            lambda entry, place: read_time_limit(entry, place, policy),
            f"{where}.time_limit",
        ),
        debts=by_id(data.get("debt", ()), _debt, f"{where}.debt"),
        checksum=checksum(data),
        roles=dict(data["roles"]),
        registers=tuple(data.get("registers", ())),
        number_words=dict(data.get("number_words", {})),
        rights=tuple(_right(item, f"{where}.right") for item in data.get("right", ())),
        branches=by_id(data.get("branch", ()), read_branch, f"{where}.branch"),
        panels=by_id(
            data.get("panel", ()),
            lambda entry, place: read_panel(entry, place, policy),
            f"{where}.panel",
        ),
        meetings=by_id(
            data.get("meeting", ()),
            lambda entry, place: read_meeting(entry, place, policy),
            f"{where}.meeting",
        ),
        bounds=bounds_of(data, policy),
    )


def _state(data: Plain, where: str) -> State:
    if data["id"] in RESERVED:
        raise DefinitionError(where, f"“{data['id']}”是保留字，不能作环节编号")
    return State(
        data["id"],
        data["title"],
        data.get("final", False),
        data.get("desk", ""),
        data.get("branch", ""),
    )


def _transition(data: Plain, where: str) -> Transition:
    if ("to" in data) + ("table" in data) + data.get("returns", False) != 1:
        raise DefinitionError(where, "to、table、returns 须写且只写一个")
    same: dict[str, Any] = {name: tuple(data.get(name, ())) for name in _LISTS}
    same.update({name: data.get(name, False) for name in _FLAGS})
    same.update({name: data.get(name, "") for name in _NAMES})
    check_act(data, where)
    if data.get("side", OWNER) not in SIDES:
        raise DefinitionError(where, f"side 没有“{data['side']}”；可用：{'、'.join(SIDES)}")
    target: str = data.get("to", "")
    return replace(
        Transition(
            id=data["id"],
            title=data["title"],
            source=tuple(RESERVED.get(name, name) for name in data["from"]),
            target=RESERVED.get(target, target),
            guards=tuple(_guard(item, where) for item in data.get("guards", ())),
            signs=tuple(SignatureRule(**item) for item in data.get("signs", ())),
            subject=dict(data.get("subject", {})),
        ),
        **same,
    )


def _guard(data: Plain, where: str) -> Condition:
    given = {key: value for key, value in data.items() if key not in _GUARD_KEYS}
    try:
        parameters = typed_parameters(data["name"], given)
    except ValueError as error:
        raise DefinitionError(f"{where}.guards", str(error)) from error
    return Condition(data["name"], parameters, data.get("clause", ""))


def _right(data: Plain, where: str) -> Right:
    if data["access"] not in ACCESSES:
        raise DefinitionError(where, f"access 没有“{data['access']}”；可用：{'、'.join(ACCESSES)}")
    return Right(
        data["form"],
        data.get("field", ""),
        tuple(data["roles"]),
        tuple(data.get("states", ())),
        data["access"],
        data.get("clause", ""),
    )


def _debt(data: Plain, _where: str) -> Debt:
    return Debt(data["id"], data["title"], data.get("clause", ""))
