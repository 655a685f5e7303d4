"""Keep each line's shaped text from layout to drawing (行的字形): WeasyPrint shapes it a second time.

It lets go of a line's Pango layout when it has measured it, to spare memory in books of a thousand
pages, and makes an equal one to draw it. Only a justified line, whose spaces differ then, needs that.
"""

from __future__ import annotations

from functools import cache
from typing import Any


@cache
def install() -> None:
    """Let WeasyPrint's lines keep their layouts."""
    from weasyprint.text import line_break

    line_break.Layout.deactivate = _deactivate
    line_break.Layout.reactivate = _reactivating(line_break.Layout.reactivate)


def _deactivate(_layout: Any) -> None:
    """Let go of nothing."""


def _reactivating(usual: Any) -> Any:
    def reactivate(layout: Any, style: Any) -> None:
        if layout.justification_spacing or style is not layout.style:
            usual(layout, style)

    return reactivate
