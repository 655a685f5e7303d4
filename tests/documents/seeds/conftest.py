"""Import the five policy documents once, and fill their gaps with invented values."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from jiuji_docs.definitions.documents import document_template
from jiuji_docs.domain.documents.elements import Block, Heading, Paragraph
from jiuji_docs.domain.documents.import_text import Imported, import_circular
from jiuji_docs.domain.documents.official import IssuedDocument, OfficialDocument
from jiuji_docs.rendering.fonts import FontSet
from jiuji_docs.rendering.official_pdf import OfficialPress

SEEDS = ("000", "001", "002", "003", "004")


@pytest.fixture(scope="session")
def press(fonts: FontSet) -> OfficialPress:
    return OfficialPress(document_template("official.pt"), document_template("official.css"), fonts)


@pytest.fixture(scope="session")
def seed_texts(seeds: Path) -> dict[str, str]:
    """Return the five policy documents by their three-digit number."""
    return {path.name[:3]: path.read_text("utf-8") for path in sorted(seeds.glob("*.txt"))}


@pytest.fixture(scope="session")
def imported(seed_texts: dict[str, str]) -> dict[str, Imported]:
    return {seed: import_circular(text) for seed, text in seed_texts.items()}


@pytest.fixture(scope="session")
def filled(imported: dict[str, Imported]) -> dict[str, OfficialDocument]:
    """Return the five documents, complete: what is missing is 示范 and invented."""
    return {seed: _filled(seed, one.document) for seed, one in imported.items()}


def _settled(seed: str, document: OfficialDocument) -> OfficialDocument:
    """Return the document with what was doubtful decided as a clerk would."""
    match seed:
        case "001":
            plan = IssuedDocument(document.title, tuple(map(_corrected, document.body)))
            title = f"示范县人民政府关于印发{document.full_title}的通知"
            return replace(
                document, title=(title,), body=(Paragraph("现印发给你们。"),), issued=plan
            )
        case "003":
            return replace(document, title=(f"朝阳县民政局{document.full_title}",))
        case "004":
            title = f"济宁市人民政府关于{document.full_title}"
            return replace(document, title=(title,))
    return document


def _corrected(block: Block) -> Block:
    """Return a block of 001 with its merged number and date taken apart."""
    match block:
        case Paragraph(text):
            return Paragraph(text.replace("〔201447号", "〔2014〕47号"))
        case Heading(level, text, run_on):
            return Heading(level, text, run_on.replace("20156月", "2015年6月"))
    return block


def _filled(seed: str, imported: OfficialDocument) -> OfficialDocument:
    document = _settled(seed, imported)
    day = document.date or dt.date(2026, 3, 5)
    return replace(
        document,
        mark=document.mark or "示范县人民政府文件",
        number=document.number or "示政发〔2026〕35号",
        addressees=document.addressees or "各乡镇人民政府、街道办事处",
        signatories=document.signatories or ("示范县人民政府",),
        date=day,
        cc=document.cc or "县委办公室，县人大常委会办公室",
        printer=document.printer or "示范县人民政府办公室",
        print_date=document.print_date or day,
    )
