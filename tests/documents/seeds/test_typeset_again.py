"""Typeset the five seeds again, their gaps filled, and look for lost words and broken rules."""

from __future__ import annotations

import io
import re
from collections import Counter

import pytest
from docx import Document
from docx.oxml.ns import qn

from jiuji_docs.conformance.judge import check_pdf
from jiuji_docs.conformance.page_rules import PAGE_RULES
from jiuji_docs.definitions.documents import shipped_layout
from jiuji_docs.domain.documents.frozen import freeze
from jiuji_docs.domain.documents.import_kept import printed
from jiuji_docs.domain.documents.official import OfficialDocument
from jiuji_docs.rendering.official_docx import official_docx
from jiuji_docs.rendering.official_pdf import OfficialPress
from jiuji_docs.services.official_documents import import_bytes
from tests.documents.official.ruler import Ruler

from .conftest import SEEDS

pytestmark = pytest.mark.seeds


def squashed(text: str) -> str:
    return re.sub(r"\s", "", text)


def lost(document: OfficialDocument, words: str) -> Counter[str]:
    """Return the characters of the document that *words* lack."""
    return Counter(squashed("".join(printed(document)))) - Counter(squashed(words))


def broken(pdf: bytes) -> list[tuple[str, str, str]]:
    """Return what the rules of the page say, and that of a title's shape."""
    return [
        (one.rule, one.measured, one.place)
        for one in check_pdf(pdf)
        if one.rule in PAGE_RULES or one.rule == "L-09"
    ]


@pytest.mark.parametrize("seed", SEEDS)
def test_the_pdf_keeps_every_word_and_every_rule(
    press: OfficialPress, filled: dict[str, OfficialDocument], seed: str
) -> None:
    made = press.pdf(filled[seed], layout=shipped_layout())
    assert not lost(filled[seed], Ruler(made.pdf).words())
    assert broken(made.pdf) == []


@pytest.mark.parametrize("seed", SEEDS)
def test_the_docx_keeps_every_word(filled: dict[str, OfficialDocument], seed: str) -> None:
    file = Document(io.BytesIO(official_docx(filled[seed], shipped_layout())))
    words = "".join(node.text or "" for node in file.element.body.iter(qn("w:t")))
    assert not lost(filled[seed], words)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_docx_is_imported_as_the_document_it_was_made_of(
    filled: dict[str, OfficialDocument], seed: str
) -> None:
    document = filled[seed]
    back = import_bytes(official_docx(document, shipped_layout()), seed).document
    assert freeze(back) == freeze(document)
