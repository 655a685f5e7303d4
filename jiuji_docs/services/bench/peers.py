"""Time other programs on the same circulars: LibreOffice, Chromium and Typst, each warm."""

from __future__ import annotations

import html
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from jiuji_docs.definitions.documents import shipped_layout
from jiuji_docs.domain.documents.official import OfficialDocument
from jiuji_docs.rendering.fonts import FontSet
from jiuji_docs.rendering.official_docx import official_docx
from jiuji_docs.services.bench.circular import words

#: Two runs of different length, so that a program's start does not count.
FEW, MANY = 4, 24
PATIENCE = 300
_OFFICE_PDF = (
    'pdf:writer_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"2"},'
    '"UseTaggedPDF":{"type":"boolean","value":"true"}}'
)
_PLAIN_PDF = "pdf"


def libreoffice(
    make: Callable[[int], OfficialDocument], fonts: FontSet, *, archival: bool = True
) -> float | None:
    """Return seconds a document from DOCX to PDF (PDF/A-2b and tagged, as ours), start left out."""
    program = shutil.which("soffice")
    if program is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        layout = shipped_layout()
        files = []
        for number in range(1, MANY + 1):
            path = root / f"{number}.docx"
            path.write_bytes(official_docx(make(number), layout))
            files.append(path)
        kind = _OFFICE_PDF if archival else _PLAIN_PDF
        environment = _office_fonts(fonts, root)
        spent = [
            _office(program, kind, files[:count], root, environment) for count in (1, FEW, MANY)
        ]
    return (spent[2] - spent[1]) / (MANY - FEW)


def _office(
    program: str, kind: str, files: Sequence[Path], root: Path, environment: dict[str, str]
) -> float:
    began = time.perf_counter()
    subprocess.run(  # noqa: S603 - LibreOffice on our own files
        [
            program,
            f"-env:UserInstallation=file://{root}/profile",
            "--headless",
            "--convert-to",
            kind,
            "--outdir",
            str(root / "out"),
            *map(str, files),
        ],
        check=True,
        capture_output=True,
        timeout=PATIENCE,
        env=environment,
    )
    return time.perf_counter() - began


def _office_fonts(fonts: FontSet, root: Path) -> dict[str, str]:
    configuration = root / "fonts.conf"
    configuration.write_text(
        f"<fontconfig><dir>{fonts.directory}</dir><cachedir>{root}/cache</cachedir></fontconfig>",
        "utf-8",
    )
    return {**os.environ, "FONTCONFIG_FILE": str(configuration), "HOME": str(root)}


def chromium(make: Callable[[int], OfficialDocument], fonts: FontSet) -> float | None:
    """Return seconds a document printed by a running Chromium from a page of the same words."""
    try:
        from playwright.sync_api import Error, sync_playwright  # noqa: PLC0415
    except ImportError:
        return None
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
    try:
        with sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path=program, args=["--no-sandbox"])
            page = browser.new_page()
            spent = 0.0
            for number in range(1, MANY + 1):
                began = time.perf_counter()
                page.set_content(_html(make(number), fonts))
                page.pdf(format="A4", tagged=True)
                spent += (time.perf_counter() - began) if number > FEW else 0.0
            browser.close()
    except Error:
        return None
    return spent / (MANY - FEW)


def _html(document: OfficialDocument, fonts: FontSet) -> str:
    face = (fonts.directory / "JiujiFang.otf").as_uri()
    style = (
        f"@font-face{{font-family:F;src:url({face})}}"
        "@page{size:A4;margin:37mm 26mm 35mm 28mm}body{margin:0;font:16pt/28.95pt F;"
        "text-align:justify}p{margin:0;text-indent:2em}"
    )
    texts = "".join(f"<p>{html.escape(text)}</p>" for text in words(document))
    return f"<!doctype html><meta charset=utf-8><style>{style}</style>{texts}"


def typst(make: Callable[[int], OfficialDocument], fonts: FontSet) -> float | None:
    """Return seconds a document compiled by a running Typst; it keeps its work between runs."""
    try:
        import typst as program  # noqa: PLC0415
    except ImportError:
        return None
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "main.typ"
        source.write_text("", "utf-8")
        compiler = program.Compiler(str(source), font_paths=[str(fonts.directory)])
        spent = 0.0
        for number in range(1, MANY + 1):
            source.write_text(_typst(make(number)), "utf-8")
            began = time.perf_counter()
            compiler.compile(input=str(source), format="pdf", pdf_standards="a-2b")
            spent += (time.perf_counter() - began) if number > FEW else 0.0
    return spent / (MANY - FEW)


def _typst(document: OfficialDocument) -> str:
    head = (
        '#set page(paper: "a4", margin: (top: 37mm, right: 26mm, bottom: 35mm, left: 28mm))\n'
        '#set text(font: "JiujiFang", size: 16pt, lang: "zh")\n'
        "#set par(justify: true, first-line-indent: 2em, leading: 12.95pt)\n"
    )
    escaped = [text.replace("\\", "\\\\").replace("#", "\\#") for text in words(document)]
    return head + "\n\n".join(escaped)
