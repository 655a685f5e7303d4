"""PDF and Word file agree: the same words on the same lines of the same pages, in LibreOffice.

JIUJI_AGREEMENT says how many invented documents (``make agreement``: 200); the golden six always
take part. Without LibreOffice the test is skipped aloud.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from jiuji_docs.conformance.page_model import PrintedFile
from jiuji_docs.conformance.read_pdf import read_pdf
from jiuji_docs.definitions.documents import document_template, read_document, shipped_layout
from jiuji_docs.domain.documents.official import OfficialDocument
from jiuji_docs.rendering.fonts import FontSet
from jiuji_docs.rendering.line_composer import NOT_FIRST, NOT_LAST
from jiuji_docs.rendering.official_docx import official_docx
from jiuji_docs.rendering.official_pdf import OfficialPress

from .invented import invented
from .office import as_pdf, program

COUNT = int(os.environ.get("JIUJI_AGREEMENT", "60"))
FIRST = int(os.environ.get("JIUJI_AGREEMENT_FROM", "0"))
GOLDEN = Path(__file__).parents[1] / "golden"
NAMES = [f"n{number:04}" for number in range(FIRST, FIRST + COUNT)]
GOLDEN_NAMES = sorted(path.stem for path in GOLDEN.glob("*.toml"))
#: Base lines of one line may lie so far apart in the two (mm).
ONE_LINE = 1.6
#: Red lines from this size in points on are the mark's, smaller ones a signature stamp's.
MARK = 24.0


def _documents() -> Iterator[tuple[str, OfficialDocument]]:
    for name in GOLDEN_NAMES:
        yield name, read_document((GOLDEN / f"{name}.toml").read_text("utf-8"), name)
    for name in NAMES:
        yield name, invented(int(name[1:]))


@pytest.fixture(scope="module")
def both(
    fonts: FontSet, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, tuple[PrintedFile, PrintedFile]]:
    """Read every document's PDF and the PDF that LibreOffice makes of its Word file."""
    if program() is None:
        pytest.skip("LibreOffice is not here: the Word files are not compared with the PDFs")
    press = OfficialPress(
        document_template("official.pt"), document_template("official.css"), fonts
    )
    layout = shipped_layout()
    documents = dict(_documents())
    words = {name: official_docx(one, layout) for name, one in documents.items()}
    made = as_pdf(words, fonts, tmp_path_factory.mktemp("office"))
    return {
        name: (read_pdf(press.pdf(one, layout=layout).pdf), read_pdf(made[name]))
        for name, one in documents.items()
    }


def lines(file: PrintedFile) -> list[list[str]]:
    """Return each page's lines from top to bottom, without spaces."""
    pages = []
    for page in file.pages:
        rows: list[list[object]] = []
        for line in page.lines:
            if rows and line.baseline - rows[-1][0] < ONE_LINE:  # type: ignore[operator]
                rows[-1].append(line)
            else:
                rows.append([line.baseline, line])
        texts = []
        for _, *parts in rows:
            marks = [mark for part in parts for mark in part.marks]  # type: ignore[attr-defined]
            texts.append("".join(mark.character for mark in sorted(marks, key=lambda one: one.x)))
        pages.append(texts)
    return pages


@pytest.mark.parametrize("name", [*GOLDEN_NAMES, *NAMES])
def test_the_word_file_has_the_lines_and_pages_of_the_pdf(
    name: str, both: dict[str, tuple[PrintedFile, PrintedFile]]
) -> None:
    ours, office = both[name]
    assert len(office.pages) == len(ours.pages)
    assert lines(office) == lines(ours)


@pytest.mark.parametrize("name", [*GOLDEN_NAMES, *NAMES])
def test_no_line_of_the_word_file_begins_or_ends_with_a_forbidden_mark(
    name: str, both: dict[str, tuple[PrintedFile, PrintedFile]]
) -> None:
    _, office = both[name]
    for page in lines(office):
        for text in page:
            numbered = text.startswith("—") and text.endswith("—")
            assert numbered or text[0] not in NOT_FIRST, text
            assert text[-1] not in NOT_LAST, text


@pytest.mark.parametrize("name", [*GOLDEN_NAMES, *NAMES])
def test_the_marks_and_rules_of_the_head_stand_where_the_pdf_has_them(
    name: str, both: dict[str, tuple[PrintedFile, PrintedFile]]
) -> None:
    ours, office = both[name]
    marks = [
        [line for line in file.pages[0].lines if line.red and line.size >= MARK]
        for file in (ours, office)
    ]
    for mine, theirs in zip(*marks, strict=True):
        assert abs(mine.baseline - theirs.baseline) < 0.5
        assert abs(mine.left - theirs.left) < 0.5
    red = [[bar for bar in file.pages[0].bars if bar.red] for file in (ours, office)]
    assert len(red[0]) == len(red[1])
    for mine, theirs in zip(*red, strict=True):
        assert abs(mine.top - theirs.top) < 0.15
        assert abs(mine.length - theirs.length) < 0.3
