"""Turn the plain data of policy.toml into a Policy (政策)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from jiuji_docs.definitions.checksum import checksum
from jiuji_docs.definitions.parameter_values import check_value
from jiuji_docs.definitions.plain import check_table
from jiuji_docs.definitions.read_duties import read_duty, read_roster
from jiuji_docs.definitions.vocabulary import POLICY_NODES
from jiuji_docs.domain.errors import DefinitionError
from jiuji_docs.domain.workflow.policy import UNSET, Clause, Parameter, Policy
from jiuji_docs.domain.workflow.verdict import ORIGIN_TEXT

Plain = Mapping[str, Any]
T = TypeVar("T")


def read_policy(data: Plain, where: str) -> Policy:
    """Return the policy that *data* describes; DefinitionError names file and place."""
    check_table(data, "policy", POLICY_NODES, where)
    return Policy(
        id=data["id"],
        title=data["title"],
        issuer=data["issuer"],
        document_number="" if data["document_number"] == UNSET else data["document_number"],
        in_force_from=data["in_force_from"],
        in_force_to=_last_day(data["in_force_to"], f"{where}.in_force_to"),
        clauses=by_id(data["clause"], _clause, f"{where}.clause"),
        parameters=by_id(data.get("parameter", ()), _parameter, f"{where}.parameter"),
        duties=by_id(data.get("duty", ()), read_duty, f"{where}.duty"),
        rosters=by_id(data.get("roster", ()), read_roster, f"{where}.roster"),
        enumerations={name: dict(v) for name, v in data.get("enumerations", {}).items()},
        lead_departments=dict(data.get("lead_departments", {})),
        checksum=checksum(data),
        note=data.get("note", ""),
        base=data.get("base", ""),
        adaptations=tuple(data.get("adaptations", ())),
    )


def by_id(entries: Iterable[Plain], build: Callable[[Plain, str], T], where: str) -> dict[str, T]:
    """Return built entries by their id; the same id twice is a DefinitionError."""
    built: dict[str, T] = {}
    for entry in entries:
        name = entry["id"]
        if name in built:
            raise DefinitionError(f"{where}[{name}]", f"编号“{name}”重复")
        built[name] = build(entry, f"{where}[{name}]")
    return built


def _last_day(value: Any, where: str) -> dt.date | None:
    if value == UNSET:
        return None
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value
    raise DefinitionError(where, f"应为日期或 {UNSET}，不是 {value!r}")


def _clause(data: Plain, _where: str) -> Clause:
    carried_by = tuple(data.get("carried_by", ()))
    return Clause(
        id=data["id"],
        place=data["place"],
        summary=data["summary"],
        carried_by=carried_by,
        reason=data.get("reason", ""),
        document=data.get("document", ""),
    )


def _parameter(data: Plain, where: str) -> Parameter:
    try:
        check_value(data["kind"], data["value"])
    except ValueError as error:
        raise DefinitionError(where, str(error)) from error
    check_origin(data.get("origin", "seed"), where)
    return Parameter(
        id=data["id"],
        title=data["title"],
        value=data["value"],
        clause=data.get("clause", ""),
        origin=data.get("origin", "seed"),
        note=data.get("note", ""),
        kind=data["kind"],
        told=data.get("told", False),
        descriptive=data.get("descriptive", ""),
    )


def check_origin(origin: str, where: str) -> None:
    """Refuse an origin nobody knows."""
    if origin not in ORIGIN_TEXT:
        known = "、".join(ORIGIN_TEXT)
        raise DefinitionError(where, f"不认识的来源“{origin}”；可用：{known}")
