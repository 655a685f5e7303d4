"""Import the DOCX files that this house writes: the document comes back, element by element."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from jiuji_docs.definitions.documents import read_document, shipped_layout
from jiuji_docs.domain.documents.import_kept import characters, printed
from jiuji_docs.domain.documents.official import OfficialDocument
from jiuji_docs.rendering.official_docx import official_docx
from jiuji_docs.services.official_documents import import_bytes

GOLDEN = {path.stem: path for path in sorted((Path(__file__).parents[1] / "golden").glob("*.toml"))}


def golden(name: str) -> OfficialDocument:
    return read_document(GOLDEN[name].read_text("utf-8"), GOLDEN[name].name)


def words_of(data: bytes) -> str:
    xml = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode("utf-8")
    return re.sub(r"\s", "", "".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", xml)))


@pytest.mark.parametrize("name", GOLDEN)
def test_a_document_comes_back_from_its_docx(name: str) -> None:
    document = golden(name)
    back = import_bytes(official_docx(document, shipped_layout()), f"{name}.docx").document
    # A seal is no part of a DOCX; whether and how large one is set, the file cannot say.
    unseen = {"stamped": document.stamped, "seal_diameter": document.seal_diameter}
    assert replace(back, **unseen) == document


@pytest.mark.parametrize("name", GOLDEN)
def test_no_word_of_the_file_is_lost_and_nothing_is_doubtful(name: str) -> None:
    data = official_docx(golden(name), shipped_layout())
    imported = import_bytes(data, name)
    removed = [one.removed for one in imported.findings]
    assert not characters([words_of(data)]) - characters((*printed(imported.document), *removed))
    assert [one for one in imported.findings if one.kind != "repaired"] == []
