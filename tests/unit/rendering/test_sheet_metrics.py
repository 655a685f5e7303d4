"""Check families, widths and the audit of rare characters with the built fonts."""

from __future__ import annotations

import pytest

from jiuji_docs.domain.errors import GlyphMissing
from jiuji_docs.rendering.fonts import installed_fonts
from jiuji_docs.rendering.sheet_metrics import NominalWidths, Run, Typeface, plain

FANG, HEI = "JiujiFang", "JiujiHei"


@pytest.fixture(scope="module")
def typeface() -> Typeface:
    return Typeface(installed_fonts())


def test_a_rare_name_is_cut_into_runs_of_one_family(typeface: Typeface) -> None:
    assert typeface.runs(FANG, "欧阳玥珺") == (Run(FANG, "欧阳"), Run("JiujiRare", "玥珺"))


def test_the_audit_names_each_character_that_left_its_face_once(typeface: Typeface) -> None:
    found = typeface.audit([(FANG, "王玥"), (HEI, "玥"), (FANG, "☑是　□否")])
    assert found == (("玥", "JiujiRare"),)


def test_a_character_of_no_face_is_named(typeface: Typeface) -> None:
    with pytest.raises(GlyphMissing, match=r"U\+E000.*U\+E001"):
        typeface.audit([(FANG, "王\ue001\ue000")])


@pytest.mark.parametrize(("character", "width"), [("救", 1.0), ("，", 1.0), ("☑", 1.0), ("8", 0.5)])
def test_widths_are_those_of_the_font(typeface: Typeface, character: str, width: float) -> None:
    assert typeface.advance(FANG, character) == pytest.approx(width, abs=0.01)


@pytest.mark.parametrize(("character", "width"), [("救", 1.0), ("，", 1.0), ("a", 0.5), ("8", 0.5)])
def test_nominal_widths_are_those_of_the_official_faces(character: str, width: float) -> None:
    assert NominalWidths().advance("", character) == width


def test_spaces_and_line_ends_are_made_plain() -> None:
    assert plain("甲\r\n乙\t\xa0丙\r　丁 \n") == "甲\n乙  丙\n　丁"
