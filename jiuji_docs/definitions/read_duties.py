"""Turn the plain data of scheduled duties and rosters (定期任务、名册) into what the services know."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jiuji_docs.domain.duties.duty import LEVELS, UNSET, Duty, check_due, check_span
from jiuji_docs.domain.duties.periods import EVERY
from jiuji_docs.domain.errors import DefinitionError
from jiuji_docs.domain.rosters.roster import KINDS, Roster

Plain = Mapping[str, Any]


def read_duty(data: Plain, where: str) -> Duty:
    """Return one duty; DefinitionError for an unknown word or a day there is not."""
    every, due = _set(data.get("every", "")), _set(data.get("due", ""))
    if every:
        _one_of(every, EVERY, "every", where)
    _one_of(data["level"], LEVELS, "level", where)
    try:
        check_due(due)
        for span in data.get("remind", ()):
            check_span(span)
        if data.get("escalate_after"):
            check_span(data["escalate_after"])
    except ValueError as error:
        raise DefinitionError(where, str(error)) from error
    return Duty(
        id=data["id"],
        title=data["title"],
        level=data["level"],
        role=data["role"],
        every=every,
        due=due,
        remind=tuple(data.get("remind", ())),
        evidence=data.get("evidence", False),
        form=data.get("form", ""),
        files=data.get("files", 0),
        escalate_to=data.get("escalate_to", ""),
        escalate_after=data.get("escalate_after", ""),
        clause=data.get("clause", ""),
        note=data.get("note", ""),
    )


def read_roster(data: Plain, where: str) -> Roster:
    """Return one roster; DefinitionError for an unknown word."""
    _one_of(data["kind"], KINDS, "kind", where)
    _one_of(data["level"], LEVELS, "level", where)
    return Roster(
        id=data["id"],
        title=data["title"],
        kind=data["kind"],
        level=data["level"],
        role=data["role"],
        positions=tuple(data.get("positions", ())),
        clause=data.get("clause", ""),
        note=data.get("note", ""),
    )


def _set(text: str) -> str:
    return "" if text == UNSET else text


def _one_of(word: str, words: Mapping[str, str], key: str, where: str) -> None:
    if word not in words:
        raise DefinitionError(where, f"{key} 没有“{word}”；可用：{'、'.join(words)}")
