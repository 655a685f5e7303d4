"""Write the head, the sign-off, the colophon and the page numbers of a DOCX."""

from __future__ import annotations

from typing import Any

from jiuji_docs.domain.documents.layout import MM_PER_POINT, Layout
from jiuji_docs.domain.documents.official import OfficialDocument, chinese_date
from jiuji_docs.rendering.official_colophon import set_colophon
from jiuji_docs.rendering.official_docx_blocks import BlockWriter
from jiuji_docs.rendering.official_docx_parts import Bar, Shape, Words, bar, field, paragraph
from jiuji_docs.rendering.official_marks import BIAO, BODY, HEI, RED, SONG, PlannedDocument
from jiuji_docs.rendering.official_metrics import NominalFaces
from jiuji_docs.rendering.official_rows import Setter

#: A mark's exact line is this much higher than its type, else descending strokes are clipped.
_MARK_LINE = 1.2


def write_head(document: OfficialDocument, planned: PlannedDocument, out: BlockWriter) -> None:
    """Write the red head, or a notice's letterhead, down to the title's gap."""
    if document.style == "notice":
        _letterhead(document, out)
    elif document.mark or document.number:
        _red_head(document, planned, out)
    else:
        out.blank()


def _red_head(document: OfficialDocument, planned: PlannedDocument, out: BlockWriter) -> None:
    figures = out.figures
    size = planned.mark_size
    before = (figures.top_margin + figures.mark_top - out.layout.top) / MM_PER_POINT
    if document.urgency:
        out.running(((document.urgency, HEI),))
        before -= out.pitch
    lead = before - (_MARK_LINE - 1) / 2 * size
    mark = Words(document.mark, BIAO, size, colour=RED)
    out.append(paragraph((mark,), Shape(size * _MARK_LINE, align="center", before=max(lead, 0.0))))
    for _ in range(int(figures.number_gap_lines)):
        out.blank()
    _number(document.number, "center", figures.red_rule_gap, RED, out)


def _letterhead(document: OfficialDocument, out: BlockWriter) -> None:
    """Write the issuer's name, a black rule, the number flush right."""
    size = out.figures.notice_issuer_size
    name = paragraph((Words(document.mark, BIAO, size),), Shape(size * _MARK_LINE, align="center"))
    top = size * _MARK_LINE * MM_PER_POINT + out.figures.red_rule_gap
    name.append(_rule(1, top, "black", out))
    out.append(name)
    number = (out.words(document.number),) if document.number else ()
    gap = out.figures.red_rule_gap / MM_PER_POINT
    out.append(paragraph(number, Shape(out.pitch, align="right", before=gap)))
    out.blank()


def _number(number: str, align: str, gap: float, colour: str, out: BlockWriter) -> None:
    """Write the number with the rule below it, and the empty lines before the title."""
    made = paragraph((out.words(number),) if number else (), Shape(out.pitch, align=align))
    size = out.figures.body_size
    top = (out.pitch + size) / 2 * MM_PER_POINT + gap
    made.append(_rule(1, top, colour, out))
    out.append(made)
    lines = int(out.figures.title_gap_lines)
    beyond = max(top / MM_PER_POINT - out.pitch, 0.0)
    for number_of_line in range(lines):
        before = beyond if number_of_line == 0 else 0.0
        out.append(paragraph((), Shape(out.pitch, before=before)))


def _rule(number: int, top: float, colour: str, out: BlockWriter) -> Any:
    figures = out.figures
    thickness = figures.red_rule_thickness
    return bar(Bar(number, 0.0, top, figures.area_width, thickness, colour, of_paragraph=True))


def write_sign_off(document: OfficialDocument, out: BlockWriter) -> None:
    """Write name and date, right-aligned with the indents of clause 7.3.5."""
    date = chinese_date(document.date) if document.date else ""
    names = document.signatories
    if not names and not date:
        return
    stamped = document.stamped and bool(names) and bool(date)
    gap = out.figures.sign_off_gap_lines if stamped else out.figures.unstamped_gap_lines
    for _ in range(int(gap)):
        out.blank(keep=True)
    for text, right in zip((*names, date), _rights(names, date, out, stamped=stamped), strict=True):
        if text:
            shape = Shape(out.pitch, align="right", right=out.cells(right), keep=text != date)
            out.append(paragraph((out.words(text),), shape))


def _rights(names: tuple[str, ...], date: str, out: BlockWriter, *, stamped: bool) -> list[float]:
    """Return the right indents in characters of every name and of the date."""
    figures = out.figures
    widths = [out.faces.width(BODY, name) for name in names]
    long = out.faces.width(BODY, date)
    if stamped:
        right = figures.stamped_right_characters
        beyond = max((widths[0] - long) / 2 - right, 0.0)
        return [right + (long - widths[0]) / 2 + beyond, right + beyond]
    right = figures.unstamped_right_characters
    shift = figures.unstamped_date_shift_characters
    rights = [right] * len(names)
    if not widths or long > widths[-1]:
        rights[-1:] = [right + long + shift - widths[-1]] if widths else []
        return [*rights, right]
    return [*rights, max(right + widths[-1] - shift - long, 0.0)]


def write_colophon(
    document: OfficialDocument, out: BlockWriter, faces: NominalFaces, *, addressees: bool
) -> None:
    """Write the colophon as frames with anchored rules at the places the PDF has."""
    setter = Setter(out.layout, faces)
    planned = set_colophon(document, setter, addressees=addressees)
    figures = out.figures
    size, pitch = figures.colophon_size, figures.colophon_row / MM_PER_POINT
    inset = figures.colophon_indent_characters * size * MM_PER_POINT
    top = planned.top + figures.colophon_thick_rule
    for text, label in _colophon_lines(document, addressees=addressees):
        hanging = label * size * MM_PER_POINT
        shape = Shape(
            pitch,
            left=inset + hanging,
            first=-hanging,
            right=inset,
            stops=() if label else ((figures.area_width - inset, "right"),),
            frame=top,
            frame_width=figures.area_width,
        )
        out.append(paragraph((Words(text, BODY, size),), shape))
    anchor = paragraph((), Shape(1.0))
    for number, rule in enumerate(planned.rules, start=2):
        anchor.append(bar(Bar(number, 0.0, rule.top, rule.width, rule.height)))
    out.append(anchor)


def _colophon_lines(document: OfficialDocument, *, addressees: bool) -> list[tuple[str, int]]:
    """Return each paragraph with the length of the label it hangs under."""
    lines = [(f"主送：{document.addressees}。", 3)] if addressees else []
    if document.cc:
        lines.append((f"抄送：{document.cc.rstrip('。')}。", 3))
    date = f"{chinese_date(document.print_date)}印发" if document.print_date else ""
    if document.printer or date:
        lines.append((f"{document.printer}\t{date}", 0))
    return lines


def write_page_numbers(section: Any, layout: Layout) -> None:
    """Write — n — in the footers: odd pages right, even pages left, one character in."""
    figures = layout.figures
    size = figures.page_number_size
    inset = figures.page_number_indent_characters * size * MM_PER_POINT
    for area, shape in (
        (section.footer, Shape(size, align="right", right=inset)),
        (section.even_page_footer, Shape(size, align="left", left=inset)),
    ):
        area.is_linked_to_previous = False
        words = Words("— ", SONG, size)
        made = paragraph((words,), shape)
        made.append(field("PAGE", words))
        closing = paragraph((Words(" —", SONG, size),), shape)
        made.append(closing[-1])
        old = area.paragraphs[0]._p  # noqa: SLF001 - python-docx names its XML so
        old.getparent().replace(old, made)
