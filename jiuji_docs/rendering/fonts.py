"""Tell which built font files there are, what they cover, and how a style sheet names them.

Six families (字体): JiujiFang 仿宋, JiujiKai 楷体, JiujiHei 黑体, JiujiSong 宋体, JiujiBiao
小标宋, JiujiRare 生僻字. The last one ends every chain, because the only free 仿宋 lacks
characters of ordinary given names (玥, 珺, 瑄 …).
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from jiuji_docs.domain.errors import SetUpError
from jiuji_docs.rendering.face_reader import read_face
from jiuji_docs.rendering.font_build import MANIFEST

FAMILIES = ("JiujiFang", "JiujiKai", "JiujiHei", "JiujiSong", "JiujiBiao", "JiujiRare")
RARE = "JiujiRare"


@dataclass(frozen=True, slots=True)
class FontSet:
    """The built fonts of this machine (字库); ``findings`` says what stands in for what."""

    directory: Path
    families: Mapping[str, Path]
    findings: tuple[str, ...] = ()

    def face_css(self) -> str:
        """Give the @font-face rules; files are named as ``asset:fonts/<file>``."""
        return "\n".join(
            f'@font-face {{ font-family: {family}; src: url("asset:fonts/{path.name}"); }}'
            for family, path in self.families.items()
        )

    def chain(self, family: str) -> str:
        """Give the CSS ``font-family`` value: the family, then the rare characters."""
        if family not in self.families:
            raise SetUpError(f"没有字体 {family}；可用：{'、'.join(self.families)}")
        return family if family == RARE else f"{family}, {RARE}"

    def covers(self, family: str, character: str) -> bool:
        """Tell whether the family's own file has this character."""
        return read_face(self.families[family]).covers(character)

    def rare(self, family: str, text: str) -> tuple[str, ...]:
        """Give the characters of ``text`` that ``family`` lacks, each once, in order."""
        characters = dict.fromkeys(one for one in text if not one.isspace())
        return tuple(one for one in characters if not self.covers(family, one))


def installed_fonts() -> FontSet:
    """Find the built fonts: JIUJI_FONTS, else ./var/fonts, else the user's data directory."""
    for directory in _places():
        if (directory / MANIFEST).is_file():
            return read_fonts(directory)
    looked = "、".join(map(str, _places()))
    raise SetUpError(f"没有找到字库（{looked}）：请先运行 jiuji fonts build")


def read_fonts(directory: Path) -> FontSet:
    """Read what ``jiuji fonts build`` wrote; a missing file is a SetUpError."""
    told = json.loads((directory / MANIFEST).read_text("utf-8"))
    families = {family: directory / told["families"][family]["file"] for family in FAMILIES}
    missing = [path.name for path in families.values() if not path.is_file()]
    if missing:
        raise SetUpError(f"字库不完整，缺 {'、'.join(missing)}：请重新运行 jiuji fonts build")
    return FontSet(directory, families, tuple(told["findings"]))


def default_directory() -> Path:
    """Give the directory where fonts are built: JIUJI_FONTS, else ./var/fonts."""
    return _places()[0]


def _places() -> tuple[Path, ...]:
    named = os.environ.get("JIUJI_FONTS")
    if named:
        return (Path(named),)
    data = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local/share"
    return (Path("var/fonts").resolve(), Path(data) / "jiuji/fonts")
