"""Find the free fonts that the built families come from: Fandol and Noto CJK.

Fandol is packed in Debian's ``texlive-lang-chinese``; its files are lifted out of the package, so
no TeX is installed. Noto CJK comes with ``fonts-noto-cjk``.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from jiuji_docs.domain.errors import SetUpError

FANDOL_PACKAGE = "texlive-lang-chinese"
NOTO_PACKAGE = "fonts-noto-cjk"
_FANDOL_INSTALLED = (
    Path("/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol"),
    Path("/usr/share/texmf/fonts/opentype/public/fandol"),
)
_NOTO_INSTALLED = (Path("/usr/share/fonts/opentype/noto"), Path("/usr/share/fonts/noto-cjk"))
_DOCUMENTS = Path("/usr/share/doc")

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class FontSource:
    """One face on the disk (字体来源); ``face`` names it inside a collection."""

    path: Path
    package: str
    licence: Path | None
    face: str = ""


def noto(style: str, series: str = "Serif") -> FontSource:
    """Give the SC face of Noto CJK; ``style`` is Regular or Bold."""
    for directory in _NOTO_INSTALLED:
        path = directory / f"Noto{series}CJK-{style}.ttc"
        if path.is_file():
            licence = _DOCUMENTS / NOTO_PACKAGE / "copyright"
            return FontSource(
                path, NOTO_PACKAGE, licence if licence.is_file() else None, f"Noto {series} CJK SC"
            )
    raise SetUpError(f"缺少字体：请安装软件包 {NOTO_PACKAGE}（apt-get install {NOTO_PACKAGE}）")


def fandol(scratch: Path, say: Say, *, directory: Path | None = None) -> dict[str, FontSource]:
    """Give the Fandol faces by name (Fang, Kai, Hei, Song); empty when they cannot be had.

    Looks in ``directory``, then in an installed TeX, then in the Debian package.
    """
    for place in (directory, *_FANDOL_INSTALLED):
        if place is not None and _faces(place):
            say(f"字体：使用 {place} 中的 Fandol")
            return _sources(place)
    if shutil.which("apt-get") is None or shutil.which("dpkg-deb") is None:
        return {}
    say(f"字体：下载软件包 {FANDOL_PACKAGE}（约 49 MB，只取其中四个字体文件）…")
    unpacked = _unpack(scratch)
    return _sources(unpacked) if unpacked is not None else {}


def _unpack(scratch: Path) -> Path | None:
    """Download the package and unpack it; None when the archive cannot be reached."""
    fetch = ["apt-get", "-q", "-o", "APT::Sandbox::User=root", "download", FANDOL_PACKAGE]
    fetched = subprocess.run(fetch, cwd=scratch, capture_output=True, check=False)  # noqa: S603
    packages = sorted(scratch.glob(f"{FANDOL_PACKAGE}_*.deb"))
    if fetched.returncode or not packages:
        return None
    tree = scratch / "tree"
    subprocess.run(["dpkg-deb", "-x", packages[0], tree], check=True)  # noqa: S603, S607
    found = sorted(tree.rglob("FandolFang-Regular.otf"))
    return found[0].parent if found else None


def _faces(directory: Path) -> dict[str, Path]:
    names = {
        name: directory / f"Fandol{name}-Regular.otf" for name in ("Fang", "Kai", "Hei", "Song")
    }
    return names if all(path.is_file() for path in names.values()) else {}


def _sources(directory: Path) -> dict[str, FontSource]:
    licence = _licence_near(directory)
    return {
        name: FontSource(path, FANDOL_PACKAGE, licence) for name, path in _faces(directory).items()
    }


def _licence_near(directory: Path) -> Path | None:
    """Find Fandol's COPYING: beside the fonts, in the unpacked package, or installed."""
    roots = [directory, *(parent / "usr/share/doc" for parent in directory.parents), _DOCUMENTS]
    for root in roots:
        if root == directory:
            found = sorted(root.glob("COPYING*"))
        else:
            found = sorted(root.glob("texlive-doc/fonts/fandol/COPYING*"))
        if found:
            return found[0]
    return None
