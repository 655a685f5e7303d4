"""Plan an official document: try what the standard allows until its pages are as they should be."""

from __future__ import annotations

from collections.abc import Iterator

from jiuji_docs.domain.documents.layout import Layout
from jiuji_docs.domain.documents.official import OfficialDocument
from jiuji_docs.rendering.official_composed import ComposedPages, compose_once
from jiuji_docs.rendering.official_marks import PlannedDocument
from jiuji_docs.rendering.official_metrics import Measures
from jiuji_docs.rendering.official_rows import Setter

#: Steps in points by which lines move closer.
_CLOSER = 0.95
#: Pages of a document whose sign-off alone went over.
_ONE_TOO_MANY = 2


def plan(document: OfficialDocument, layout: Layout, faces: Measures) -> PlannedDocument:
    """Return every page.

    A circular's addressees go to the colophon when they leave no room for text (7.3.2). A notice's
    lines move closer, within a limit, when it would need a second page (5.2.3, 7.3.5.5).
    """
    return compose_pages(document, layout, faces).planned


def compose_pages(document: OfficialDocument, layout: Layout, faces: Measures) -> ComposedPages:
    """Return the plan together with what it was made from; raises what :func:`plan` raises."""
    if document.style == "notice":
        made = _one_page(document, layout, faces)
    else:
        made = _showing_text(document, layout, faces)
    if not made.lone_sign_off:
        return made
    others = _others(document, layout, faces, made)
    return next((one for one in others if not one.lone_sign_off), made)


def _showing_text(document: OfficialDocument, layout: Layout, faces: Measures) -> ComposedPages:
    setter = Setter(layout, faces)
    made = compose_once(document, setter, moved=False)
    if document.addressees and not made.shows_body:
        made = compose_once(document, setter, moved=True)
    return made


def _others(
    document: OfficialDocument, layout: Layout, faces: Measures, made: ComposedPages
) -> Iterator[ComposedPages]:
    """Yield ways to keep the sign-off with text, the least conspicuous first (7.3.5.5).

    A joint mark shrinks; the lines of a short document move closer; the characters of a text of one
    line move apart until it has two, and one goes with the sign-off; the lines of a long one follow.
    """
    moved = made.planned.addressees_moved
    if document.joint_issuers:
        yield compose_once(document, Setter(layout, faces), moved=moved, below=made.sign_off_height)
    closer = _closer(document, layout, faces, moved=moved)
    if len(made.filled) == _ONE_TOO_MANY:
        yield from closer
    yield compose_once(document, Setter(layout, faces), moved=moved, spread=True)
    yield from closer


def _closer(
    document: OfficialDocument, layout: Layout, faces: Measures, *, moved: bool
) -> Iterator[ComposedPages]:
    """Yield the document with its lines closer and closer."""
    pitch = layout.figures.line_pitch
    while pitch * _CLOSER >= layout.figures.least_pitch:
        pitch *= _CLOSER
        yield compose_once(document, Setter(layout.with_pitch(pitch), faces), moved=moved)


def _one_page(document: OfficialDocument, layout: Layout, faces: Measures) -> ComposedPages:
    wide = closer = compose_once(document, Setter(layout, faces), moved=False)
    pitch = wide.planned.pitch
    while len(closer.planned.pages) > 1 and pitch * _CLOSER >= layout.figures.notice_least_pitch:
        pitch *= _CLOSER
        setter = Setter(layout.with_pitch(pitch), faces)
        closer = compose_once(document, setter, moved=False)
    return closer if len(closer.planned.pages) == 1 else wide
