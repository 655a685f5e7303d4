"""Typeset a document with its seals and tell everything that had to give (排版、用印)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jiuji_docs.definitions.documents import document_template, shipped_layout
from jiuji_docs.domain.documents.addresses import address_in
from jiuji_docs.domain.documents.official import OfficialDocument
from jiuji_docs.domain.documents.places import texts_by_place
from jiuji_docs.domain.errors import GlyphMissing
from jiuji_docs.domain.forms.sheet import RenderedPaper
from jiuji_docs.domain.signing.seal_order import SealOrder, SealPlan, room_for, seal_plan
from jiuji_docs.rendering.fonts import FontSet
from jiuji_docs.rendering.official_docx import official_docx
from jiuji_docs.rendering.official_pdf import OfficialPress
from jiuji_docs.rendering.official_sealing import sealed

#: Places of one character that a finding names; the rest are counted.
_MOST_PLACES = 5


@dataclass(frozen=True, slots=True)
class PrintNote:
    """What a reader of the paper must be told; ``character`` only where one is concerned.

    ``kind``: rare (生僻字), font (字体替代), seal (未用印), address (外部地址), docx.
    """

    kind: str
    message: str
    where: str = ""
    character: str = ""


@dataclass(frozen=True, slots=True)
class Printed:
    """The file's bytes, its pages (0 for DOCX, whose reader counts them), and the notes."""

    data: bytes
    pages: int
    notes: tuple[PrintNote, ...]


def print_pdf(
    document: OfficialDocument,
    fonts: FontSet,
    *,
    seals: Sequence[SealOrder] = (),
    margin_mode: str = "dialog",
    preprinted: bool = False,
) -> Printed:
    """Return the document as PDF/A with its seals pressed.

    Raises PaperError (foreign or unusable seal), GlyphMissing (naming where) or SetUpError.
    """
    orders = seal_plan(document, seals)
    wide = room_for(document, seals)
    layout = shipped_layout(margin_mode, preprinted=preprinted)
    press = OfficialPress(
        document_template("official.pt"), document_template("official.css"), fonts
    )
    try:
        paper = press.pdf(wide, layout=layout)
    except GlyphMissing as error:
        raise GlyphMissing(_with_places(document, error.characters)) from error
    wanted = bool(orders.pressed or orders.paging)
    data = sealed(paper, orders, fonts) if wanted else paper.pdf
    notes = (*_rare(document, paper), *_unsealed(orders, seals), *_addresses(document))
    return Printed(data, paper.pages, notes)


def print_docx(
    document: OfficialDocument,
    *,
    seals: Sequence[SealOrder] = (),
    margin_mode: str = "dialog",
    preprinted: bool = False,
) -> Printed:
    """Return the document as DOCX, which leaves room for its seals and bears none."""
    seal_plan(document, seals)
    layout = shipped_layout(margin_mode, preprinted=preprinted)
    data = official_docx(room_for(document, seals), layout)
    notes = [*_addresses(document)]
    if seals:
        notes.append(PrintNote("docx", "DOCX 可以改动，不落印章图像；用印请输出 PDF"))
    return Printed(data, 0, tuple(notes))


def _rare(document: OfficialDocument, paper: RenderedPaper) -> list[PrintNote]:
    return [
        PrintNote(
            "rare",
            f"生僻字“{character}”（U+{ord(character):04X}）改用 {family}",
            _where(document, character),
            character,
        )
        for character, family in paper.substitutions
    ]


def _unsealed(orders: SealPlan, seals: Sequence[SealOrder]) -> list[PrintNote]:
    if not seals:
        return []
    return [
        PrintNote("seal", f"没有“{owner}”的印章，其位置留空", "发文机关署名")
        for owner in orders.missing
    ]


def _addresses(document: OfficialDocument) -> list[PrintNote]:
    return [
        PrintNote("address", f"外部地址只作文字排印，不读取：{address}", place)
        for place, text in texts_by_place(document)
        if (address := address_in(text))
    ]


def _with_places(document: OfficialDocument, characters: str) -> str:
    """Return the missing characters, each with the elements it stands in."""
    told = []
    for one in characters.split("、"):
        code = one.partition("(U+")[2].removesuffix(")")
        told.append(f"{one}——{_where(document, chr(int(code, 16)))}")
    return "；".join(told)


def _where(document: OfficialDocument, character: str) -> str:
    found = list(dict.fromkeys(at for at, text in texts_by_place(document) if character in text))
    shown = "、".join(found[:_MOST_PLACES])
    rest = f" 等 {len(found)} 处" if len(found) > _MOST_PLACES else ""
    return f"{shown}{rest}" if found else "版面"
