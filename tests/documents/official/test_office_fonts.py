"""The office's own faces take the bundled ones' place, on the same baselines; what is missing is told."""

from __future__ import annotations

from pathlib import Path

import pypdfium2 as pdfium
import pytest
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from jiuji_docs.definitions.documents import read_document
from jiuji_docs.domain.documents.frozen import freeze
from jiuji_docs.domain.errors import DefinitionError, SetUpError
from jiuji_docs.rendering.fonts import FontSet
from jiuji_docs.rendering.office_fonts import WANTED, with_office_fonts
from jiuji_docs.services.dispatch.preview import PreviewDesk
from jiuji_docs.services.house import House
from jiuji_docs.services.official_printing import print_pdf
from jiuji_docs.services.printing_fonts import printing_fonts
from jiuji_docs.services.settings import Settings
from jiuji_docs.services.start import open_press

from .ruler import Ruler

DOCUMENT = read_document(
    'title = ["关于救助工作的通知"]\nmark = "示范县民政局文件"\n'
    'body = [{ paragraph = "请认真贯彻执行，并请玥同志办理。" }]\n',
    "通知.toml",
)


@pytest.fixture(autouse=True)
def own_copies(fonts: FontSet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the adopted faces out of the real font directory, and fontconfig out of the test."""
    for path in fonts.directory.iterdir():
        if path.is_file():
            (tmp_path / path.name).symlink_to(path)
    monkeypatch.setenv("JIUJI_FONTS", str(tmp_path))
    monkeypatch.setattr("jiuji_docs.rendering.office_fonts.shutil.which", lambda _name: None)


@pytest.fixture
def folder(fonts: FontSet, tmp_path: Path) -> Path:
    """Return an office's folder: a 仿宋_GB2312 of other vertical metrics, and a broken file."""
    made = tmp_path / "字体" / "内"
    made.mkdir(parents=True)
    font = TTFont(fonts.families["JiujiKai"])
    options = Options()
    options.name_IDs = ["*"]
    options.notdef_outline = True
    cutter = Subsetter(options)
    cutter.populate(
        text="关于救助工作的通知示范县民政局文件请认真贯彻执行，并同志办理。— 1234567890"
    )
    cutter.subset(font)
    for record in font["name"].names:
        if record.nameID in {1, 16}:
            record.string = "仿宋_GB2312"
    font["hhea"].ascent, font["hhea"].descent = 1300, -500
    font["OS/2"].usWinAscent, font["OS/2"].usWinDescent = 1300, 500
    font.save(made / "simfang.ttf")
    font.close()
    (made / "坏.ttf").write_bytes(b"no font")
    return made.parent


def settings(folder: Path | None, choice: str = "office") -> Settings:
    here = Path("var")
    return Settings("sqlite://", here, here, here, choice, folder)


def ink(pdf: bytes) -> bytes:
    with pdfium.PdfDocument(pdf) as document:
        return document[0].render(scale=1).to_pil().tobytes()


def test_a_face_of_the_office_is_used_and_its_lines_stand_where_they_stood(
    folder: Path,
) -> None:
    bundled, none = printing_fonts(settings(None, "bundled"))
    office, notes = printing_fonts(settings(folder))
    assert none == ()
    assert [note.kind for note in notes] == ["font"] * 4
    assert not any("仿宋" in note.message.partition("，")[0] for note in notes)
    first, second = (print_pdf(DOCUMENT, one) for one in (bundled, office))
    lines = [Ruler(made.data).lines(1) for made in (first, second)]
    assert [line.text for line in lines[0]] == [line.text for line in lines[1]]
    assert [line.baseline for line in lines[0]] == pytest.approx(
        [line.baseline for line in lines[1]], abs=0.05
    )
    assert ink(first.data) != ink(second.data)


def test_what_the_offices_face_lacks_comes_from_the_rare_face_and_is_told(folder: Path) -> None:
    office, _ = printing_fonts(settings(folder))
    told = [note for note in print_pdf(DOCUMENT, office).notes if note.kind == "rare"]
    assert [(note.character, note.where) for note in told] == [("玥", "正文")]


def test_an_adopted_face_is_made_once(folder: Path, fonts: FontSet) -> None:
    bundled, _ = printing_fonts(settings(None, "bundled"))
    paths = [with_office_fonts(bundled, folder)[0].families["JiujiFang"] for _ in range(2)]
    assert paths[0] == paths[1]
    assert paths[0].is_file()
    assert paths[0] != fonts.families["JiujiFang"]


def test_without_any_face_of_the_office_every_stand_in_is_told(tmp_path: Path) -> None:
    empty = tmp_path / "空"
    empty.mkdir()
    fonts, notes = printing_fonts(settings(empty))
    assert fonts.families == printing_fonts(settings(None, "bundled"))[0].families
    assert [names[0] in note.message for names, note in zip(WANTED.values(), notes, strict=True)]
    assert all("改用自带字体" in note.message for note in notes)


def test_a_folder_that_is_not_there_and_an_unknown_choice_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SetUpError, match="没有字体文件夹"):
        printing_fonts(settings(tmp_path / "无"))
    with pytest.raises(DefinitionError, match="字体只有 bundled、office"):
        printing_fonts(settings(None, "arial"))


def test_preview_and_press_have_the_faces_that_the_office_configured(
    folder: Path, tmp_path: Path
) -> None:
    own = Settings(
        f"sqlite:///{tmp_path}/jiuji.db", *(tmp_path / one for one in "skq"), "office", folder
    )
    content, house = freeze(DOCUMENT), House(own)
    desk = PreviewDesk(house.catalog, fonts=lambda: printing_fonts(own))
    press = open_press(house)
    try:
        shown = desk.show("county.drafter", content)
        printed, _ = press.printer.make({"kind": "official", "body": content})
    finally:
        desk.close()
        press.close()
        house.close()

    # Only the office's own face lacks this character.
    assert [character for character, _ in printed.substitutions] == ["玥"]
    assert any("玥" in one.message for one in shown.findings)
    stand_ins = [one.message for one in shown.findings if one.place == "字体"]
    assert len(stand_ins) == 4
    assert stand_ins[0].startswith("没有找到方正小标宋简体")
