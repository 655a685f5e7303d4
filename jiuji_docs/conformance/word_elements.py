"""Recover the elements of a Word file from its recognised paragraphs (要素提取)."""

from __future__ import annotations

from collections.abc import Iterator

from jiuji_docs.conformance.elements import Elements, name_of
from jiuji_docs.conformance.word_anatomy import LARGE, WordAnatomy
from jiuji_docs.conformance.word_model import WordParagraph


def word_elements(anatomy: WordAnatomy) -> Elements:
    """Return what a Word file says it is."""
    written = [one for one in anatomy.file.paragraphs if one.bare]
    return Elements(
        anatomy.style,
        "".join(one.bare for one in anatomy.mark),
        _bare(anatomy.number),
        anatomy.upward,
        "".join(one.bare for one in anatomy.title),
        _bare(anatomy.addressees),
        tuple(one.bare for _, one in anatomy.body),
        tuple(name_of(one.text) for one in anatomy.notes),
        tuple(one.bare for one in anatomy.names),
        _bare(anatomy.date),
        _bare(anatomy.below_date),
        tuple(_title_below(written, anatomy.labels)),
        _bare(anatomy.cc),
        _bare(anatomy.printed),
        _another_title(anatomy),
    )


def _bare(one: WordParagraph | None) -> str:
    return one.bare if one is not None else ""


def _another_title(anatomy: WordAnatomy) -> bool:
    """Whether a line as large as a title follows the title, the mark and the attachments apart."""
    known = {id(one) for one in (*anatomy.title, *anatomy.mark)}
    return any(
        one.bare and id(one) not in known and one.runs[0].face.size >= LARGE and not one.framed
        for one in anatomy.file.paragraphs
    )


def _title_below(written: list[WordParagraph], labels: tuple[WordParagraph, ...]) -> Iterator[str]:
    """Yield the centred lines below each label 附件, joined."""
    for place, one in enumerate(written):
        if not any(one is label for label in labels):
            continue
        lines: list[str] = []
        for below in written[place + 1 :]:
            if below.align != "center" or below.cell or (lines and not _alike(below, one)):
                break
            lines.append(below.bare)
        yield "".join(lines)


def _alike(below: WordParagraph, label: WordParagraph) -> bool:
    """Whether a line is still of a title: set larger than the label."""
    return below.runs[0].face.size > label.runs[0].face.size
