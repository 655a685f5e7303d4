"""Give the ruler's tests a press and the six golden documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from jiuji_docs.definitions.documents import document_template, read_document
from jiuji_docs.domain.documents.official import OfficialDocument
from jiuji_docs.rendering.fonts import FontSet
from jiuji_docs.rendering.official_pdf import OfficialPress

GOLDEN = Path(__file__).parents[1] / "golden"


@pytest.fixture(scope="session")
def press(fonts: FontSet) -> OfficialPress:
    return OfficialPress(document_template("official.pt"), document_template("official.css"), fonts)


@pytest.fixture(scope="session")
def golden() -> dict[str, OfficialDocument]:
    return {
        path.stem: read_document(path.read_text("utf-8"), path.name)
        for path in sorted(GOLDEN.glob("*.toml"))
    }
