"""Measure official documents: a second's worth on one core, beside other programs, and the memory of many."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from jiuji_docs.definitions.documents import document_template, shipped_layout
from jiuji_docs.rendering.fonts import installed_fonts
from jiuji_docs.rendering.official_pdf import OfficialPress
from jiuji_docs.services.bench import peers
from jiuji_docs.services.bench.circular import PAGES, circular
from jiuji_docs.services.bench.measure import Measure, at_least, at_most, exactly

#: Documents made before, and while, the clock runs; and how many the memory is read after.
WARM, TIMED = 4, 24
EARLY, LATE = 100, 400
#: Documents a second, times faster than an office suite, and MiB.
RATE, FASTER, MEMORY, GROWTH = 8.0, 1.5, 200.0, 10.0


def measure_documents(_database: str = "") -> tuple[Measure, ...]:
    """Return documents a second of one core, ratios to LibreOffice, Chromium and Typst, and memory.

    Peers that are not installed are left out. Everything runs on the first core of this process.
    """
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(cores)})
    try:
        return _measure()
    finally:
        os.sched_setaffinity(0, cores)


def _measure() -> tuple[Measure, ...]:
    fonts, layout = installed_fonts(), shipped_layout()
    press = OfficialPress(
        document_template("official.pt"), document_template("official.css"), fonts
    )
    pages = {press.pdf(circular(number), layout=layout).pages for number in range(1, WARM + 1)}
    rounds = [_timed(press) for _ in range(2)]
    others = {
        "libreoffice": ("LibreOffice（PDF/A-2b、带标签）", peers.libreoffice(circular, fonts)),
        "libreoffice_plain": (
            "LibreOffice（普通 PDF）",
            peers.libreoffice(circular, fonts, archival=False),
        ),
        "chromium": ("Chromium", peers.chromium(circular, fonts)),
        "typst": ("Typst（保留前次结果）", peers.typst(circular, fonts)),
    }
    rounds += [_timed(press) for _ in range(2)]
    ours = sorted(rounds)[1]
    early, late = _memory()
    told = [
        exactly("pages", "所测公文的页数", float(max(pages)), "页", PAGES),
        at_least("documents", "每秒排出的四页公文（一个核）", 1 / ours, "件/秒", RATE),
    ]
    for name, (title, spent) in others.items():
        if spent is not None:
            wanted = FASTER if name in {"libreoffice", "chromium"} else 0.0
            told.append(
                at_least(f"than_{name}", f"相当于 {title} 的倍数", spent / ours, "倍", wanted)
            )
    told += [
        at_most("memory", f"{LATE} 件之后的内存", late, "MiB", MEMORY),
        at_most("growth", f"第 {EARLY} 件到第 {LATE} 件增加的内存", late - early, "MiB", GROWTH),
    ]
    return tuple(told)


def _timed(press: OfficialPress) -> float:
    """Return seconds a document."""
    layout = shipped_layout()
    began = time.perf_counter()
    for number in range(100, 100 + TIMED):
        press.pdf(circular(number), layout=layout)
    return (time.perf_counter() - began) / TIMED


def _memory() -> tuple[float, float]:
    """Return the resident MiB of a process of its own after the hundredth and the last document.

    This process has the other programs' drivers in it.
    """
    told = subprocess.run(  # noqa: S603 - our own interpreter, fixed arguments
        [sys.executable, "-m", __name__], capture_output=True, check=True, text=True
    )
    early, late = (float(part) for part in told.stdout.split())
    return early, late


def many() -> tuple[float, float]:
    """Make the documents here and return the resident MiB after the hundredth and the last."""
    fonts, layout, early = installed_fonts(), shipped_layout(), 0.0
    press = OfficialPress(
        document_template("official.pt"), document_template("official.css"), fonts
    )
    for number in range(1, LATE + 1):
        press.pdf(circular(1000 + number), layout=layout)
        if number == EARLY:
            early = _resident()
    return early, _resident()


def _resident() -> float:
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


if __name__ == "__main__":
    print(*many())  # noqa: T201 - read by _memory
