"""WeasyPrint's silent traps, each measured before: they cost minutes, gigabytes or the wrong face."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiuji_docs.definitions.documents import document_template, read_document, shipped_layout
from jiuji_docs.domain.documents.official import OfficialDocument
from jiuji_docs.rendering import libraries
from jiuji_docs.rendering.fonts import FontSet
from jiuji_docs.rendering.official_pdf import OfficialPress
from jiuji_docs.rendering.paper_order import Limits, PaperOrder
from jiuji_docs.rendering.paper_worker import answer

GOLDEN = Path(__file__).parents[2] / "documents" / "golden"


@pytest.fixture(scope="module")
def letter() -> OfficialDocument:
    return read_document((GOLDEN / "letter.toml").read_text("utf-8"), "letter.toml")


@pytest.fixture(scope="module")
def press(fonts: FontSet) -> OfficialPress:
    return OfficialPress(document_template("official.pt"), document_template("official.css"), fonts)


def test_one_font_configuration_serves_every_document(
    fonts: FontSet, letter: OfficialDocument, monkeypatch: pytest.MonkeyPatch
) -> None:
    import weasyprint

    made: list[object] = []
    usual = weasyprint.text.fonts.FontConfiguration

    class Counted(usual):  # type: ignore[misc, valid-type]
        def __init__(self, *arguments: Any, **options: Any) -> None:
            made.append(self)
            super().__init__(*arguments, **options)

    for module in (weasyprint, weasyprint.document, weasyprint.text.fonts):
        if hasattr(module, "FontConfiguration"):
            monkeypatch.setattr(module, "FontConfiguration", Counted)
    press = OfficialPress(
        document_template("official.pt"), document_template("official.css"), fonts
    )
    for _ in range(3):
        press.pdf(letter, layout=shipped_layout())
    assert len(made) == 1


def test_fonts_are_subsets_not_whole_files(press: OfficialPress, letter: OfficialDocument) -> None:
    pdf = press.pdf(letter, layout=shipped_layout()).pdf
    assert len(pdf) < 600_000


def test_no_face_is_limited_to_a_range_of_characters(fonts: FontSet) -> None:
    assert "unicode-range" not in fonts.face_css()


def test_every_chain_ends_in_the_rare_face_before_anything_unnamed(fonts: FontSet) -> None:
    for family in fonts.families:
        named = [part.strip(" \"'") for part in fonts.chain(family).split(",")]
        assert "JiujiRare" in named
        assert named[named.index("JiujiRare") + 1 :] in ([], ["serif"])


def test_what_is_printed_comes_from_our_own_files_only(
    press: OfficialPress, letter: OfficialDocument, tmp_path: Path
) -> None:
    path = tmp_path / "letter.pdf"
    path.write_bytes(press.pdf(letter, layout=shipped_layout()).pdf)
    with pikepdf.open(path) as pdf:
        names = {
            str(item.BaseFont)
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font"
        }
    assert names
    assert all("Jiuji" in name for name in names)


@given(st.sampled_from("㙍𠮷䶮昇玥珺瑄旻"))
def test_a_rare_character_never_falls_to_a_face_of_the_system(
    press: OfficialPress, character: str
) -> None:
    families = [run.family for run in press._faces.typeface.runs("JiujiFang", f"刘{character}")]
    assert set(families) <= {"JiujiFang", "JiujiRare"}


@pytest.mark.parametrize("kind", ["official", "sheet"])
def test_without_the_subsetting_library_a_press_says_so_and_prints_nothing(
    fonts: FontSet, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    """WeasyPrint would go on, ten times slower, with a line in a log that nobody reads."""
    usual = libraries._loads
    monkeypatch.setattr(libraries, "_loads", lambda one: "subset" not in one and usual(one))
    order = PaperOrder(kind, object(), "<html/>", "", fonts)
    told, words = answer(order, Limits(), {})["error"]
    assert told == "PaperError"
    assert "apt-get install libharfbuzz-subset0" in words[0]


def test_the_shipped_press_cuts_fonts_with_harfbuzz(
    press: OfficialPress, letter: OfficialDocument, monkeypatch: pytest.MonkeyPatch
) -> None:
    from weasyprint.pdf.fonts import Font

    def slow(*_arguments: object) -> None:
        pytest.fail("fontTools cut a font")

    monkeypatch.setattr(Font, "_fonttools_subset", slow)
    assert press.pdf(letter, layout=shipped_layout()).pdf
