"""Give every sheet a code that its QR carries (文书码): which case, which paper, which content; nobody's data.

A case's paper: ``阳政救受〔2024〕1号.receipt.1f2e3d4c5b6a7988``, the last part a digest of what stands on it. A
blank form: ``blank.receipt.3f2a9c1b2d4e``, the last part the edition of the form's file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import quote, unquote

from jiuji_docs.domain.forms.definition import FormDefinition
from jiuji_docs.domain.forms.sheet import FormSheet

#: Stands in place of the case number on a blank form.
BLANK = "blank"
#: Hexadecimal digits of a digest and of an edition.
DIGEST, EDITION = 16, 8
#: Longer text is no code, whatever a scanner read.
LONGEST = 400
#: Where a code resolves, below the office's address.
FOLDER = "/papers/"
_PARTS = 3


@dataclass(frozen=True, slots=True)
class PaperCode:
    """A code taken apart; ``number`` is empty for a blank form, ``mark`` its digest or edition."""

    number: str
    form: str
    mark: str


def with_code(sheet: FormSheet, form: FormDefinition) -> FormSheet:
    """Return the sheet with its code; a sheet without number is the blank form of this edition."""
    if sheet.number:
        return replace(sheet, code=f"{sheet.number}.{sheet.form}.{fingerprint(sheet)}")
    edition = form.checksum[:EDITION]
    name = f"{form.number} {form.id}".strip()
    return replace(sheet, code=f"{BLANK}.{form.id}.{edition}", edition=f"{name}　版次 {edition}")


def fingerprint(sheet: FormSheet) -> str:
    """Return a digest of every word on the sheet and of the boxes they stand in."""
    text = "\x1f".join(_words(sheet))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:DIGEST]


def _words(sheet: FormSheet) -> Iterator[str]:
    yield from (sheet.form, sheet.title, sheet.subtitle, sheet.number, sheet.unit)
    for block in sheet.blocks:
        yield from (block.kind, block.text)
        for row in block.rows:
            for box in row:
                yield from (box.name, box.text)


def scanned_text(code: str, address: str = "") -> str:
    """Return what the QR says: the code alone, or the page where it resolves when the office has an address.

    A hand scanner types what a keyboard has: other characters are escaped.
    """
    typed = code if code.isascii() else quote(code)
    return f"{address.rstrip('/')}{FOLDER}{quote(code)}" if address else typed


def read_code(text: str) -> PaperCode | None:
    """Return the code in a scanned text, with or without an address before it; None when there is none."""
    code = unquote(text.strip()[:LONGEST].rpartition(FOLDER)[2])
    parts = code.rsplit(".", _PARTS - 1)
    if len(parts) != _PARTS or not all(parts):
        return None
    number, form, mark = parts
    return PaperCode("" if number == BLANK else number, form, mark)
