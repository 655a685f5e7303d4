from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiuji_docs.domain.archives.catalogue import (
    ORDER,
    FiledPaper,
    catalogue,
    missing,
    order_of,
)

#: The fifteen papers of the pack chaoyang-2021.
PAPERS = {
    "application", "integrity_pledge", "check_authorization", "acceptance_notice", "investigation",
    "review", "publicity", "approval_expenditure", "approval_emergency", "approval_notice",
    "refusal_notice", "payroll", "receipt", "file_catalogue", "file_note",
}  # fmt: skip
EXPENDITURE = PAPERS - {"publicity", "approval_emergency", "refusal_notice", "payroll", "receipt"}
EMERGENCY = {"approval_emergency", "receipt", "approval_notice", "file_catalogue", "file_note"}


def paper(name: str, pages: int = 1) -> FiledPaper:
    return FiledPaper(name, f"题名 {name}", "阳山镇人民政府", dt.date(2024, 2, 8), pages)


LISTS = st.lists(
    st.builds(paper, st.sampled_from(sorted(PAPERS | {"photo"})), st.integers(1, 9)), max_size=12
)


def test_every_paper_of_the_pack_has_its_place() -> None:
    # Minutes come from the meeting that decided the case, and from no step of the pack.
    assert set(ORDER) == PAPERS | {"meeting_minutes"}
    assert len(set(ORDER)) == len(ORDER)


def test_the_result_stands_first_and_the_note_last() -> None:
    assert ORDER[:2] == ("file_catalogue", "approval_expenditure")
    assert sorted(PAPERS | {"photo"}, key=order_of)[-2:] == ["photo", "file_note"]
    assert order_of("application") < order_of("investigation") < order_of("approval_notice")


def test_rows_count_items_and_pages_through_the_file() -> None:
    rows = catalogue([paper("file_note"), paper("application", 2), paper("file_catalogue")])
    assert [(row.item, row.paper.paper, row.page_range) for row in rows] == [
        (1, "file_catalogue", "1"),
        (2, "application", "2-3"),
        (3, "file_note", "4"),
    ]


@given(LISTS)
def test_pages_have_no_gap_and_no_overlap(papers: list[FiledPaper]) -> None:
    rows = catalogue(papers)
    numbered = [page for row in rows for page in range(row.first, row.last + 1)]
    assert numbered == list(range(1, sum(one.pages for one in papers) + 1))


@given(LISTS)
def test_papers_of_one_kind_keep_the_order_given(papers: list[FiledPaper]) -> None:
    rows = catalogue(papers)
    for name in PAPERS:
        kept = [row.paper for row in rows if row.paper.paper == name]
        assert kept == [one for one in papers if one.paper == name]


def test_a_paper_without_pages_is_refused() -> None:
    with pytest.raises(ValueError, match="题名 review》没有页数"):
        catalogue([paper("review", 0)])


def test_a_complete_file_lacks_nothing() -> None:
    assert missing("expenditure", papers=EXPENDITURE, refused=False) == ()
    assert missing("emergency", papers=EMERGENCY, refused=False) == ()


@given(st.sampled_from(sorted(EXPENDITURE)))
def test_each_paper_taken_from_a_complete_file_is_named(taken: str) -> None:
    assert missing("expenditure", papers=EXPENDITURE - {taken}, refused=False) == (taken,)


def test_a_refused_file_wants_the_refusal_notice_instead_of_the_approval() -> None:
    lacks = missing("expenditure", papers=EXPENDITURE, refused=True)
    assert lacks == ("refusal_notice",)
    with_notice = EXPENDITURE - {"approval_notice"} | {"refusal_notice"}
    assert missing("expenditure", papers=with_notice, refused=True) == ()


def test_publicity_and_receipt_are_wanted_where_they_took_place() -> None:
    lacks = missing(
        "expenditure", papers=EXPENDITURE, refused=False, publicised=True, handed_over=True
    )
    assert lacks == ("publicity", "receipt")


def test_an_emergency_file_wants_its_receipt_even_when_refused() -> None:
    lacks = missing("emergency", papers=["approval_emergency"], refused=True)
    assert lacks == ("file_catalogue", "refusal_notice", "receipt", "file_note")


def test_an_unknown_route_never_passes_as_complete() -> None:
    with pytest.raises(ValueError, match="归档范围"):
        missing("transfer", papers=PAPERS, refused=False)
