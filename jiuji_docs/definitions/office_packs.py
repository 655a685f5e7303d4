"""Read which packs an office runs, where and when (office.toml 的 packs)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from jiuji_docs.definitions.loader import load_text
from jiuji_docs.domain.errors import DefinitionError
from jiuji_docs.domain.workflow.in_force import Run, clash
from jiuji_docs.domain.workflow.policy import Policy

#: The key of office.toml; every other key is a pack's own settings.
KEY = "packs"
_KEYS = ("id", "units", "from", "to")


def shipped_choice() -> Any:
    """Return the packs that an office runs which has chosen none: those of the demo county."""
    room = files("jiuji_docs.definitions.workflows")
    text = (room / "demo" / "office.toml").read_text("utf-8")
    return load_text(text, "demo/office")[KEY]


def read_runs(chosen: Any, policies: Mapping[str, Policy]) -> tuple[Run, ...]:
    """Return the packs of *chosen*, each an id or ``{ id, units, from, to }``.

    DefinitionError names an unknown pack or key, a period that never holds, and two packs that would hold
    in one unit on one day.
    """
    if not isinstance(chosen, list) or not chosen:
        raise DefinitionError("office.packs", "应为政策包的列表，至少一个")
    runs = tuple(_run(one, policies, f"office.packs[{n}]") for n, one in enumerate(chosen, 1))
    if (found := clash(runs)) is not None:
        one, other, day = found
        raise DefinitionError(
            "office.packs",
            f"同一单位自 {day:%Y-%m-%d} 起同时适用两个政策包：{_document(one)}、{_document(other)}；"
            "请用 from、to 写明各自起止，或用 units 分开单位",
        )
    return runs


def _run(entry: Any, policies: Mapping[str, Policy], where: str) -> Run:
    values = {"id": entry} if isinstance(entry, str) else entry
    if not isinstance(values, dict) or "id" not in values:
        raise DefinitionError(where, "应为政策包编号，或写有 id 的一组键值")
    if unknown := sorted(set(values) - set(_KEYS)):
        raise DefinitionError(where, f"不认识的键 {unknown}；可用：{'、'.join(_KEYS)}")
    if values["id"] not in policies:
        raise DefinitionError(where, f"没有政策包“{values['id']}”；有：{'、'.join(policies)}")
    first, last = (_day(values, key, where) for key in ("from", "to"))
    run = Run(policies[values["id"]], _units(values, where), first, last)
    if run.begins > run.ends:
        days = f"{run.begins:%Y-%m-%d} 至 {run.ends:%Y-%m-%d}"
        raise DefinitionError(where, f"{_document(run)}没有一天适用（{days}）")
    return run


def _units(values: Mapping[str, Any], where: str) -> frozenset[str]:
    units = values.get("units", [])
    if not isinstance(units, list) or not all(isinstance(unit, str) for unit in units):
        raise DefinitionError(f"{where}.units", "应为机构编号的列表")
    return frozenset(units)


def _day(values: Mapping[str, Any], key: str, where: str) -> dt.date | None:
    day = values.get(key)
    if day is None or (isinstance(day, dt.date) and not isinstance(day, dt.datetime)):
        return day
    raise DefinitionError(f"{where}.{key}", f"应为日期，如 2026-01-01，不是 {day!r}")


def _document(run: Run) -> str:
    return f"{run.policy.id}（{run.policy.cited}）"
