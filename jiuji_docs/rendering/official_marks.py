"""Describe a planned page of an official document: texts, rules and places in millimetres."""

from __future__ import annotations

from dataclasses import dataclass

from jiuji_docs.domain.forms.sheet import Place

#: Faces by their part in the standard.
BODY, KAI, HEI, SONG, BIAO = "JiujiFang", "JiujiKai", "JiujiHei", "JiujiSong", "JiujiBiao"
BLACK, RED = "black", "red"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some characters in one face; ``cut_left`` and ``cut_right`` (em) narrow a lone mark."""

    text: str
    face: str
    cut_left: float = 0.0
    cut_right: float = 0.0


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text: left edge and baseline in mm, size in points, extra spacing in em.

    ``baseline`` counts from the row's upper edge in a flow, from the paper's on a page. ``turned``:
    the line runs down the page, turned a quarter to the right about its left end and baseline.
    """

    left: float
    baseline: float
    size: float
    stretches: tuple[Stretch, ...]
    spacing: float = 0.0
    colour: str = BLACK
    width: float = 0.0
    turned: bool = False

    @property
    def text(self) -> str:
        """The characters of the line."""
        return "".join(stretch.text for stretch in self.stretches)


@dataclass(frozen=True, slots=True)
class Rule:
    """A filled rectangle (线): upper left corner, width and height in mm."""

    left: float
    top: float
    width: float
    height: float
    colour: str = BLACK


@dataclass(frozen=True, slots=True)
class Page:
    """Everything on one page; ``number`` is its printed page number, 0 when it bears none.

    ``landscape``: the page is 297 mm wide and 210 mm high.
    """

    texts: tuple[Text, ...]
    rules: tuple[Rule, ...] = ()
    number: int = 0
    landscape: bool = False


@dataclass(frozen=True, slots=True)
class PlannedDocument:
    """All pages of a document, where its seal goes, and what the DOCX writer must know of it."""

    pages: tuple[Page, ...]
    places: dict[str, Place]
    mark_size: float = 0.0
    title_lines: tuple[str, ...] = ()
    #: How the colophon stands: none, with the text's last page, or alone on the next even page.
    colophon: str = "none"
    addressees_moved: bool = False
    #: Line pitch in points, less than the standard's when a notice had to fit its page.
    pitch: float = 0.0
