"""Write the colophon of a DOCX: frames for its lines, rectangles for its rules (版记, 7.4)."""

from __future__ import annotations

from typing import Any

from jiuji_docs.domain.documents.layout import MM_PER_POINT
from jiuji_docs.domain.documents.official import OfficialDocument
from jiuji_docs.rendering.official_colophon import set_colophon
from jiuji_docs.rendering.official_docx_head import rule_run
from jiuji_docs.rendering.official_docx_lines import line_words
from jiuji_docs.rendering.official_docx_parts import Shape, Words, line_end, paragraph, runs
from jiuji_docs.rendering.official_marks import BODY, Text
from jiuji_docs.rendering.official_rows import Setter

#: Where the base line stands in an exact line, as for the head, and room at a frame's right (mm).
_BASELINE = 0.8
_SPARE = 3.0


def write_colophon(
    document: OfficialDocument, setter: Setter, body: Any, *, addressees: bool
) -> None:
    """Append the colophon at the places the PDF has."""
    planned = set_colophon(document, setter, addressees=addressees)
    left = setter.figures.left_margin
    for texts in _lines(planned.texts):
        body.insert(len(body) - 1, _framed(texts, setter))
    anchor = paragraph((), Shape(1.0))
    for number, rule in enumerate(planned.rules, start=11):
        anchor.append(rule_run(number, rule, left))
    body.insert(len(body) - 1, anchor)


def _lines(texts: tuple[Text, ...]) -> list[list[list[Text]]]:
    """Return paragraphs of lines of texts: a list of recipients is one paragraph of several lines."""
    rows: list[list[Text]] = []
    for text in texts:
        if rows and abs(rows[-1][0].baseline - text.baseline) < 1:
            rows[-1].append(text)
        else:
            rows.append([text])
    made: list[list[list[Text]]] = []
    for row in rows:
        goes_on = made and len(row) == 1 and len(made[-1][-1]) == 1 and "：" not in row[0].text[:3]
        if goes_on and made[-1][0][0].text[2:3] == "：" and not _says_printed(row[0]):
            made[-1].append(row)
        else:
            made.append([row])
    return made


def _says_printed(text: Text) -> bool:
    return text.text.endswith("印发")


def _framed(lines: list[list[Text]], setter: Setter) -> Any:
    """Return one paragraph in a frame; further texts of a line stand at tab stops."""
    figures, first = setter.figures, lines[0][0]
    pitch = figures.colophon_row / MM_PER_POINT
    begins = [row[0].left - figures.left_margin for row in lines]
    rest = min(begins[1:], default=begins[0])
    shape = Shape(
        pitch,
        align="left",
        left=rest if len(lines) > 1 else 0.0,
        first=begins[0] - rest if len(lines) > 1 else begins[0],
        right=-_SPARE,
        stops=[(text.left - figures.left_margin, "left") for text in lines[0][1:]],
        frame=first.baseline - _BASELINE * figures.colophon_row,
        frame_width=figures.area_width + _SPARE,
    )
    made = paragraph((), shape)
    for number, row in enumerate(lines):
        if number:
            made.append(line_end())
        for at, text in enumerate(row):
            if at:
                made.extend(runs(Words("\t", BODY, text.size)))
            made.extend(run for words in line_words(text) for run in runs(words))
    return made
