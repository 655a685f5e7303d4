"""Keep each line's shaped text from layout to drawing (行的字形): WeasyPrint shapes it a second time.

It lets go of a line's Pango layout when it has measured it, to spare memory in books of a thousand
pages, and makes an equal one to draw it. Only a justified line, whose spaces differ then, needs that.

It also never frees the list of font features (no kerning, no ligatures) that it makes for each line:
some 20 kB a paper. Here each layout owns its list.
"""

from __future__ import annotations

from functools import cache
from typing import Any


@cache
def install() -> None:
    """Let WeasyPrint's lines keep their layouts."""
    from weasyprint.text import line_break

    line_break.Layout.setup = _setting_up(line_break)
    line_break.Layout.deactivate = _deactivate
    line_break.Layout.reactivate = _reactivating(line_break.Layout.reactivate)


def _setting_up(line_break: Any) -> Any:
    usual, features_of, ffi, pango = (
        line_break.Layout.setup,
        line_break.font_features,
        line_break.ffi,
        line_break.pango,
    )
    asked: dict[str, Any] = {}

    def noted(*arguments: Any) -> dict[str, Any]:
        asked.update(features_of(*arguments))
        return {}

    def setup(layout: Any, style: Any) -> None:
        asked.clear()
        usual(layout, style)
        if asked:
            words = ",".join(f"{name} {value}" for name, value in asked.items())
            listed = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
            pango.pango_attr_list_insert(listed, pango.pango_attr_font_features_new(words.encode()))
            pango.pango_layout_set_attributes(layout.layout, listed)

    line_break.font_features = noted
    return setup


def _deactivate(_layout: Any) -> None:
    """Let go of nothing."""


def _reactivating(usual: Any) -> Any:
    def reactivate(layout: Any, style: Any) -> None:
        if layout.justification_spacing or style is not layout.style:
            usual(layout, style)

    return reactivate
