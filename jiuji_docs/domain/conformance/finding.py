"""Hold one finding of a conformance check: which rule, how binding, what was measured and wanted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

#: How binding a rule is; only 规定 may be called the standard's demand. 前提 is no rule of the standard:
#: a file that cannot be read passes no check.
SEVERITIES: Mapping[str, str] = {
    "规定": "error",
    "一般": "warning",
    "推荐": "warning",
    "可以": "info",
    "实务": "info",
    "推算": "info",
    "前提": "error",
}
#: What people read instead of the bare strength.
SPOKEN: Mapping[str, str] = {
    "规定": "国标规定",
    "一般": "国标一般要求",
    "推荐": "国标推荐",
    "可以": "国标允许",
    "实务": "实务通常",
    "推算": "由国标推算",
    "前提": "检查的前提",
}


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the catalogue: id, clause (条款), strength (强度) and meaning in Chinese.

    ``place``: where it is judged: 稿 (model), 文 (text), 面 (finished page), Word (XML).
    """

    id: str
    clause: str
    strength: str
    meaning: str

    @property
    def severity(self) -> str:
        """``error``, ``warning`` or ``info``."""
        return SEVERITIES[self.strength]


@dataclass(frozen=True, slots=True)
class Finding:
    """One deviation (问题): ``measured`` and ``expected`` are what a person compares."""

    rule: str
    clause: str
    strength: str
    severity: str
    measured: str
    expected: str
    place: str
    message: str

    def plain(self) -> dict[str, Any]:
        """Return the finding as the JSON report has it."""
        return asdict(self)


class Findings:
    """Collects findings of one catalogue's rules."""

    def __init__(self, rules: Mapping[str, Rule]) -> None:
        self._rules = rules
        self.found: list[Finding] = []

    def add(self, rule: str, measured: str = "", expected: str = "", place: str = "") -> None:
        """Note that *rule* is broken; the message joins its meaning with the figures."""
        one = self._rules[rule]
        detail = "，".join(
            f"{name}{value}" for name, value in (("现为", measured), ("应为", expected)) if value
        )
        message = f"{one.meaning}（{detail}）" if detail else one.meaning
        self.found.append(
            Finding(
                rule, one.clause, one.strength, one.severity, measured, expected, place, message
            )
        )


def catalogue(*rows: tuple[str, str, str, str]) -> dict[str, Rule]:
    """Return rules by id; an id given twice is a mistake of the house."""
    made = {row[0]: Rule(*row) for row in rows}
    if len(made) != len(rows):
        raise ValueError("a rule id stands twice in the catalogue")
    return made
