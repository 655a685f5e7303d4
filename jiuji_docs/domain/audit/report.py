"""Hold what a run of the checks found, as people read it (监督检查结果)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from jiuji_docs.domain.audit.checks import CHECKS


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One finding as people read it; the name is masked."""

    check: str
    title: str
    about: str
    town: str
    name: str
    detail: str
    clause: str
    remedy: str


@dataclass(frozen=True, slots=True)
class AuditReport:
    """What a run found: lines by check, and how many cases it looked at."""

    year: int
    day: dt.date
    cases: int
    lines: tuple[AuditLine, ...]

    @property
    def counts(self) -> tuple[tuple[str, int], ...]:
        """(Title, findings) of every check, in the order of the list, those without findings too."""
        return tuple(
            (check.title, sum(line.check == check.id for line in self.lines))
            for check in CHECKS.values()
        )
