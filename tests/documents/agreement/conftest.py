"""Typeset the golden and the invented documents twice, as PDF and as Word file, and read both.

JIUJI_AGREEMENT says how many invented documents (``make agreement``: 200); the golden six always
take part. Without LibreOffice the tests are skipped aloud.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from jiuji_docs.conformance.page_model import PrintedFile
from jiuji_docs.conformance.read_pdf import read_pdf
from jiuji_docs.definitions.documents import document_template, read_document, shipped_layout
from jiuji_docs.domain.documents.layout import Layout
from jiuji_docs.domain.documents.official import OfficialDocument
from jiuji_docs.rendering.fonts import FontSet
from jiuji_docs.rendering.official_docx import official_docx
from jiuji_docs.rendering.official_pdf import OfficialPress

from .invented import crowded, invented, notice, preprinted
from .office import as_pdf, program

COUNT = int(os.environ.get("JIUJI_AGREEMENT", "60"))
FIRST = int(os.environ.get("JIUJI_AGREEMENT_FROM", "0"))
GOLDEN = Path(__file__).parents[1] / "golden"


@dataclass(frozen=True)
class Pair:
    """One document: what it says, how its page is laid out, and both files as read."""

    document: OfficialDocument
    layout: Layout
    ours: PrintedFile
    office: PrintedFile
    office_pdf: bytes


def _documents() -> Iterator[tuple[str, OfficialDocument, Layout]]:
    """Yield the golden six, the circular with its ink to the type area's edges, and others."""
    layouts = {printed: shipped_layout(preprinted=printed) for printed in (False, True)}
    for path in sorted(GOLDEN.glob("*.toml")):
        document = read_document(path.read_text("utf-8"), path.stem)
        yield path.stem, document, layouts[False]
        if path.stem == "circular":
            yield "circular-ink", document, shipped_layout("ink")
    # Their lines move closer, and their characters apart, to keep the sign-off with text.
    yield "closer", crowded(6, note="此件公开发布"), layouts[False]
    yield "apart", crowded(6, note=""), layouts[False]
    # One page as it comes, one with its lines moved closer, one that needs two all the same.
    for paragraphs in (1, 3, 11):
        yield f"notice{paragraphs:02}", notice(paragraphs), layouts[False]
    for number in range(FIRST, FIRST + COUNT):
        yield f"n{number:04}", invented(number), layouts[preprinted(number)]


NAMES = [name for name, _, _ in _documents()]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give every test that asks for a pair each document in turn."""
    if "pair" in metafunc.fixturenames:
        metafunc.parametrize("pair", NAMES, indirect=True)


@pytest.fixture(scope="session")
def pairs(fonts: FontSet, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Pair]:
    """Read every document's PDF and the PDF that LibreOffice makes of its Word file."""
    if program() is None:
        pytest.skip("LibreOffice is not here: the Word files are not compared with the PDFs")
    press = OfficialPress(
        document_template("official.pt"), document_template("official.css"), fonts
    )
    words = {name: official_docx(one, layout) for name, one, layout in _documents()}
    made = as_pdf(words, fonts, tmp_path_factory.mktemp("office"))
    return {
        name: Pair(
            one,
            layout,
            read_pdf(press.pdf(one, layout=layout).pdf),
            read_pdf(made[name]),
            made[name],
        )
        for name, one, layout in _documents()
    }


@pytest.fixture
def pair(request: pytest.FixtureRequest, pairs: Mapping[str, Pair]) -> Pair:
    """Return the document of this turn."""
    return pairs[request.param]
