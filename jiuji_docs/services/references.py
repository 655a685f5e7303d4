"""Take the next reference number of the archives, for cases and documents alike (档号)."""

from __future__ import annotations

from dataclasses import replace

from jiuji_docs.definitions.read_filing import filing_rules
from jiuji_docs.domain.archives.filing import Filing
from jiuji_docs.domain.errors import GuardRefused
from jiuji_docs.services.desk import Desk


def next_reference(
    desk: Desk, *, fonds: str, year: int, retention: str, office: str = ""
) -> tuple[Filing, str]:
    """Return the next item of its class with its reference, written by the data's pattern.

    The row of the class (全宗、年度、期限、机构) is locked until the transaction ends, so that items run
    without gaps and a case and a document never get the same. GuardRefused for parts that cannot be.
    """
    rules = filing_rules()
    try:
        sound = Filing(fonds, year, retention, 1, office, rules.category)
    except ValueError as error:
        raise GuardRefused("filing", str(error)) from error
    series = ":".join(part for part in ("filing", fonds, retention, office) if part)
    filing = replace(sound, item=desk.numbers.next(series, year))
    return filing, rules.pattern.write(filing)
