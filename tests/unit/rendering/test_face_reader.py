"""Characters and widths come from the font file itself, as fontTools reads it too."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from jiuji_docs.domain.errors import SetUpError
from jiuji_docs.rendering.face_reader import read_face
from jiuji_docs.rendering.fonts import FontSet

SAMPLE = "救急难0aW，“…□☑玥𠮷㙍"


@pytest.mark.parametrize("family", ["JiujiFang", "JiujiBiao", "JiujiRare"])
def test_it_agrees_with_another_reader(fonts: FontSet, family: str) -> None:
    path = fonts.families[family]
    face = read_face(path)
    with TTFont(path, lazy=True) as font:
        cmap, unit = font.getBestCmap(), font["head"].unitsPerEm
        for one in SAMPLE:
            name = cmap.get(ord(one))
            assert face.covers(one) == (name is not None)
            assert face.advance(one) == (font["hmtx"][name][0] / unit if name else None)


def test_a_file_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(SetUpError, match="缺 none"):
        read_face(tmp_path / "none.otf")
