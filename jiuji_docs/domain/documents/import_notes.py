"""Keep what an import has to tell: what was repaired, what is missing, what a person must look at."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

#: ``repaired`` 已改正, ``missing`` 缺少, ``doubtful`` 请核对.
Kind = Literal["repaired", "missing", "doubtful"]
KINDS: dict[Kind, str] = {"repaired": "已改正", "missing": "缺少", "doubtful": "请核对"}
#: Stands for a table among the lines, where no text can be mistaken for it.
TABLE_SIGN = "\ufffc"


@dataclass(frozen=True, slots=True)
class ImportFinding:
    """One finding: rule, line of the source (0: the whole of it), Chinese message, kind.

    ``removed`` is what stood in the source and no longer stands in the document.
    """

    rule: str
    line: int
    message: str
    kind: Kind = "repaired"
    removed: str = ""


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One paragraph as its file had it: soft breaks are newlines, tabs are tabs; or rows.

    ``landscape`` tells that it stands on a turned page.
    """

    number: int
    text: str
    rows: tuple[tuple[str, ...], ...] = ()
    landscape: bool = False


@dataclass(slots=True)
class RawLine:
    """One non-empty line after cleaning.

    ``depth`` counts the # that marked it as a heading; ``cells`` are tab-separated parts when there
    were tabs; ``rows`` are a table's, whose text is :data:`TABLE_SIGN`.
    """

    number: int
    text: str
    depth: int = 0
    cells: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    landscape: bool = False


@dataclass(slots=True)
class Notes:
    """Collects findings; those that say the same of many lines are told once, with a count."""

    found: list[ImportFinding] = field(default_factory=list)
    _counted: dict[tuple[str, str], list[int]] = field(default_factory=dict)
    _dropped: dict[tuple[str, str], list[str]] = field(default_factory=dict)

    def add(
        self, rule: str, line: int, message: str, kind: Kind = "repaired", *, removed: str = ""
    ) -> None:
        """Note one finding."""
        self.found.append(ImportFinding(rule, line, message, kind, removed))

    def count(self, rule: str, line: int, message: str, *, removed: str = "") -> None:
        """Note something that may be true of every line."""
        self._counted.setdefault((rule, message), []).append(line)
        self._dropped.setdefault((rule, message), []).append(removed)

    def told(self) -> tuple[ImportFinding, ...]:
        """Return every finding by line and rule."""
        counted = [
            ImportFinding(rule, lines[0], _of_many(message, len(set(lines))), "repaired", removed)
            for (rule, message), lines in self._counted.items()
            for removed in ["".join(self._dropped[rule, message])]
        ]
        return tuple(sorted([*self.found, *counted], key=lambda one: (one.line, one.rule)))


def _of_many(message: str, count: int) -> str:
    return message if count == 1 else f"{message}（共 {count} 处）"
