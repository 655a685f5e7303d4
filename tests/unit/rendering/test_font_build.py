"""Building fonts: the same bytes each time, nothing twice, no stand-in silently taken."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from fontTools.pens.recordingPen import RecordingPen
from fontTools.ttLib import TTFont

from jiuji_docs.domain.errors import SetUpError
from jiuji_docs.rendering import font_build
from jiuji_docs.rendering.font_build import FALLBACK_FINDING, build_fonts
from jiuji_docs.rendering.font_marks import MARKS
from jiuji_docs.rendering.font_sources import FontSource, fandol
from jiuji_docs.rendering.font_subset import build_face
from jiuji_docs.rendering.fonts import FAMILIES, FontSet, read_fonts

TEXT = frozenset(map(ord, "示范县救助0123456789ABC㌀㌁㌂"))


@pytest.fixture(scope="module")
def small(fonts: FontSet, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a folder with four tiny Fandol faces and a licence."""
    folder = tmp_path_factory.mktemp("fandol")
    source = FontSource(fonts.families["JiujiSong"], "a-package", None)
    for name in ("Fang", "Kai", "Hei", "Song"):
        data = build_face(source, f"Fandol{name}", TEXT)
        (folder / f"Fandol{name}-Regular.otf").write_bytes(data)
    (folder / "COPYING").write_text("licence", "utf-8")
    return folder


