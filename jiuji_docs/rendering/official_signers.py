"""Set the number and the signers of a document that goes up (上行文, 7.2.5, 7.2.6)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from jiuji_docs.domain.documents.official import OfficialDocument
from jiuji_docs.rendering.official_head_parts import line_at
from jiuji_docs.rendering.official_marks import KAI, Text
from jiuji_docs.rendering.official_rows import Setter, padded

LABEL = "签发人："


def set_signers(
    document: OfficialDocument, top: float, setter: Setter
) -> tuple[tuple[Text, ...], float]:
    """Return number and signers from *top* mm on, and the last line's baseline.

    The number stands one character from the left on the last signer's line. Names run from left
    to right, two on a line, and go on under the first name; the block ends one character from the
    right.
    """
    rows = _rows(document.signers, setter)
    last = top + (max(len(rows), 1) - 1) * setter.layout.pitch
    texts = list(_names(rows, top, setter))
    if document.number:
        indent = setter.figures.number_indent_characters
        number = setter.words(document.number, left=indent)
        texts.append(replace(number, baseline=line_at(last, setter)))
    # The number is read before the names, as the mark's next element.
    return tuple(texts[-1:] + texts[:-1] if document.number else texts), line_at(last, setter)


def _rows(signers: Sequence[str], setter: Setter) -> list[Sequence[str]]:
    each = int(setter.figures.signers_per_line)
    names = [padded(name) for name in signers]
    return [names[start : start + each] for start in range(0, len(names), each)]


def _names(rows: Sequence[Sequence[str]], top: float, setter: Setter) -> Iterator[Text]:
    """Yield the label and every name at its place."""
    if not rows:
        return
    figures = setter.figures
    columns = [
        max(setter.wide(row[at], KAI) for row in rows if at < len(row))
        for at in range(len(rows[0]))
    ]
    right = figures.characters_per_line - figures.signers_right_characters
    first = right - sum(columns) - (len(columns) - 1)
    label = setter.words(LABEL, left=first - setter.wide(LABEL))
    yield replace(label, baseline=line_at(top, setter))
    for number, row in enumerate(rows):
        baseline = line_at(top + number * setter.layout.pitch, setter)
        left = first
        for name, column in zip(row, columns, strict=False):
            yield replace(setter.words(name, face=KAI, left=left), baseline=baseline)
            left += column + 1
