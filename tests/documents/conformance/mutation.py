"""Change planned pages before they are drawn, so that each mutant is a real PDF with one fault."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from functools import reduce
from itertools import pairwise

import pikepdf

from jiuji_docs.domain.documents.official import OfficialDocument
from jiuji_docs.domain.forms.sheet import Place
from jiuji_docs.rendering.archival_pdf import write_archival
from jiuji_docs.rendering.official_marks import Page, PlannedDocument, Rule, Stretch, Text
from jiuji_docs.rendering.official_pdf import OfficialPress

Change = Callable[[PlannedDocument], PlannedDocument]


def drawn(press: OfficialPress, document: OfficialDocument, planned: PlannedDocument) -> bytes:
    """Return the planned pages as a PDF whose seals' places are signature fields."""
    html = press._html(document, planned, None)
    pdf = write_archival(press._render(html), "0" * 32)
    return _with_fields(pdf, planned.places) if planned.places else pdf


def _with_fields(pdf: bytes, places: dict[str, Place]) -> bytes:
    """Add a signature field of the very size at each place."""
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as file:
        form = pikepdf.Dictionary(Fields=pikepdf.Array())
        for name, place in places.items():
            page = file.pages[place.page - 1]
            top = float(page.mediabox[3])
            box = [place.left, place.top + place.height, place.left + place.width, place.top]
            left, bottom, right, high = (value * 72 / 25.4 for value in box)
            field = pikepdf.Dictionary(
                Type=pikepdf.Name.Annot,
                Subtype=pikepdf.Name.Widget,
                FT=pikepdf.Name.Sig,
                T=name,
                Rect=[left, top - bottom, right, top - high],
            )
            if "/Annots" not in page:
                page.Annots = pikepdf.Array()
            page.Annots.append(file.make_indirect(field))
            form.Fields.append(page.Annots[-1])
        file.Root.AcroForm = form
        file.save(stream)
    return stream.getvalue()


def both(*changes: Change) -> Change:
    return lambda planned: reduce(lambda made, change: change(made), changes, planned)


def on_pages(change: Callable[[int, Page], Page]) -> Change:
    def made(planned: PlannedDocument) -> PlannedDocument:
        pages = tuple(change(number, page) for number, page in enumerate(planned.pages, start=1))
        return replace(planned, pages=pages)

    return made


def texts(
    match: str | Callable[[Text], bool], change: Callable[[Text], Text | None], page: int = 0
) -> Change:
    """Change every text that holds *match* (on one page, or on all); None takes it away."""
    chosen = match if callable(match) else lambda text: match in text.text

    def one(number: int, sheet: Page) -> Page:
        if page not in (0, number):
            return sheet
        kept = [change(text) if chosen(text) else text for text in sheet.texts]
        return replace(sheet, texts=tuple(text for text in kept if text is not None))

    return on_pages(one)


def moved(
    match: str | Callable[[Text], bool], right: float = 0, down: float = 0, page: int = 0
) -> Change:
    return texts(
        match,
        lambda text: replace(text, left=text.left + right, baseline=text.baseline + down),
        page,
    )


def thinned(count: int) -> Change:
    """Take *count* characters out of every full line and spread the others over its width."""

    def change(text: Text) -> Text:
        if len(text.text) < 26 or len(text.stretches) != 1:
            return text
        words = text.text[:-count]
        extra = text.spacing + count * (1 + text.spacing) / (len(words) - 1)
        return replace(text, stretches=(replace(text.stretches[0], text=words),), spacing=extra)

    return texts(flow, change)


def beginning(page: int, mark: str) -> Change:
    """Put *mark* at the beginning of the first line that goes on below a full one."""

    def change(planned: PlannedDocument) -> PlannedDocument:
        lines = [text for text in planned.pages[page - 1].texts if flow(text)]
        chosen = next(
            below
            for above, below in pairwise(lines)
            if above.width > 140 and above.left + above.width > 183 and below.left < 29
        )
        first = chosen.stretches[0]
        changed = replace(first, text=mark + first.text[1:])
        return texts(
            lambda text: text is chosen,
            lambda text: replace(text, stretches=(changed, *text.stretches[1:])),
        )(planned)

    return change


def ending(page: int, mark: str) -> Change:
    """Put *mark* at the end of the first full line."""

    def change(planned: PlannedDocument) -> PlannedDocument:
        lines = [text for text in planned.pages[page - 1].texts if flow(text)]
        chosen = next(one for one in lines if one.width > 140 and one.left + one.width > 183)
        last = chosen.stretches[-1]
        changed = replace(last, text=last.text[:-1] + mark)
        return texts(
            lambda text: text is chosen,
            lambda text: replace(text, stretches=(*text.stretches[:-1], changed)),
        )(planned)

    return change


def sized(match: str | Callable[[Text], bool], size: float) -> Change:
    return texts(match, lambda text: replace(text, size=size))


def faced(match: str | Callable[[Text], bool], face: str) -> Change:
    return texts(
        match,
        lambda text: replace(
            text, stretches=tuple(replace(one, face=face) for one in text.stretches)
        ),
    )


def coloured(match: str | Callable[[Text], bool], colour: str) -> Change:
    return texts(match, lambda text: replace(text, colour=colour))


def dropped(match: str | Callable[[Text], bool], page: int = 0) -> Change:
    return texts(match, lambda _: None, page)


def worded(match: str, old: str, new: str) -> Change:
    """Replace characters inside matching lines, wherever a stretch holds them."""

    def change(text: Text) -> Text:
        parts = tuple(
            Stretch(one.text.replace(old, new), one.face, one.cut_left, one.cut_right)
            for one in text.stretches
        )
        return replace(text, stretches=tuple(one for one in parts if one.text))

    return texts(match, change)


def rules(chosen: Callable[[Rule], bool], change: Callable[[Rule], Rule | None]) -> Change:
    def one(number: int, sheet: Page) -> Page:
        del number
        kept = [change(rule) if chosen(rule) else rule for rule in sheet.rules]
        return replace(sheet, rules=tuple(rule for rule in kept if rule is not None))

    return on_pages(one)


def red(rule: Rule) -> bool:
    return rule.colour == "red"


def foot(rule: Rule) -> bool:
    """Whether a rule is of the colophon."""
    return rule.colour == "black" and rule.top > 200 and rule.width > 150


def flow(text: Text) -> bool:
    """Whether a text is a line of 16 points in black."""
    return text.size == 16 and text.colour == "black"


def pages(change: Callable[[tuple[Page, ...]], tuple[Page, ...]]) -> Change:
    return lambda planned: replace(planned, pages=change(planned.pages))


def seals(change: Callable[[Place], Place], name: str = "") -> Change:
    return lambda planned: replace(
        planned,
        places={
            key: change(place) if name in key else place for key, place in planned.places.items()
        },
    )
