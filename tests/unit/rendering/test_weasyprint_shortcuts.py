"""What is spared WeasyPrint changes no byte of a paper: with and without it, the file is the same."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from jiuji_docs.rendering.font_embedding import _OneCut
from jiuji_docs.rendering.page_html import StyleBook

_PAGE = (
    "<html lang='zh'><body><section><p id='here' style='margin: 1mm'>甲</p></section></body></html>"
)
#: Prints two golden documents, one of them twice, and their digests; "plain" leaves WeasyPrint as it is.
_PROGRAM = """
import hashlib, sys
from pathlib import Path
from jiuji_docs.definitions.documents import document_template, read_document, shipped_layout
from jiuji_docs.rendering import font_embedding, kept_styles, line_layouts, page_html
from jiuji_docs.rendering.fonts import installed_fonts
from jiuji_docs.rendering.official_pdf import OfficialPress
if sys.argv[1] == "plain":
    for part in (font_embedding, kept_styles, line_layouts):
        part.install = lambda: None
template, css = document_template("official.pt"), document_template("official.css")
press = OfficialPress(template, css, installed_fonts())
for name in ("letter", "minutes", "letter"):
    text = Path(sys.argv[2], name + ".toml").read_text("utf-8")
    pdf = press.pdf(read_document(text, name), layout=shipped_layout()).pdf
    print(hashlib.sha256(pdf).hexdigest())
"""


def test_the_papers_are_the_same_bytes_as_without(root: Path) -> None:
    golden = str(root / "tests" / "documents" / "golden")
    plain, short = (
        subprocess.run(
            [sys.executable, "-c", _PROGRAM, kind, golden],
            capture_output=True,
            check=True,
            text=True,
        ).stdout.split()
        for kind in ("plain", "short")
    )
    assert plain == short
    assert short[0] == short[2] != short[1]


def test_computed_styles_are_kept_but_not_without_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    book = StyleBook()
    for _ in range(3):
        book.page(_PAGE, None).render(stylesheets=[book.sheet])
        known = len(book._kept.styles)
    book.page(_PAGE, None).render(stylesheets=[book.sheet])
    assert known == len(book._kept.styles) > 0
    monkeypatch.setattr("jiuji_docs.rendering.kept_styles._MOST", 0)
    book._kept.begin()
    assert not book._kept.styles


def test_an_anchor_is_found_on_every_paper() -> None:
    book = StyleBook()
    for _ in range(3):
        document = book.page(_PAGE, None).render(stylesheets=[book.sheet])
        assert "here" in document.pages[0].anchors


class _Library:
    """A cutting library that tells what it was asked for."""

    HB_SUBSET_FLAGS_NO_HINTING = 1

    def __init__(self, glyphs: int) -> None:
        self.glyphs, self.flags, self.cuts = glyphs, 0, 0
        self.harfbuzz = self.harfbuzz_subset = self

    def hb_face_get_glyph_count(self, _face: object) -> int:
        return self.glyphs

    def hb_face_reference(self, face: object) -> object:
        return face

    def hb_subset_input_set_flags(self, _wanted: object, flags: int) -> None:
        self.flags = flags

    def hb_subset_or_fail(self, _face: object, _wanted: object) -> object:
        self.cuts += 1
        return object()


@pytest.mark.parametrize(("glyphs", "cuts"), [(8, 1), (9, 2)])
def test_the_second_cut_is_made_only_where_glyphs_are_left(glyphs: int, cuts: int) -> None:
    library = _Library(glyphs)
    one = _OneCut(library, 7, hinting=False)
    one.hb_subset_input_set_flags(None, 4)
    one.hb_subset_or_fail(one.hb_subset_or_fail(object(), None), None)
    assert (library.cuts, library.flags) == (cuts, 5)


def test_each_line_owns_its_list_of_font_features() -> None:
    from weasyprint.text.ffi import ffi, pango
    from weasyprint.text.fonts import FontConfiguration

    book, fonts = StyleBook(), FontConfiguration()
    text = _PAGE.replace("margin: 1mm", "font-kerning: none")
    document = book.page(text, None).render(stylesheets=[book.sheet], font_config=fonts)
    boxes = document.pages[0]._page_box.descendants()
    line = next(box.pango_layout.layout for box in boxes if hasattr(box, "pango_layout"))
    assert pango.pango_layout_get_attributes(line) != ffi.NULL
    assert not fonts.font_features, "WeasyPrint's own list, which nobody frees"
