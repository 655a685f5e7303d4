"""Import the DOCX files that this house writes: the document comes back."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest

from jiuji_docs.definitions.documents import read_document, shipped_layout
from jiuji_docs.domain.documents.elements import Attachment
from jiuji_docs.domain.documents.import_kept import characters, printed
from jiuji_docs.domain.documents.official import OfficialDocument, chinese_date
from jiuji_docs.rendering.official_docx import official_docx
from jiuji_docs.services.official_documents import import_bytes

GOLDEN = {path.stem: path for path in sorted((Path(__file__).parents[1] / "golden").glob("*.toml"))}
#: What a file's words do not show.
UNSEEN = {"stamped", "seal_diameter", "style", "direction"}


def golden(name: str) -> OfficialDocument:
    return read_document(GOLDEN[name].read_text("utf-8"), GOLDEN[name].name)


def written(document: OfficialDocument) -> bytes:
    try:
        return official_docx(document, shipped_layout())
    except ValueError as error:
        pytest.skip(f"the DOCX of this format cannot be written yet: {error}")


def words_of(data: bytes) -> str:
    xml = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode("utf-8")
    return re.sub(r"\s", "", "".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", xml)))


def plain(value: Any) -> str:
    """Return a field's words as they stand on paper."""
    if hasattr(value, "year"):
        return chinese_date(value)
    if isinstance(value, tuple):
        return "".join(map(plain, value))
    if hasattr(value, "__dataclass_fields__"):
        parts = [getattr(value, one.name) for one in fields(value)]
        return "".join(map(plain, parts))
    return value if isinstance(value, str) else ""


def upright(value: Any) -> Any:
    """Return attachments without the turn of their pages, which is a matter of layout."""
    if isinstance(value, tuple) and value and isinstance(value[0], Attachment):
        return tuple(replace(one, landscape=False) for one in value)
    return value


@pytest.mark.parametrize("name", GOLDEN)
def test_every_element_that_the_file_shows_comes_back(name: str) -> None:
    document = golden(name)
    data = written(document)
    shown, back = words_of(data), import_bytes(data, f"{name}.docx").document
    for one in fields(document):
        value = getattr(document, one.name)
        short = not isinstance(value, tuple) or all(isinstance(item, str) for item in value)
        if one.name in UNSEEN or (short and plain(value) not in shown):
            continue
        if not short and not set(plain(value)) <= set(shown):
            continue
        if one.name in ("signature_stamps", "attendance") and plain(value) not in shown:
            continue
        assert upright(getattr(back, one.name)) == upright(value), one.name


@pytest.mark.parametrize("name", GOLDEN)
def test_no_word_of_the_file_is_lost(name: str) -> None:
    data = written(golden(name))
    imported = import_bytes(data, name)
    removed = [one.removed for one in imported.findings]
    assert not characters([words_of(data)]) - characters((*printed(imported.document), *removed))


@pytest.mark.parametrize("name", ["circular", "letter"])
def test_nothing_of_a_good_file_is_doubtful_or_missing(name: str) -> None:
    imported = import_bytes(written(golden(name)), name)
    assert [one for one in imported.findings if one.kind != "repaired"] == []
    assert imported.document.style == golden(name).style
