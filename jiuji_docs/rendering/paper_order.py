"""Say what to print and within which limits: what travels to the child process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from jiuji_docs.rendering.fonts import FontSet

#: Press by the kind of content: ``Press(template, css, fonts).pdf(content, **options)``.
PRESSES = {
    "sheet": "jiuji_docs.rendering.sheet_pdf:SheetPress",
    "official": "jiuji_docs.rendering.official_pdf:OfficialPress",
}


@dataclass(frozen=True, slots=True)
class Limits:
    """What one child and one paper may use; ``papers`` is after how many a child is replaced."""

    papers: int = 50
    pages: int = 60
    seconds: float = 60.0
    cpu_seconds: int = 45
    memory: int = 1536 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class PaperOrder:
    """One paper to make (印制单).

    ``kind`` is a key of ``PRESSES``; ``content`` a FormSheet or OfficialDocument; ``template`` and
    ``css`` are texts, so that the child opens no file but the fonts. ``options`` go to ``pdf``.
    ``picture_width``: pixels of the pictures that are wanted of the pages, 0 for none.
    """

    kind: str
    content: object
    template: str
    css: str
    fonts: FontSet
    options: Mapping[str, Any] = field(default_factory=dict)
    picture_width: int = 0
