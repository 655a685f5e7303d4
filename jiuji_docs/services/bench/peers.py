"""Time other programs on the same circulars: LibreOffice, Chromium and Typst, each warm, in our faces."""

from __future__ import annotations

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
from jiuji_docs.rendering.sheet_docx_parts import OFFICIAL_FACES
from jiuji_docs.services.bench.circular import PAGES, words
from jiuji_docs.services.bench.peer import ARCHIVAL, TAGGED, Run, absent, judged
from jiuji_docs.services.bench.peer_pages import page, source

#: Two runs of different length, so that a program's start does not count.
FEW, MANY = 4, 24
PATIENCE = 300
_OFFICE_PDF = (
    'pdf:writer_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"2"},'
    '"UseTaggedPDF":{"type":"boolean","value":"true"}}'
)
_PLAIN_PDF = "pdf"
_SAME = (
    '<match target="pattern"><test name="family"><string>{official}</string></test>'
    '<edit name="family" mode="assign" binding="strong"><string>{ours}</string></edit></match>'
)
Make = Callable[[int], OfficialDocument]


def libreoffice(make: Make, fonts: FontSet, *, archival: bool = True) -> Run:
    """Return seconds a document from DOCX to PDF (PDF/A-2b and tagged, as ours), start left out."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        return absent("LibreOffice")
    with tempfile.TemporaryDirectory() as folder:
        root, layout = Path(folder), shipped_layout()
        files = [root / f"{number}.docx" for number in range(1, MANY + 1)]
        for number, path in enumerate(files, start=1):
            path.write_bytes(official_docx(make(number), layout))
        kind = _OFFICE_PDF if archival else _PLAIN_PDF
        environment = _faces(fonts, root)
        spent = [
            _office(program, kind, files[:count], root, environment) for count in (1, FEW, MANY)
        ]
        pdf = (root / "out" / f"{MANY}.pdf").read_bytes()
    also = (TAGGED, ARCHIVAL) if archival else ()
    run = Run((spent[2] - spent[1]) / (MANY - FEW))
    return judged(run, pdf, words(make(MANY)), PAGES, fonts, *also)


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


def _faces(fonts: FontSet, root: Path) -> dict[str, str]:
    """Return an environment that has our faces only, under the official names too."""
    rules = "".join(
        _SAME.format(official=official, ours=ours) for ours, official in OFFICIAL_FACES.items()
    )
    configuration = root / "fonts.conf"
    configuration.write_text(
        f"<fontconfig><dir>{fonts.directory}</dir><cachedir>{root}/cache</cachedir>{rules}</fontconfig>",
        "utf-8",
    )
    return {**os.environ, "FONTCONFIG_FILE": str(configuration), "HOME": str(root)}


def chromium(make: Make, fonts: FontSet) -> Run:
    """Return seconds a document printed, tagged, by a running Chromium that has our faces."""
    try:
        from playwright.sync_api import Error, sync_playwright  # noqa: PLC0415
    except ImportError:
        return absent("playwright")
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
    pdf, spent = b"", 0.0
    try:
        with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
            browser = driver.chromium.launch(
                executable_path=program,
                args=["--no-sandbox"],
                env={**_faces(fonts, Path(folder))},
            )
            tab = browser.new_page()
            for number in range(1, MANY + 1):
                content = page(make(number))
                began = time.perf_counter()
                tab.set_content(content)
                pdf = tab.pdf(prefer_css_page_size=True, tagged=True)
                spent += (time.perf_counter() - began) if number > FEW else 0.0
            browser.close()
    except Error as error:
        return Run(None, f"Chromium 未能运行（{str(error).splitlines()[0][:80]}）")
    run = Run(spent / (MANY - FEW))
    return judged(run, pdf, words(make(MANY)), PAGES, fonts, TAGGED)


def typst(make: Make, fonts: FontSet) -> Run:
    """Return seconds a document compiled by a running Typst; it keeps its work between runs."""
    try:
        import typst as program  # noqa: PLC0415
    except ImportError:
        return absent("typst")
    pdf, spent = b"", 0.0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "main.typ"
        path.write_text("", "utf-8")
        compiler = program.Compiler(str(path), font_paths=[str(fonts.directory)])
        for number in range(1, MANY + 1):
            path.write_text(source(make(number)), "utf-8")
            began = time.perf_counter()
            made = compiler.compile(input=str(path), format="pdf", pdf_standards="a-2b")
            pdf = made if isinstance(made, bytes) else b""
            spent += (time.perf_counter() - began) if number > FEW else 0.0
    run = Run(spent / (MANY - FEW))
    return judged(run, pdf, words(make(MANY)), PAGES, fonts, TAGGED, ARCHIVAL)
