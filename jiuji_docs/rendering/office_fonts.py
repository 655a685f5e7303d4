"""Put the office's own faces (方正小标宋, 仿宋_GB2312 …) in place of the bundled ones where present.

A face is found by its family name in the folder that the office names, else through fontconfig. It
is used as it is, with the vertical metrics of the face it stands for, so that every baseline stays
where the planner puts it. What it lacks still comes from the bundled set.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import struct
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from fontTools.ttLib import TTCollection, TTFont, TTLibError

from jiuji_docs.domain.errors import SetUpError
from jiuji_docs.rendering.fonts import FontSet

#: The names under which an office has each face, best first.
WANTED = {
    "JiujiBiao": ("方正小标宋简体", "方正小标宋_GBK", "FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05"),
    "JiujiFang": ("仿宋_GB2312", "仿宋", "FangSong_GB2312", "FangSong"),
    "JiujiKai": ("楷体_GB2312", "楷体", "KaiTi_GB2312", "KaiTi"),
    "JiujiHei": ("黑体", "SimHei"),
    "JiujiSong": ("宋体", "SimSun"),
}
_SUFFIXES = frozenset({".ttf", ".otf", ".ttc"})
#: No folder of fonts of an office has more files; a home directory given by mistake has.
_MOST_FILES = 2000
_FAMILY_IDS = (1, 16)
Face = tuple[Path, int]


def with_office_fonts(bundled: FontSet, folder: Path | None) -> tuple[FontSet, tuple[str, ...]]:
    """Return the set with the office's faces, and a sentence for each that is not there.

    SetUpError when *folder* is named and does not exist.
    """
    if folder is not None and not folder.is_dir():
        raise SetUpError(f"没有字体文件夹：{folder}")
    faces = _faces_in(folder) if folder else {}
    families, missing = dict(bundled.families), []
    for family, names in WANTED.items():
        face = next((faces[name] for name in names if name in faces), None) or _configured(names)
        if face is None:
            stands = bundled.families[family].name
            missing.append(f"没有找到{names[0]}（或{'、'.join(names[1:])}），改用自带字体 {stands}")
        else:
            families[family] = _adopted(face, bundled.families[family])
    return replace(bundled, families=families), tuple(missing)


def _faces_in(folder: Path) -> dict[str, Face]:
    """Return every face below *folder* by each of its family names; broken files are passed over."""
    found: dict[str, Face] = {}
    paths = (path for path in sorted(folder.rglob("*")) if path.suffix.lower() in _SUFFIXES)
    for count, path in enumerate(paths):
        if count >= _MOST_FILES:
            raise SetUpError(f"文件夹 {folder} 中的字体超过 {_MOST_FILES} 个，请另指定")
        for name, number in _names(path):
            found.setdefault(name, (path, number))
    return found


def _names(path: Path) -> Iterator[tuple[str, int]]:
    """Yield each family name with its face's number; the stream is ours, so it is always closed."""
    try:
        with path.open("rb") as stream:
            if path.suffix.lower() == ".ttc":
                fonts = list(TTCollection(stream, lazy=True).fonts)
            else:
                fonts = [TTFont(stream, lazy=True)]
            yield from ((name, at) for at, font in enumerate(fonts) for name in _family(font))
    except (TTLibError, OSError, ValueError, KeyError, struct.error):
        return


def _family(font: TTFont) -> set[str]:
    return {one.toUnicode() for one in font["name"].names if one.nameID in _FAMILY_IDS}


def _configured(names: tuple[str, ...]) -> Face | None:
    """Return the face that fontconfig has under exactly one of *names*."""
    tool = shutil.which("fc-list")
    if tool is None:
        return None
    for name in names:
        words = [tool, f":family={name}", "--format", "%{file}\t%{index}\n"]
        told = subprocess.run(words, capture_output=True, check=False, text=True)  # noqa: S603
        for line in told.stdout.splitlines():
            path, _, number = line.rpartition("\t")
            # The upper half of the number tells a variable font's instance.
            if Path(path).suffix.lower() in _SUFFIXES and number.isdecimal():
                return Path(path), int(number) & 0xFFFF
    return None


def _adopted(face: Face, model: Path) -> Path:
    """Return a copy of *face* with the vertical metrics of *model*, made once for each file."""
    path, number = face
    told = path.stat()
    mark = f"{path.resolve()}|{number}|{told.st_size}|{told.st_mtime_ns}|{model.name}"
    target = model.parent / "office" / f"{hashlib.sha256(mark.encode()).hexdigest()[:16]}.otf"
    if target.is_file():
        return target
    target.parent.mkdir(parents=True, exist_ok=True)
    descriptor, draft = tempfile.mkstemp(dir=target.parent, prefix=".new-")
    os.close(descriptor)
    try:
        with TTFont(path, lazy=True, fontNumber=number) as font, TTFont(model, lazy=True) as like:
            _level(font, like)
            font.save(draft)
        Path(draft).replace(target)
    except (TTLibError, KeyError) as error:
        raise SetUpError(f"字体 {path.name} 已损坏，不能使用") from error
    finally:
        Path(draft).unlink(missing_ok=True)
    return target


def _level(font: TTFont, like: TTFont) -> None:
    """Give *font* the ascent and descent of *like*, in its own units."""
    share = font["head"].unitsPerEm / like["head"].unitsPerEm
    tables = {
        "hhea": ("ascent", "descent", "lineGap"),
        "OS/2": (
            "sTypoAscender",
            "sTypoDescender",
            "sTypoLineGap",
            "usWinAscent",
            "usWinDescent",
        ),
    }
    for table, names in tables.items():
        for name in names:
            setattr(font[table], name, round(getattr(like[table], name) * share))
