"""The built fonts: what they cover, how they are named, and what is told when they are missing."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from jiuji_docs.domain.errors import SetUpError
from jiuji_docs.rendering.fonts import FAMILIES, FontSet, installed_fonts, read_fonts
from jiuji_docs.rendering.standard_characters import gb2312, standard

RARE_NAMES = "玥珺瑄昇堃喆嫄翀祎"


def test_every_family_is_built(fonts: FontSet) -> None:
    assert tuple(fonts.families) == FAMILIES
    assert all(path.is_file() for path in fonts.families.values())


@pytest.mark.parametrize("family", FAMILIES)
def test_the_file_carries_our_name_and_what_was_changed(fonts: FontSet, family: str) -> None:
    with TTFont(fonts.families[family], lazy=True) as font:
        names = font["name"]
        assert {names.getDebugName(number) for number in (1, 4, 6)} == {family}
        assert names.getDebugName(10).startswith("Changed: subset and renamed from ")
        assert font["CFF "].cff.fontNames == [family]
        assert font["OS/2"].fsType in {0, 8}, "the licence must allow embedding in documents"


@pytest.mark.parametrize("family", FAMILIES)
def test_every_family_has_all_of_gb2312(fonts: FontSet, family: str) -> None:
    hanzi = [chr(point) for point in gb2312() if 0x4E00 <= point <= 0x9FFF]
    assert len(hanzi) == 6763
    assert [one for one in hanzi if not fonts.covers(family, one)] == []


def test_the_rare_font_has_the_whole_table_of_standard_characters(fonts: FontSet) -> None:
    hanzi = [
        chr(point)
        for point in standard()
        if point >= 0x4E00 and point not in range(0xFE00, 0x10000)
    ]
    assert len(hanzi) >= 8105
    assert [one for one in hanzi if not fonts.covers("JiujiRare", one)] == []


@pytest.mark.parametrize("character", "☐☑☒□■√×〔〕—…“”《》㎡℃①ⅠΑ￥·〇")
def test_the_signs_of_forms_are_in_every_chain(fonts: FontSet, character: str) -> None:
    assert fonts.covers("JiujiRare", character)


@pytest.mark.parametrize("family", ["JiujiFang", "JiujiHei", "JiujiSong"])
def test_digits_are_half_an_em_wide(fonts: FontSet, family: str) -> None:
    with TTFont(fonts.families[family], lazy=True) as font:
        cmap = font.getBestCmap()
        assert {font["hmtx"][cmap[ord(digit)]][0] for digit in "0123456789"} == {500}
        assert font["hmtx"][cmap[ord("国")]][0] == font["head"].unitsPerEm == 1000


def test_given_names_that_leave_the_font_are_told_once_and_in_order(fonts: FontSet) -> None:
    if fonts.findings:
        pytest.skip("built without Fandol")
    assert fonts.rare("JiujiFang", "张玥 和 李珺玥") == ("玥", "珺")
    assert fonts.rare("JiujiRare", RARE_NAMES) == ()


def test_a_chain_ends_with_the_rare_characters(fonts: FontSet) -> None:
    assert fonts.chain("JiujiFang") == "JiujiFang, JiujiRare"
    assert fonts.chain("JiujiRare") == "JiujiRare"


def test_a_family_that_is_not_ours_has_no_chain(fonts: FontSet) -> None:
    with pytest.raises(SetUpError, match="没有字体 SimSun"):
        fonts.chain("SimSun")


def test_the_style_sheet_names_only_assets(fonts: FontSet) -> None:
    css = fonts.face_css()
    assert css.count("@font-face") == len(FAMILIES)
    assert css.count('url("asset:fonts/') == css.count("url(") == len(FAMILIES)


def test_missing_fonts_are_one_clear_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIUJI_FONTS", str(tmp_path))
    with pytest.raises(SetUpError, match="jiuji fonts build") as caught:
        installed_fonts()
    assert "\n" not in str(caught.value)


def test_a_set_with_a_file_gone_is_refused(tmp_path: Path, fonts: FontSet) -> None:
    told = (fonts.directory / "fonts.json").read_bytes()
    (tmp_path / "fonts.json").write_bytes(told)
    with pytest.raises(SetUpError, match="字库不完整"):
        read_fonts(tmp_path)
