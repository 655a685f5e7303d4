"""Judge a document model by every rule that its words and parts can break (公文稿检查)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from jiuji_docs.domain.conformance.elements_rules import element_slips
from jiuji_docs.domain.conformance.finding import Finding, Findings
from jiuji_docs.domain.conformance.model_rules import MODEL_RULES
from jiuji_docs.domain.conformance.ordinals import ordinal_slips
from jiuji_docs.domain.conformance.repealed import repealed_in
from jiuji_docs.domain.conformance.routing import routing_slips
from jiuji_docs.domain.conformance.titles import title_slips
from jiuji_docs.domain.conformance.writing import personal_data, slips
from jiuji_docs.domain.documents.elements import Block, Heading, Paragraph, Roster, Table
from jiuji_docs.domain.documents.official import OfficialDocument

#: 《整治形式主义为基层减负若干规定》: the longest text other than a special topic's.
LONGEST_TEXT = 5000
_PUBLIC = "此件公开发布"
#: Half-width marks and spaces are usual inside numbers and tables, so cells are not judged for them.
_NOT_IN_CELLS = frozenset({"L-05", "L-06", "L-07"})


def check(
    document: OfficialDocument, *, repealed: Mapping[str, str] | None = None
) -> tuple[Finding, ...]:
    """Return every finding on *document*, errors first.

    *repealed*: title of a basis that is no longer in force → what replaced it (依据).
    """
    found = Findings(MODEL_RULES)
    for rule, measured, expected in title_slips(document.title, has_mark=_names_issuer(document)):
        found.add(rule, measured, expected, "标题")
    for slip in (*element_slips(document), *routing_slips(document)):
        found.add(*slip)
    for place, blocks in _parts(document):
        for heading, wrong in ordinal_slips(blocks):
            found.add("L-06", wrong, "", f"{place}“{heading}”")
    texts = list(_texts(document))
    for place, text, cell in texts:
        for rule, words in slips(text):
            if not (cell and rule in _NOT_IN_CELLS):
                found.add(rule, words, "", place)
    _whole(document, texts, repealed or {}, found)
    order = ("error", "warning", "info")
    return tuple(sorted(found.found, key=lambda one: order.index(one.severity)))


def _names_issuer(document: OfficialDocument) -> bool:
    return bool(document.mark) or document.style == "notice"


def _whole(
    document: OfficialDocument,
    texts: Sequence[tuple[str, str, bool]],
    repealed: Mapping[str, str],
    found: Findings,
) -> None:
    """Judge what only the whole text shows: length, personal data, repealed bases."""
    if _PUBLIC in document.note:
        for place, text, _ in texts:
            for shown in personal_data(text):
                found.add("L-18", shown, "删去或另行处理", place)
    length = sum(len(one.text) for one in document.body if isinstance(one, Heading | Paragraph))
    if length > LONGEST_TEXT:
        found.add("R-21", f"正文 {length} 字", f"不超过 {LONGEST_TEXT} 字", "正文")
    for place, text, _ in texts:
        for cited, instead in repealed_in(text, repealed):
            found.add("L-19", cited, instead, place)


def _parts(document: OfficialDocument) -> Iterator[tuple[str, Sequence[Block]]]:
    yield "正文", document.body
    if document.issued:
        yield "被印发件", document.issued.blocks
        for one in document.issued.attachments:
            yield one.label, one.blocks
    for one in document.attachments:
        yield one.label, one.blocks


def _texts(document: OfficialDocument) -> Iterator[tuple[str, str, bool]]:
    """Yield (place, text, whether it is a cell) of everything people wrote."""
    yield "标题", document.full_title, False
    yield "主送机关", document.addressees, False
    for part, blocks in _parts(document):
        for number, block in enumerate(blocks, start=1):
            for text, cell in _of_block(block):
                yield f"{part}第 {number} 段", text, cell
    yield from (("附件说明", note, False) for note in document.attachment_notes)
    yield "附注", document.note, True
    yield "抄送机关", document.cc, False


def _of_block(block: Block) -> Iterator[tuple[str, bool]]:
    match block:
        case Paragraph(text):
            yield text, False
        case Heading(_, text, run_on):
            yield text + run_on, False
        case Roster(entries):
            for one in entries:
                yield from ((part, True) for part in (one.role, one.name, one.post))
        case Table(heads, rows):
            yield from ((cell, True) for row in (heads, *rows) for cell in row)