@pytest.fixture
def tiny_noto(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = FontSource(small / "FandolHei-Regular.otf", "noto", None)
    monkeypatch.setattr(font_build, "noto", lambda *_words: source)


def digests(out: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in out.glob("*.otf")}


@pytest.mark.usefixtures("tiny_noto")
def test_two_builds_give_the_same_bytes_and_the_second_in_place_does_nothing(
    small: Path, tmp_path: Path
) -> None:
    said: list[str] = []
    for name in ("one", "two", "two"):
        said.clear()
        build_fonts(tmp_path / name, said.append, directory=small)
    assert digests(tmp_path / "one") == digests(tmp_path / "two")
    assert len(digests(tmp_path / "one")) == len(FAMILIES)
    assert said == [f"字体：已建好（{tmp_path / 'two'}）"]
    assert (tmp_path / "one" / "COPYING.texlive-lang-chinese").read_text("utf-8") == "licence"
    assert (
        sorted(path.suffix for path in (tmp_path / "one").iterdir() if path.suffix == ".part") == []
    )


@pytest.mark.usefixtures("tiny_noto")
def test_a_damaged_file_is_built_anew(small: Path, tmp_path: Path) -> None:
    build_fonts(tmp_path / "out", lambda _line: None, directory=small)
    whole = digests(tmp_path / "out")
    (tmp_path / "out" / "JiujiKai.otf").write_bytes(b"half")
    build_fonts(tmp_path / "out", lambda _line: None, directory=small)
    assert digests(tmp_path / "out") == whole


@pytest.mark.usefixtures("tiny_noto")
def test_what_was_built_stays_good_when_the_sources_are_gone(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_fonts(tmp_path / "out", lambda _line: None, directory=small)

    def gone(*_words: str) -> FontSource:
        raise SetUpError("缺少字体")

    monkeypatch.setattr(font_build, "noto", gone)
    said: list[str] = []
    build_fonts(tmp_path / "out", said.append)
    assert said == [f"字体：已建好（{tmp_path / 'out'}）"]
    with pytest.raises(SetUpError):
        build_fonts(tmp_path / "elsewhere", said.append)


@pytest.mark.usefixtures("tiny_noto")
def test_without_fandol_the_stand_in_is_told_and_tried_again(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    with monkeypatch.context() as offline:
        offline.setattr(font_build, "fandol", lambda *_words, **_named: {})
        build_fonts(tmp_path / "out", said.append)
    assert read_fonts(tmp_path / "out").findings == (FALLBACK_FINDING,)
    assert f"字体：{FALLBACK_FINDING}" in said
    build_fonts(tmp_path / "out", said.append, directory=small)
    assert read_fonts(tmp_path / "out").findings == ()


def test_the_manifest_names_the_package_each_family_came_from(fonts: FontSet) -> None:
    told = json.loads((fonts.directory / "fonts.json").read_text("utf-8"))
    assert all(family["package"] for family in told["families"].values())
    packages = {family["package"] for family in told["families"].values()}
    assert all((fonts.directory / f"COPYING.{package}").is_file() for package in packages)


def test_fandol_is_taken_from_the_folder_that_is_named(small: Path, tmp_path: Path) -> None:
    faces = fandol(tmp_path, lambda _line: None, directory=small)
    assert set(faces) == {"Fang", "Kai", "Hei", "Song"}
    assert {face.licence for face in faces.values()} == {small / "COPYING"}


def test_letters_come_from_the_other_face(fonts: FontSet, tmp_path: Path) -> None:
    kai = FontSource(fonts.families["JiujiKai"], "p", None)
    song = FontSource(fonts.families["JiujiSong"], "p", None)
    (tmp_path / "mixed.otf").write_bytes(build_face(kai, "Mixed", TEXT, latin=song))
    with TTFont(tmp_path / "mixed.otf") as mixed, TTFont(song.path, lazy=True) as other:
        ours, theirs = mixed.getBestCmap(), other.getBestCmap()
        assert mixed["hmtx"][ours[ord("5")]] == other["hmtx"][theirs[ord("5")]]
        assert mixed["hmtx"][ours[ord("5")]] != (555, 77), "FandolKai's own five"


def test_ballot_boxes_take_the_place_of_square_words(fonts: FontSet) -> None:
    with TTFont(fonts.families["JiujiRare"], lazy=True) as font:
        cmap = font.getBestCmap()
        assert set(MARKS) <= set(cmap)
        assert {font["hmtx"][cmap[point]][0] for point in MARKS} == {1000}
        assert not {spare for spare, _polygons in MARKS.values()} & set(cmap)


@pytest.mark.parametrize("family", ["JiujiFang", "JiujiBiao"])
def test_cutting_and_ordering_leave_every_outline_and_width_as_they_were(
    fonts: FontSet, tmp_path: Path, family: str
) -> None:
    source = FontSource(fonts.families[family], "p", None)
    (tmp_path / "cut.otf").write_bytes(build_face(source, "Cut", TEXT))
    with TTFont(tmp_path / "cut.otf") as cut, TTFont(source.path, lazy=True) as whole:
        ours, theirs = cut.getBestCmap(), whole.getBestCmap()
        assert set(ours) == TEXT & set(theirs)
        for point in ours:
            drawn = [RecordingPen(), RecordingPen()]
            cut.getGlyphSet()[ours[point]].draw(drawn[0])
            whole.getGlyphSet()[theirs[point]].draw(drawn[1])
            assert drawn[0].value == drawn[1].value
            for table in ("hmtx", "vmtx"):
                assert cut[table][ours[point]] == whole[table][theirs[point]]


def test_frequent_characters_have_the_low_glyph_numbers(fonts: FontSet, tmp_path: Path) -> None:
    source, text = FontSource(fonts.families["JiujiFang"], "p", None), "5，救县彝鱻"
    (tmp_path / "cut.otf").write_bytes(build_face(source, "Cut", frozenset(map(ord, text))))
    with TTFont(tmp_path / "cut.otf", lazy=True) as font:
        cmap = font.getBestCmap()
        numbers = [font.getGlyphID(cmap[ord(one)]) for one in text if ord(one) in cmap]
    assert numbers == list(range(1, len(numbers) + 1))


def test_no_name_inside_the_outlines_is_the_reserved_one(fonts: FontSet, tmp_path: Path) -> None:
    source = FontSource(fonts.families["JiujiBiao"], "p", None)
    (tmp_path / "cut.otf").write_bytes(build_face(source, "Cut", TEXT))
    with TTFont(tmp_path / "cut.otf", lazy=True) as font:
        outlines = font["CFF "].cff
        assert {*outlines.fontNames, *(one.FontName for one in outlines[0].FDArray)} == {"Cut"}
