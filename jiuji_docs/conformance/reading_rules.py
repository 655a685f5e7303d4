"""List what a file must allow before anything in it can be judged (检查的前提)."""

from __future__ import annotations

from jiuji_docs.domain.conformance.finding import Finding, Findings, catalogue

READING_RULES = catalogue(
    ("F-0", "", "前提", "文件应能打开，没有损坏、加密，也不过大"),
    ("F-5", "", "前提", "文件中应有可检查的文字，扫描件无法判断"),
)


def cannot_judge(rule: str, why: str) -> tuple[Finding, ...]:
    """Return the one finding of a file that allows no judgement, an error: nobody may take it as sound."""
    found = Findings(READING_RULES)
    found.add(rule, why, "", "全文")
    return tuple(found.found)
