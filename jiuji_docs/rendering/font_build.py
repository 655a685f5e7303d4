"""Build the project's own font files: subset, renamed, with the licence beside them.

One file per role of GB/T 9704—2012 (仿宋、楷、黑、宋、小标宋) and one for rare characters
(生僻字). Building twice from the same sources gives the same bytes; what was built is written to
``fonts.json`` and not built again.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import shutil
import tempfile
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from jiuji_docs.domain.errors import SetUpError
from jiuji_docs.rendering.font_sources import FontSource, Say, fandol, noto
from jiuji_docs.rendering.font_subset import build_face
from jiuji_docs.rendering.standard_characters import ideographs, standard

MANIFEST = "fonts.json"
#: Raise it when the recipe changes: every machine then builds its fonts anew.
RECIPE = 5
FALLBACK_FINDING = (
    "未取得 Fandol 字体：仿宋、楷体、宋体以 Noto Serif CJK SC 代替，黑体以 Noto Sans CJK SC 代替。"
)


@dataclass(frozen=True, slots=True)
class Role:
    """What one built family is made of; ``latin`` lends the letters and digits."""

    family: str
    source: FontSource
    characters: frozenset[int]
    latin: FontSource | None = None
    marks: bool = False

    def face(self) -> bytes:
        """Build the font file's bytes."""
        return build_face(
            self.source, self.family, self.characters, latin=self.latin, marks=self.marks
        )


def build_fonts(out: Path, say: Say, *, directory: Path | None = None) -> None:
    """Build every family into ``out`` unless it is there already; one line of progress per file."""
    key = _key()
    if _built(out, key):
        say(f"字体：已建好（{out}）")
        return
    bold, regular = noto("Bold"), noto("Regular")
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="fonts-", dir=out.parent) as scratch:
        faces = fandol(Path(scratch), say, directory=directory)
        roles = _roles(faces, bold=bold, regular=regular)
        files = _build(roles, out, say)
        _keep_licences(roles, out)
    findings = [] if faces else [FALLBACK_FINDING]
    for finding in findings:
        say(f"字体：{finding}")
    _write_manifest(out, {"recipe": RECIPE, "key": key, "findings": findings, "families": files})


def _roles(
    faces: Mapping[str, FontSource], *, bold: FontSource, regular: FontSource
) -> tuple[Role, ...]:
    """Assign faces to roles; without Fandol, Noto stands in."""
    wide, narrow = standard() | ideographs(), standard()
    if faces:
        # Fang's own digits are heavy and sans-like, Kai's are not half a character wide; Song's are.
        text = (
            Role("JiujiFang", faces["Fang"], wide, latin=faces["Song"]),
            Role("JiujiKai", faces["Kai"], wide, latin=faces["Song"]),
            Role("JiujiHei", faces["Hei"], wide),
            Role("JiujiSong", faces["Song"], wide),
        )
    else:
        text = (
            Role("JiujiFang", regular, narrow),
            Role("JiujiKai", regular, narrow),
            Role("JiujiHei", noto("Regular", "Sans"), narrow),
            Role("JiujiSong", regular, narrow),
        )
    return (*text, Role("JiujiBiao", bold, narrow), Role("JiujiRare", regular, wide, marks=True))


def _build(roles: tuple[Role, ...], out: Path, say: Say) -> dict[str, dict[str, str]]:
    """Write every family's file, two at a time, and describe them for the manifest."""
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        return {
            role.family: _publish(role, data, out, say)
            for role, data in zip(roles, pool.map(Role.face, roles), strict=True)
        }


def _publish(role: Role, data: bytes, out: Path, say: Say) -> dict[str, str]:
    path = out / f"{role.family}.otf"
    _replace(path, data)
    say(f"字体：{role.family} ← {role.source.path.name}，{len(data) / 1e6:.1f} MB")
    return {
        "file": path.name,
        "source": role.source.path.name,
        "package": role.source.package,
        "sha256": hashlib.sha256(data).hexdigest(),
    }


def _built(out: Path, key: str) -> bool:
    """Tell whether ``out`` holds this recipe's files, whole and with nothing standing in.

    Without the sources (an empty key) what was built stays good: a machine may go offline.
    """
    manifest = out / MANIFEST
    if not manifest.is_file():
        return False
    told = json.loads(manifest.read_text("utf-8"))
    if told["recipe"] != RECIPE or told["findings"] or key not in {"", told["key"]}:
        return False
    return all(
        (out / family["file"]).is_file() and _sha256(out / family["file"]) == family["sha256"]
        for family in told["families"].values()
    )


def _key() -> str:
    """Give the hash of the installed sources; empty when they are not installed."""
    try:
        sources = noto("Bold"), noto("Regular")
    except SetUpError:
        return ""
    return "-".join(_sha256(source.path)[:16] for source in sources)


def _keep_licences(roles: tuple[Role, ...], out: Path) -> None:
    """Copy each source package's licence beside the fonts (GPL with font exception; OFL 1.1)."""
    for licence, package in {(role.source.licence, role.source.package) for role in roles}:
        if licence is None:
            continue
        text = (
            gzip.decompress(licence.read_bytes())
            if licence.suffix == ".gz"
            else licence.read_bytes()
        )
        _replace(out / f"COPYING.{package}", text)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _replace(path: Path, data: bytes) -> None:
    """Publish a file whole: a reader never sees half a font."""
    part = path.with_suffix(path.suffix + ".part")
    part.write_bytes(data)
    shutil.move(part, path)


def _write_manifest(out: Path, told: dict[str, Any]) -> None:
    _replace(
        out / MANIFEST, json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True).encode()
    )
