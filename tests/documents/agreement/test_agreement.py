"""PDF and Word file agree: the same words on the same lines of the same pages, in LibreOffice."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

import pytest

from jiuji_docs.conformance.page_model import PrintedFile
from jiuji_docs.domain.documents.elements import Roster
from jiuji_docs.rendering.line_composer import NOT_FIRST, NOT_LAST

from .conftest import Pair
from .printed_rows import rows

#: Red lines from this size in points on are the mark's, smaller ones a signature stamp's.
MARK = 24.0
#: A line of the Word file may stand so far below the PDF's and beside it (mm). LibreOffice puts the
#: base line at four fifths of an exact line, 0.92 mm below where the middle of its characters wants it.
BELOW, BESIDE = 1.2, 0.25
#: But line after line comes as far below the one before as in the PDF, and ends where that one ends.
PITCH, STEP, END = 28.95 * 25.4 / 72, 0.1, 0.7
#: The rows of a table among themselves.
DRIFT = 0.1


def lines(file: PrintedFile) -> list[list[str]]:
    """Return each page's lines from top to bottom, without spaces."""
    return [[row.text for row in rows(page)] for page in file.pages]


def test_the_word_file_has_the_lines_and_pages_of_the_pdf(pair: Pair) -> None:
    assert len(pair.office.pages) == len(pair.ours.pages)
    assert lines(pair.office) == lines(pair.ours)


def test_every_line_of_the_word_file_stands_where_the_pdf_has_it(pair: Pair) -> None:
    far = [
        (
            page,
            mine.text,
            round(theirs.baseline - mine.baseline, 2),
            round(theirs.left - mine.left, 2),
        )
        for page, sheets in enumerate(zip(pair.ours.pages, pair.office.pages, strict=True), start=1)
        for mine, theirs in zip(*map(rows, sheets), strict=True)
        if abs(theirs.baseline - mine.baseline) > BELOW or abs(theirs.left - mine.left) > BESIDE
    ]
    assert far == []


def test_lines_that_follow_one_another_keep_their_pitch(pair: Pair) -> None:
    for mine, theirs in zip(pair.ours.pages, pair.office.pages, strict=True):
        for (before, above), (ours, office) in pairwise(zip(rows(mine), rows(theirs), strict=True)):
            running = {before.size, ours.size} == {16.0}
            step = ours.baseline - before.baseline
            if running and abs(step - PITCH) < STEP:
                assert office.baseline - above.baseline == pytest.approx(step, abs=STEP)


def test_a_line_ends_where_the_pdfs_ends(pair: Pair) -> None:
    """Both edges are flush in the Word file too; its characters lie in the line a little otherwise."""
    far = [
        (page, mine.text, round(theirs.marks[-1].x - mine.marks[-1].x, 2))
        for page, sheets in enumerate(zip(pair.ours.pages, pair.office.pages, strict=True), start=1)
        for mine, theirs in zip(*map(rows, sheets), strict=True)
        if abs(theirs.marks[-1].x - mine.marks[-1].x) > END
    ]
    assert far == []


def test_the_rows_of_a_table_do_not_drift(pairs: Mapping[str, Pair]) -> None:
    """A table's rows follow one another as in the PDF, so that its last one is not a row too low."""
    seen = 0
    for pair in pairs.values():
        for mine, theirs in zip(pair.ours.pages, pair.office.pages, strict=True):
            told = [
                (ours.baseline, office.baseline)
                for ours, office in zip(rows(mine), rows(theirs), strict=True)
                if ours.text.startswith("阳山") and ours.text.endswith(".00")
            ]
            if len(told) > 1:
                moved = [office - ours for ours, office in told]
                assert max(moved) - min(moved) < DRIFT
                seen += 1
    assert seen > 5


def test_no_line_of_the_word_file_begins_or_ends_with_a_forbidden_mark(pair: Pair) -> None:
    for page in pair.office.pages:
        for row in rows(page):
            assert row.numbers_the_page or row.text[0] not in NOT_FIRST, row.text
            assert row.text[-1] not in NOT_LAST or row.numbers_the_page, row.text


def test_the_marks_and_rules_of_the_head_stand_where_the_pdf_has_them(pair: Pair) -> None:
    files = (pair.ours, pair.office)
    marks = [
        [line for line in file.pages[0].lines if line.red and line.size >= MARK] for file in files
    ]
    for mine, theirs in zip(*marks, strict=True):
        assert abs(mine.baseline - theirs.baseline) < 0.5
        assert abs(mine.left - theirs.left) < 0.5
    red = [[bar for bar in file.pages[0].bars if bar.red] for file in files]
    assert len(red[0]) == len(red[1])
    for mine, theirs in zip(*red, strict=True):
        assert abs(mine.top - theirs.top) < 0.3
        assert abs(mine.length - theirs.length) < 0.3


def test_the_invented_documents_have_every_part_a_document_can_have(
    pairs: Mapping[str, Pair],
) -> None:
    """Else agreement would be claimed for what was never typeset."""
    documents = [pair.document for pair in pairs.values()]
    longest = max(
        len(block.entries)
        for document in documents
        for attachment in document.attachments
        for block in attachment.blocks
        if isinstance(block, Roster)
    )
    assert longest > 3 * 22
    assert any(pair.layout.preprinted for pair in pairs.values())
    assert any(len(document.signature_stamps) > 1 for document in documents)
    assert any(document.issued and document.issued.attachments for document in documents)
    assert any(
        attachment.landscape for document in documents for attachment in document.attachments
    )
    styles = {document.style for document in documents}
    assert styles == {"circular", "letter", "command", "minutes", "notice"}


def test_printed_letterhead_gets_neither_mark_nor_rule(pairs: Mapping[str, Pair]) -> None:
    printed = [pair for pair in pairs.values() if pair.layout.preprinted]
    for pair in printed:
        for file in (pair.ours, pair.office):
            first = file.pages[0]
            assert not [line for line in first.lines if line.red and line.size >= MARK]
            assert not [bar for bar in first.bars if bar.red]
    assert len(printed) > 5


@pytest.mark.parametrize("name", ["circular", "letter", "joint"])
def test_a_golden_document_is_not_printed_letterhead(name: str, pairs: Mapping[str, Pair]) -> None:
    assert [bar for bar in pairs[name].office.pages[0].bars if bar.red]
