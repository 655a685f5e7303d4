"""Recover the elements of a finished PDF from its recognised lines (要素提取)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from jiuji_docs.conformance.anatomy import ATTACHMENT, Anatomy, paragraphs
from jiuji_docs.conformance.elements import Elements, name_of
from jiuji_docs.conformance.page_model import Line
from jiuji_docs.conformance.standard import BODY, CELL, LEFT, PITCH_MOST

_NOTES = re.compile(r"^附件[：:].")
_ITEM = re.compile(r"^\d{1,2}[.．]")


def page_elements(anatomy: Anatomy) -> Elements:
    """Return what the pages of a PDF say it is."""
    colophon = [line.text for line in anatomy.colophon]
    number = anatomy.number.text if anatomy.number is not None else ""
    return Elements(
        anatomy.style,
        "".join(line.text for line in anatomy.mark),
        re.sub("签发人.*$", "", re.sub(r"^\d{6}(?=\D)", "", number)),
        bool(anatomy.signers),
        "".join(line.text for line in anatomy.title),
        "".join(line.text for line in anatomy.addressees),
        tuple(text for _, text in paragraphs(anatomy)),
        tuple(name_of(one) for one in _notes(anatomy)),
        tuple(line.text for line in anatomy.names),
        anatomy.date.text if anatomy.date is not None else "",
        _below_date(anatomy),
        tuple(_titles(anatomy)),
        _copied(colophon),
        next((text for text in colophon if text.endswith("印发")), ""),
        any(line.size > BODY + 3 for _, line in anatomy.flow),
    )


def _below_date(anatomy: Anatomy) -> str:
    """Return the line below the sign-off's date on the same page."""
    for (index, line), (below_index, below) in pairwise(anatomy.flow):
        if line is anatomy.date:
            return below.text if below_index == index else ""
    return ""


def _copied(colophon: list[str]) -> str:
    """Return 抄送 with the lines it goes on in."""
    begins = next((n for n, text in enumerate(colophon) if text.startswith("抄送")), -1)
    if begins < 0:
        return ""
    rest = colophon[begins:]
    ends = next((n for n, text in enumerate(rest) if text.endswith("印发")), len(rest))
    return "".join(rest[:ends])


def _notes(anatomy: Anatomy) -> list[str]:
    """Return each line of 附件说明, a name that goes on put together again."""
    found: list[str] = []
    before: tuple[int, Line] | None = None
    for index, line in anatomy.flow:
        if _NOTES.match(line.text):
            found.append(line.text)
        elif before is None or not _goes_on(before, index, line):
            before = None
            continue
        elif _ITEM.match(line.text):
            found.append(line.text)
        else:
            found[-1] += line.text
        before = (index, line)
    return found


def _goes_on(before: tuple[int, Line], index: int, line: Line) -> bool:
    below = line.baseline - before[1].baseline < 1.5 * PITCH_MOST
    return index == before[0] and below and line.left > LEFT + 4.5 * CELL


def _titles(anatomy: Anatomy) -> Iterator[str]:
    """Yield the large lines below each label 附件 at the top of a page."""
    flow, seen = anatomy.flow, {0}
    for place, (index, line) in enumerate(flow):
        first = index not in seen
        seen.add(index)
        if first and ATTACHMENT.match(line.text):
            lines = []
            for below_index, below in flow[place + 1 :]:
                if below_index != index or below.size < BODY + 1:
                    break
                lines.append(below.text)
            yield "".join(lines)
