"""A reference is written by the data's pattern, and a pattern that is none is refused."""

from __future__ import annotations

import pytest

from jiuji_docs.definitions.read_filing import filing_rules, read_filing
from jiuji_docs.domain.archives.filing import Filing, parse_reference
from jiuji_docs.domain.archives.reference import ReferencePattern
from jiuji_docs.domain.errors import DefinitionError

ITEM = Filing("0012", 2024, "D30", 7, "办公室")


def test_the_shipped_pattern_writes_what_is_read_back() -> None:
    for item in (ITEM, Filing("0012", 2024, "Y", 1)):
        written = filing_rules().pattern.write(item)
        assert written == str(item)
        assert parse_reference(written) == item


def test_an_archive_may_have_another_order() -> None:
    pattern = ReferencePattern.read("{fonds}-{category}.{retention}-{year}-{item}")
    assert pattern.write(ITEM) == "0012-WS.D30-2024-0007"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "应由"),
        ("{fonds}{year}-{retention}-{item}", "连接号隔开"),
        ("{fonds}-{year}-{retention}", "缺少 {item}"),
        ("{fonds}-{year}-{retention}-{item}-{item}", "只写一次"),
        ("{fonds}-{year}-{retention}-{box}-{item}", "不认识“box”"),
        ("{fonds!r}-{year}-{retention}-{item}", "应由"),
        ("-{fonds}-{year}-{retention}-{item}", "连接号隔开"),
    ],
)
def test_a_pattern_that_is_none_says_why(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        ReferencePattern.read(text)


@pytest.mark.parametrize(
    ("retention", "words"),
    [
        ('[[retention]]\ncode = "D20"\ntitle = "20年"', "保管期限代码应为"),
        ('[[retention]]\ncode = "Y"\ntitle = "永久"\n' * 2, "代码重复"),
        ('[[retention]]\ncode = "Y"', "title"),
    ],
)
def test_periods_that_cannot_be_are_found(retention: str, words: str) -> None:
    pattern = 'pattern = "{fonds}-{year}-{retention}-{item}"\ncategory = "WS"\n'
    with pytest.raises(DefinitionError, match=words):
        read_filing(pattern + retention, "filing")
