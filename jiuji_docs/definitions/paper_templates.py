"""Say which templates the papers of a case are made with, so that its edition keeps them (文书版式)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from jiuji_docs.definitions.documents import (
    read_composition,
    read_layout,
    shipped_composition,
    shipped_layout,
)
from jiuji_docs.domain.documents.composition import Composition
from jiuji_docs.domain.documents.layout import Layout

#: Page, style and figures of every paper, by path in the room of templates.
FIGURES = "documents/gbt9704.toml"
SHARED = (
    "forms/sheet.pt",
    "forms/sheet.css",
    "documents/official.pt",
    "documents/official.css",
    FIGURES,
)
#: Texts of so many editions stay read in a process.
_READ = 64


def names_for(forms: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """Yield the paths of all templates that papers of *forms* (plain data by id) are made with."""
    yield from SHARED
    for name, form in forms.items():
        paper = form.get("paper")
        if isinstance(paper, Mapping) and paper.get("kind") == "official":
            yield _path(str(paper.get("composition") or name))


def composition_of(templates: Mapping[str, str], name: str) -> Composition:
    """Return the wording kept under *name*; the program's own where an edition kept none.

    NotFound when there is neither.
    """
    text = templates.get(_path(name))
    return shipped_composition(name) if text is None else _composition(text, _path(name))


def layout_of(templates: Mapping[str, str]) -> Layout:
    """Return the page figures kept, or the program's own."""
    text = templates.get(FIGURES)
    return shipped_layout() if text is None else _layout(text)


def _path(composition: str) -> str:
    return f"documents/{composition}.toml"


@lru_cache(_READ)
def _composition(text: str, path: str) -> Composition:
    return read_composition(text, f"templates/{path}")


@lru_cache(_READ)
def _layout(text: str) -> Layout:
    return read_layout(text)
