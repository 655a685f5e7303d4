"""A notice names no number and no minor; photos are asked for where the locality asks."""

from __future__ import annotations

from typing import Any

import pytest

from jiuji_docs.domain.people import check_digit
from jiuji_docs.domain.workflow import published
from jiuji_docs.domain.workflow.verdict import GuardResult
from tests.common.relief import actor, facts, pack


def id_number(birth: str) -> str:
    first = f"990101{birth}001"
    return first + check_digit(first)


ME = actor("town.clerk")
CHILD, ADULT = id_number("20120305"), id_number("19700305")


def judged(number: str, **notice: Any) -> GuardResult:
    known = {"application.applicant_name": "李小明", "application.id_number": number}
    return published.publicity_masked(
        facts("reviewed", known=known, entering={"publicity": notice}),
        ME,
        pack(),
        form="publicity",
        shown="publicity.shown_name",
        subject="application.applicant_name",
        person_id="application.id_number",
    )


def test_a_minor_is_not_named_in_full() -> None:
    assert judged(CHILD).code == "minor_named"
    assert judged(CHILD, shown_name="李小明").code == "minor_named"
    assert judged(CHILD, shown_name="李某").ok
    assert judged(ADULT).ok
    assert judged("").ok


@pytest.mark.parametrize("found", [CHILD, "6222021234567890128", "13912345678"])
def test_no_number_card_or_mobile_goes_on_the_board(found: str) -> None:
    result = judged(ADULT, shown_name=f"李小明{found}")
    assert result.code == "personal_data_published"
    assert found not in result.why
    assert judged(ADULT, rows=[{"note": f"卡号{found}"}]).code == "personal_data_published"
    assert judged(ADULT, phone="13912345678").ok, "the office's own telephone is meant to be there"


def test_photos_are_asked_for_where_the_locality_asks() -> None:
    given = {"kind": "posted_photo", "parameter": "reserve_fund"}
    unset = published.files_attached(facts("reviewed"), ME, pack(), **given)
    assert unset.ok
    own = pack({"reserve_fund": "1000.00"})
    missing = published.files_attached(facts("reviewed"), ME, own, **given)
    assert missing.code == "file_missing"
    assert "公示张贴照片" in missing.why
    there = facts("reviewed", files={"posted_photo": 1})
    assert published.files_attached(there, ME, own, **given).ok
