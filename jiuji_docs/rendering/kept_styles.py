"""Keep computed styles from paper to paper (样式留存): WeasyPrint works each out once, not once a paper.

A computed style follows from its parent's and from the declarations that apply; where both are the
same objects as before, so is the style. Pages that were not made by ``page_html`` are not touched.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from functools import cache
from typing import Any

#: Styles kept by one press; a style and its anonymous one take some 20 kB.
_MOST = 600


class KeptStyles:
    """The computed styles that one press has met."""

    def __init__(self) -> None:
        self.styles: dict[Hashable, Any] = {}
        self.page_sizes: dict[str, Any] = {"box": None, "area": None}

    def begin(self) -> None:
        """Start a new paper: forget everything when there is too much of it."""
        if len(self.styles) > _MOST:
            self.styles = {}


@cache
def install() -> None:
    """Let WeasyPrint's cascade ask for kept styles."""
    from weasyprint import css

    css.StyleFor = _kept_style_for(css.StyleFor)


def _kept_style_for(usual: Any) -> Any:
    """Return WeasyPrint's ``StyleFor`` with a memory, for pages that bring one (``page.kept``)."""

    class KeptStyleFor(usual):  # type: ignore[misc]
        def __init__(self, html: Any, *arguments: Any) -> None:
            self._kept = getattr(html, "kept", None)
            super().__init__(html, *arguments)

        def set_computed_styles(
            self, element: Any, parent: Any, pseudo_type: Any = None, **others: Any
        ) -> None:
            if self._kept is None:
                super().set_computed_styles(element, parent, pseudo_type=pseudo_type, **others)
                return
            computed = self.get_computed_styles()
            cascaded = self.get_cascaded_styles().get((element, pseudo_type), {})
            above = computed[parent, None] if parent is not None else None
            key = (id(above), pseudo_type, *_marks(cascaded))
            kept = self._kept.styles.get(key)
            # An anchor is collected for each paper: styles with one are not kept.
            if kept is not None:
                computed[element, pseudo_type] = kept
                return
            self.initial_page_sizes = self._kept.page_sizes
            super().set_computed_styles(element, parent, pseudo_type=pseudo_type, **others)
            if "anchor" not in cascaded:
                self._kept.styles[key] = computed[element, pseudo_type]

    return KeptStyleFor


def _marks(cascaded: Mapping[str, Any]) -> Iterator[Hashable]:
    """Yield what tells declarations apart: their values' identity, which the kept style holds on to.

    A language is said by an attribute and read anew for each paper.
    """
    for name, (value, _weight) in cascaded.items():
        yield name, value if name == "lang" else id(value)
