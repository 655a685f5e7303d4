"""Name one thing that a check found wrong in the definitions (检查结果)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from jiuji_docs.domain.workflow.policy import Pack

ERROR, WARNING = "error", "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """Where, how bad (``error`` or ``warning``), what in Chinese, and by which rule of ``rules.py``."""

    file: str
    place: str
    severity: str
    message: str
    rule: str = ""

    def __str__(self) -> str:
        """Return the line that people read."""
        word = "错误" if self.severity == ERROR else "提醒"
        rule = f"（{self.rule}）" if self.rule else ""
        return f"{self.file}：{self.place}：{word}：{self.message}{rule}"


Check = Callable[[Pack], Iterator[Finding]]


def in_workflow(pack: Pack, place: str, message: str, severity: str = ERROR) -> Finding:
    """Return a finding in the pack's workflow.toml."""
    return Finding(f"{pack.id}/workflow.toml", place, severity, message)


def in_policy(pack: Pack, place: str, message: str, severity: str = ERROR) -> Finding:
    """Return a finding in the pack's policy.toml."""
    return Finding(f"{pack.id}/policy.toml", place, severity, message)


def in_form(form: str, place: str, message: str, severity: str = ERROR) -> Finding:
    """Return a finding in a form's file."""
    return Finding(f"forms/{form}.toml", place, severity, message)
