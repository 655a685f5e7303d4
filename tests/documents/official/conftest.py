"""Give the tests a press, the seed's circular, and a ruler that reads finished PDFs."""

from __future__ import annotations

from pathlib import Path

import pytest

from jiuji_docs.definitions.documents import document_template, shipped_layout
from jiuji_docs.domain.documents.import_text import import_circular
from jiuji_docs.domain.documents.official import OfficialDocument
from jiuji_docs.domain.forms.sheet import RenderedPaper
from jiuji_docs.rendering.fonts import FontSet
from jiuji_docs.rendering.official_pdf import OfficialPress

from .ruler import Ruler


@pytest.fixture(scope="session")
def press(fonts: FontSet) -> OfficialPress:
    return OfficialPress(document_template("official.pt"), document_template("official.css"), fonts)


@pytest.fixture(scope="session")
def seed_texts(seeds: Path) -> dict[str, str]:
    """Return the five policy documents by their three-digit number."""
    return {path.name[:3]: path.read_text("utf-8") for path in sorted(seeds.glob("*.txt"))}


@pytest.fixture(scope="session")
def circular(seed_texts: dict[str, str]) -> OfficialDocument:
    return import_circular(seed_texts["000"]).document


@pytest.fixture(scope="session")
def paper(press: OfficialPress, circular: OfficialDocument) -> RenderedPaper:
    return press.pdf(circular, layout=shipped_layout())


@pytest.fixture(scope="session")
def ruler(paper: RenderedPaper) -> Ruler:
    return Ruler(paper.pdf)
