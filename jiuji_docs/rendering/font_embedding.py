"""Embed fonts in half the steps that WeasyPrint takes (字体嵌入): the same bytes, sooner.

WeasyPrint copies every font file whole into memory for each paper, only to replace it by its subset,
and cuts each subset twice, in case HarfBuzz kept glyphs behind the last one used.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any


@cache
def install() -> None:
    """Let WeasyPrint's page streams use these fonts."""
    from weasyprint.pdf import fonts, stream

    stream.Font = _press_font(fonts)


def _press_font(fonts: Any) -> Any:
    """Return WeasyPrint's ``Font`` without the copy and without the second cut."""
    read = fonts.get_hb_object_data
    library = fonts.harfbuzz_subset

    class PressFont(fonts.Font):  # type: ignore[misc]
        def __init__(self, *arguments: Any) -> None:
            fonts.get_hb_object_data = _unread
            try:
                super().__init__(*arguments)
            finally:
                fonts.get_hb_object_data = read

        def clean(self, to_unicode: Mapping[int, str], hinting: bool) -> None:  # noqa: FBT001
            if not to_unicode or not library:
                self.file_content = read(self.hb_face)
            super().clean(to_unicode, hinting)

        def _harfbuzz_subset(self, to_unicode: Mapping[int, str], hinting: bool) -> None:  # noqa: FBT001
            fonts.harfbuzz_subset = _OneCut(fonts, max(to_unicode), hinting=hinting)
            try:
                super()._harfbuzz_subset(to_unicode, hinting)
            finally:
                fonts.harfbuzz_subset = library
            if not self.file_content:
                self.file_content = read(self.hb_face)

    return PressFont


def _unread(_face: Any) -> bytes:
    return b""


class _OneCut:
    """The HarfBuzz library, with a second cut only where the first left glyphs behind the last.

    The second is also the one that drops hints: here the first does.
    """

    def __init__(self, fonts: Any, last: int, *, hinting: bool) -> None:
        self._fonts, self._library, self._last = fonts, fonts.harfbuzz_subset, last
        self._dropped = 0 if hinting else self._library.HB_SUBSET_FLAGS_NO_HINTING
        self._cuts = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._library, name)

    def hb_subset_input_set_flags(self, wanted: Any, flags: int) -> None:
        """Ask for what is asked, and for no hints."""
        self._library.hb_subset_input_set_flags(wanted, flags | self._dropped)

    def hb_subset_or_fail(self, face: Any, wanted: Any) -> Any:
        """Cut *face*; what a cut left without glyphs behind the last is returned as it is."""
        harfbuzz, self._cuts = self._fonts.harfbuzz, self._cuts + 1
        if self._cuts > 1 and face and harfbuzz.hb_face_get_glyph_count(face) == self._last + 1:
            return harfbuzz.hb_face_reference(face)
        return self._library.hb_subset_or_fail(face, wanted)
