"""Put together what page breaks and soft breaks cut apart."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

from jiuji_docs.domain.documents.import_notes import Notes, RawLine

_SHORTEST_CUT = 15
_ENDS = "。！？：；…）》”"
_SENTENCE_ENDS = "。！？：；"
#: Composed lines hold 28 characters, 23 under the names of minutes; a piece this wide was cut by the
#: composer, not by the writer.
_FULL_LINE = 22.5
_LABEL = re.compile(r"^\S{1,8}：")


def join_broken(lines: list[RawLine], starts: Callable[[str], bool], notes: Notes) -> list[RawLine]:
    """Join lines that a page break cut in the middle of a sentence.

    *starts* tells whether a text begins something of its own (a heading, a note, an attachment).
    """
    return list(_joined(lines, starts, notes))


def _joined(lines: list[RawLine], starts: Callable[[str], bool], notes: Notes) -> Iterator[RawLine]:
    current: RawLine | None = None
    for line in lines:
        if current is not None and _cut_here(current, line, starts):
            notes.add("L-16", line.number, "接上被分页切断的句子")
            current = RawLine(current.number, current.text + line.text, current.depth)
            continue
        if current is not None:
            yield current
        current = line
    if current is not None:
        yield current


def _cut_here(before: RawLine, after: RawLine, starts: Callable[[str], bool]) -> bool:
    """Tell whether *before* stops in mid-sentence and *after* goes on."""
    if any(line.cells or line.depth or line.rows for line in (before, after)) or starts(after.text):
        return False
    unfinished = before.text[-1] not in _ENDS and len(before.text) > _SHORTEST_CUT
    return unfinished and any(mark in before.text for mark in "，。；") and "。" in after.text


def soft_lines(text: str, starts: Callable[[str], bool]) -> list[str]:
    """Return the lines that soft breaks really divide; the others were for looks and are joined."""
    lines: list[str] = []
    last = ""
    for piece in text.split("\n"):
        if lines and _goes_on(lines[-1], last, piece, starts):
            lines[-1] += piece
        else:
            lines.append(piece)
        last = piece
    return lines


def _goes_on(line: str, last: str, piece: str, starts: Callable[[str], bool]) -> bool:
    """Tell whether *piece* goes on where *last*, the end of *line*, was broken."""
    if not line.strip() or not piece.strip():
        return False
    ended = last.rstrip()[-1] in _SENTENCE_ENDS
    if is_full_line(last) and not piece.startswith(("\u3000", "  ")):
        return not (ended and starts(piece))
    own = piece[0] in " \u3000" or _LABEL.match(piece) or starts(piece.strip())
    return not own and "\t" not in line + piece and not ended


def is_full_line(text: str) -> bool:
    """Tell whether a composer cut a line here; letters and digits take half a character."""
    width = sum(1 if unicodedata.east_asian_width(char) in "WFA" else 0.5 for char in text)
    return width >= _FULL_LINE
