"""Write the head of a document at its fixed places: frames for its lines, rectangles for its rules (版头)."""

from __future__ import annotations

from typing import Any

from jiuji_docs.domain.documents.layout import MM_PER_POINT
from jiuji_docs.rendering.official_docx_lines import line_words
from jiuji_docs.rendering.official_docx_parts import Bar, Shape, bar, paragraph, runs
from jiuji_docs.rendering.official_head_parts import Head
from jiuji_docs.rendering.official_marks import Rule, Text
from jiuji_docs.rendering.official_metrics import em

#: An exact line is this much higher than its type, else descending strokes are clipped.
_LINE = 1.25
#: LibreOffice puts the base line of an exact line at four fifths of its height (measured).
_BASELINE = 0.8
#: Room at a frame's right, so that its line is never broken.
_SPARE = 3.0


def write_head(head: Head, left_margin: float, top: float, body: Any) -> None:
    """Append the head's lines in reading order, its rules, and the room down to the title.

    *top* is where the page's text begins, in mm from the paper's upper edge.
    """
    for text in sorted(head.texts, key=lambda one: (round(one.baseline), one.left)):
        body.insert(len(body) - 1, _framed(text, left_margin))
    room = paragraph((), Shape(max((head.title_top - top) / MM_PER_POINT, 1.0), align="left"))
    for number, rule in enumerate(head.rules, start=1):
        room.append(rule_run(number, rule, left_margin))
    body.insert(len(body) - 1, room)


def rule_run(number: int, rule: Rule, left_margin: float) -> Any:
    """Return a run that holds a rule at its place on the paper."""
    item = Bar(number, rule.left - left_margin, rule.top, rule.width, rule.height, rule.colour)
    return bar(item)


def _framed(text: Text, left_margin: float) -> Any:
    """Return a line in a frame whose base line is the planned one."""
    line = text.size * _LINE
    left = text.left - left_margin
    shape = Shape(
        line,
        align="left",
        frame=text.baseline - _BASELINE * line * MM_PER_POINT,
        frame_left=left,
        frame_width=text.width + em(text.size) / 2 + _SPARE,
    )
    made = paragraph((), shape)
    made.extend(run for words in line_words(text) for run in runs(words))
    return made
