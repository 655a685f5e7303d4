"""Order a case file's papers (卷内目录) and say which are missing, by route."""

from __future__ import annotations

from collections.abc import Collection

#: The order of a relief case file: result first, then from application to payment, note last.
ORDER = (
    "file_catalogue",
    "approval_expenditure",
    "approval_emergency",
    "approval_notice",
    "refusal_notice",
    "application",
    "integrity_pledge",
    "check_authorization",
    "acceptance_notice",
    "investigation",
    "review",
    "publicity",
    "payroll",
    "receipt",
    "file_note",
)
#: Papers a file must hold before it is complete, by route and outcome.
REQUIRED = {
    ("expenditure", "granted"): (
        "application",
        "integrity_pledge",
        "check_authorization",
        "acceptance_notice",
        "investigation",
        "review",
        "approval_expenditure",
        "approval_notice",
    ),
    ("expenditure", "refused"): (
        "application",
        "acceptance_notice",
        "investigation",
        "review",
        "refusal_notice",
    ),
    ("emergency", "granted"): ("approval_emergency", "receipt", "approval_notice"),
    ("emergency", "refused"): ("approval_emergency", "refusal_notice"),
}


def order_of(paper: str) -> int:
    """Return the place of a paper in the file; an unknown one stands before the note."""
    return ORDER.index(paper) if paper in ORDER else len(ORDER) - 1


def missing(route: str, *, refused: bool, papers: Collection[str]) -> tuple[str, ...]:
    """Return the papers a file still lacks, in order; a route without a list lacks nothing."""
    required = REQUIRED.get((route, "refused" if refused else "granted"), ())
    return tuple(paper for paper in required if paper not in papers)
