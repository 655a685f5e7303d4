"""Turn Word files into PDF with LibreOffice, as an office would see them, many in one run.

LibreOffice 7.4 does not read two settings of a Word file: no space between Chinese and digits
(``autoSpaceDE``) and no mark hanging over the margin (``overflowPunct``). They are set as the file
says on the way (ADR 9); nothing else is touched.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from jiuji_docs.rendering.fonts import FontSet
from jiuji_docs.rendering.sheet_docx_parts import OFFICIAL_FACES

#: Seconds for a whole run.
PATIENCE = 600
_PDF = 'pdf:writer_pdf_Export:{"IsSkipEmptyPages":{"type":"boolean","value":"false"}}'
_SETTINGS = (
    ('style:text-autospace="ideograph-alpha"', 'style:text-autospace="none"'),
    ('style:punctuation-wrap="hanging"', 'style:punctuation-wrap="simple"'),
)
_RULE = """<match target="pattern"><test name="family"><string>{official}</string></test>
<edit name="family" mode="assign" binding="same"><string>{ours}</string></edit></match>"""


def program() -> str | None:
    """Return LibreOffice's program, None where there is none."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def as_pdf(files: Mapping[str, bytes], fonts: FontSet, folder: Path) -> dict[str, bytes]:
    """Return each Word file's pages as LibreOffice lays them out in the built faces."""
    for name, data in files.items():
        (folder / f"{name}.docx").write_bytes(data)
    environment = _environment(fonts, folder)
    _convert("fodt", [folder / f"{name}.docx" for name in files], folder, environment)
    for name in files:
        flat = folder / f"{name}.fodt"
        text = flat.read_text("utf-8")
        for found, instead in _SETTINGS:
            # Were LibreOffice to write it otherwise, nothing would be set and nobody told.
            assert found in text, f"{name}: {found}"
            text = text.replace(found, instead)
        flat.write_text(text, "utf-8")
    _convert(_PDF, [folder / f"{name}.fodt" for name in files], folder, environment)
    return {name: (folder / f"{name}.pdf").read_bytes() for name in files}


def _convert(kind: str, sources: list[Path], folder: Path, environment: dict[str, str]) -> None:
    command = [
        str(program()),
        f"-env:UserInstallation=file://{folder}/profile",
        "--headless",
        "--convert-to",
        kind,
        "--outdir",
        str(folder),
        *map(str, sources),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE, env=environment)


def _environment(fonts: FontSet, folder: Path) -> dict[str, str]:
    """Give the official names our faces, as a machine without the office's own would."""
    rules = "".join(
        _RULE.format(official=official, ours=ours) for ours, official in OFFICIAL_FACES.items()
    )
    configuration = folder / "fonts.conf"
    configuration.write_text(
        f"<fontconfig><dir>{fonts.directory}</dir><cachedir>{folder}/cache</cachedir>{rules}</fontconfig>",
        "utf-8",
    )
    return {**os.environ, "FONTCONFIG_FILE": str(configuration), "HOME": str(folder)}
