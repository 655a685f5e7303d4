"""Read the map by which running cases are moved to another edition (换版对照表)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jiuji_docs.definitions.loader import load_file
from jiuji_docs.domain.errors import DefinitionError
from jiuji_docs.domain.workflow.edition_map import EditionMap, Fate

#: Tables of plain names, and those whose entries say what becomes of a field or form.
NAMES, FATES = ("states", "debts", "time_limits"), ("fields", "forms")
#: Characters of a reason.
LONGEST = 400
_KEYS = ("reason", *NAMES, *FATES)


def load_edition_map(path: Path) -> EditionMap:
    """Return the map of a file; DefinitionError names the place of what is not understood."""
    return read_edition_map(load_file(path), path.name)


def read_edition_map(data: dict[str, Any], where: str) -> EditionMap:
    """Return the map of plain data.

    ``[states] publicised = "reviewed"``, ``[fields] "investigation.housing" = { to = "dwelling", reason =
    "…" }`` or ``{ drop = true, reason = "…" }``, ``[forms] publicity = { drop = true, reason = "…" }``.
    """
    if unknown := sorted(set(data) - set(_KEYS)):
        raise DefinitionError(where, f"不认识的键 {unknown}；可用：{'、'.join(_KEYS)}")
    states, debts, limits = (_names(data.get(key, {}), f"{where}：{key}") for key in NAMES)
    return EditionMap(
        states,
        debts,
        limits,
        _fates(data.get("fields", {}), f"{where}：fields", renames=True),
        _fates(data.get("forms", {}), f"{where}：forms", renames=False),
        _text(data.get("reason", ""), f"{where}：reason"),
    )


def _table(value: Any, where: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise DefinitionError(where, "应为一组键值")
    return value


def _text(value: Any, where: str) -> str:
    if not isinstance(value, str) or len(value) > LONGEST:
        raise DefinitionError(where, f"应为不超过 {LONGEST} 字的文字")
    return value.strip()


def _names(value: Any, where: str) -> dict[str, str]:
    return {old: _text(new, f"{where}.{old}") for old, new in _table(value, where).items()}


def _fates(value: Any, where: str, *, renames: bool) -> dict[str, Fate]:
    return {
        name: _fate(_table(one, f"{where}.{name}"), f"{where}.{name}", renames=renames)
        for name, one in _table(value, where).items()
    }


def _fate(entry: dict[str, Any], where: str, *, renames: bool) -> Fate:
    """Read one entry: either a new name or ``drop = true``, and always why."""
    known = {"drop", "reason", *(("to",) if renames else ())}
    if unknown := sorted(set(entry) - known):
        raise DefinitionError(where, f"不认识的键 {unknown}；可用：{sorted(known)}")
    if entry.get("drop", False) not in (True, False):
        raise DefinitionError(where, "drop 只能写 true")
    to, reason = _text(entry.get("to", ""), where), _text(entry.get("reason", ""), where)
    if bool(to) == bool(entry.get("drop", False)):
        raise DefinitionError(
            where, "应写 drop = true" + ("，或用 to 写明改称什么" if renames else "")
        )
    if not reason:
        raise DefinitionError(where, "须写明原因 reason")
    return Fate(to, reason)
