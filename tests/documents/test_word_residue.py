"""No part of any Word file keeps what python-docx's template brought: themes, bold, foreign faces."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx.oxml import parse_xml

from jiuji_docs.definitions.catalog import Catalog
from jiuji_docs.definitions.documents import read_document, shipped_layout
from jiuji_docs.domain.forms.layout import lay_out
from jiuji_docs.rendering.official_docx import official_docx
from jiuji_docs.rendering.sheet_docx import sheet_docx

from .agreement.invented import invented

CATALOG = Catalog.shipped()
GOLDEN = Path(__file__).parent / "golden"
INVENTED = 24
#: What an office's machine has, written here once more on purpose.
FACES = {"仿宋_GB2312", "楷体_GB2312", "黑体", "宋体", "方正小标宋简体"}
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
#: Names of programs and faces that have no business in an office's paper.
RESIDUE = re.compile(
    r"python-docx|Times|Calibri|Cambria|Arial|Helvetica|Courier|MS (?:Gothic|Mincho)|DengXian|等线"
    r"|Microsoft\s+(?:Macintosh\s+)?Word|Normal\.dotm|AI ?生成|仅供参考"
)
PARTS = {
    "[Content_Types].xml",
    "_rels/.rels",
    "docProps/core.xml",
    "word/document.xml",
    "word/_rels/document.xml.rels",
    "word/styles.xml",
    "word/settings.xml",
}


def _official() -> Iterator[tuple[str, bytes]]:
    layout = shipped_layout()
    for path in sorted(GOLDEN.glob("*.toml")):
        document = read_document(path.read_text("utf-8"), path.name)
        yield path.stem, official_docx(document, layout)
    for number in range(INVENTED):
        yield f"n{number:04}", official_docx(invented(number), layout)


def _sheets() -> Iterator[tuple[str, bytes]]:
    for pack in CATALOG.packs.values():
        for form in pack.forms.values():
            if form.paper and form.paper.kind == "sheet":
                yield f"{pack.id}/{form.id}", sheet_docx(lay_out(form, {}, unit="示范县民政局"))


@pytest.fixture(scope="module")
def parts() -> list[tuple[str, str]]:
    """Return every XML part of every Word file as (file and part, text)."""
    found = []
    for name, data in (*_official(), *_sheets()):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for item in package.namelist():
                assert item.endswith((".xml", ".rels")), f"{name}: {item}"
                found.append((f"{name}: {item}", package.read(item).decode("utf-8")))
    return found


def test_both_kinds_of_word_file_are_looked_at(parts: list[tuple[str, str]]) -> None:
    files = {name.split(":")[0] for name, _ in parts}
    assert len(files) >= 6 + INVENTED + 10
    assert any("/" in name for name in files)


def test_a_file_has_no_part_that_nothing_needs(parts: list[tuple[str, str]]) -> None:
    for name, _ in parts:
        part = name.split(": ")[1]
        assert part in PARTS or re.fullmatch(r"word/(?:header|footer)\d+\.xml", part), name


def test_no_part_names_a_foreign_face_or_program(parts: list[tuple[str, str]]) -> None:
    assert [(name, found.group()) for name, text in parts if (found := RESIDUE.search(text))] == []


def test_every_face_is_one_of_the_five_and_none_comes_from_a_theme(
    parts: list[tuple[str, str]],
) -> None:
    seen = set()
    for name, text in parts:
        assert "Theme" not in text, name
        assert "/theme" not in text, name
        for fonts in parse_xml(text.encode()).iter(f"{WORD}rFonts"):
            slots = {key.removeprefix(WORD): value for key, value in fonts.attrib.items()}
            slots.pop("hint", None)
            assert set(slots) == {"ascii", "hAnsi", "eastAsia", "cs"}, name
            assert len(set(slots.values())) == 1, name
            seen |= set(slots.values())
    assert seen == FACES


def test_nothing_is_bold_or_slanted(parts: list[tuple[str, str]]) -> None:
    for name, text in parts:
        root = parse_xml(text.encode())
        assert not [one for tag in ["b", "bCs", "i", "iCs"] for one in root.iter(WORD + tag)], name


def test_every_run_with_words_names_its_face(parts: list[tuple[str, str]]) -> None:
    """A run that names none would take the machine's own, and its quotes another yet."""
    for name, text in parts:
        for run in parse_xml(text.encode()).iter(f"{WORD}r"):
            if any(one.text for one in run.iter(f"{WORD}t")):
                assert run.find(f"{WORD}rPr/{WORD}rFonts") is not None, name
