"""A bundle that is killed (kill -9) goes on where it stopped and comes out whole."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pikepdf
import transaction

from jiuji_docs.definitions.catalog import Catalog
from jiuji_docs.domain.archives.bundle_list import contents_sheet
from jiuji_docs.rendering.fonts import FontSet
from jiuji_docs.services.form_printing import print_form
from jiuji_docs.services.printing import Printer
from jiuji_docs.storage.blobs import DocumentStore
from tests.reliability.bundling import CASES, bind

#: Parts that must stand before the kill, and seconds to wait for them.
STANDING, PATIENCE = 3, 30.0


def test_a_killed_bundle_goes_on_where_it_stopped(
    tmp_path: Path, fonts: FontSet, root: Path
) -> None:
    _furnish(tmp_path, fonts)
    parts = tmp_path / "bundle.pdf.parts"
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.reliability.bundling", str(tmp_path)], cwd=root
    )
    until = time.monotonic() + PATIENCE
    while len(list(parts.glob("*.pdf"))) < STANDING and time.monotonic() < until:
        time.sleep(0.005)
    child.kill()
    child.wait()
    stood = len(list(parts.glob("*.pdf")))
    assert STANDING <= stood < CASES
    assert not (tmp_path / "bundle.pdf").exists()

    made = bind(tmp_path)

    assert made.kept == stood
    with pikepdf.open(tmp_path / "bundle.pdf") as pdf:
        # The contents sheet and each one-page paper take a sheet of two sides.
        assert len(pdf.pages) == 2 + 2 * CASES * (CASES + 1) // 2 == made.sides
    assert not parts.exists()


def _furnish(folder: Path, fonts: FontSet) -> None:
    paper = print_form("receipt").pdf
    (folder / "paper.pdf").write_bytes(paper)
    printer = Printer(Catalog.shipped(), fonts)
    (folder / "front.pdf").write_bytes(printer.sheet(contents_sheet([], "", "")).pdf)
    printer.close()
    with transaction.manager:
        DocumentStore(folder / "store").put(transaction.manager, paper)
