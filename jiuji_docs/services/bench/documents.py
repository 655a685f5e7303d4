"""Measure official documents: a second's worth on one core, beside other programs, and the memory of many."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from jiuji_docs.definitions.documents import document_template, shipped_layout
from jiuji_docs.rendering.fonts import FontSet, installed_fonts
from jiuji_docs.rendering.official_pdf import OfficialPress
from jiuji_docs.rendering.press_memory import settle, unsettle
from jiuji_docs.services.bench import peers
from jiuji_docs.services.bench.circular import PAGES, circular, words
from jiuji_docs.services.bench.measure import Measure, at_least, at_most, exactly, unmeasured
from jiuji_docs.services.bench.peer import ARCHIVAL, TAGGED, Run, judged

#: Documents made before, and while, the clock runs; and how many the memory is read after.
WARM, TIMED = 4, 40
EARLY, LATE = 100, 400
#: Documents a second, times faster than an office suite, and MiB.
RATE, FASTER, MEMORY, GROWTH = 8.0, 1.5, 200.0, 10.0


def measure_documents(_database: str = "") -> tuple[Measure, ...]:
    """Return documents a second of one core, ratios to LibreOffice, Chromium and Typst, and memory.

    A peer that is not installed is named as such; one that did other work than ours is not compared.
    Everything runs on the first core of this process.
    """
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(cores)})
    try:
        return _measure()
    finally:
        unsettle()
        os.sched_setaffinity(0, cores)


def _measure() -> tuple[Measure, ...]:
    fonts, layout = installed_fonts(), shipped_layout()
    press = _press(fonts)
    papers = [press.pdf(circular(number), layout=layout) for number in range(1, WARM + 1)]
    settle()
    rounds, others = [_timed(press)], []
    for peer in _PEERS:
        run = peer.run(fonts)
        rounds.append(_timed(press))
        # A busy machine slows the rounds on both sides of a peer as it slows the peer.
        others.append((peer, run, statistics.mean(rounds[-2:])))
    ours = judged(
        Run(statistics.median(rounds)),
        papers[-1].pdf,
        words(circular(WARM)),
        PAGES,
        fonts,
        TAGGED,
        ARCHIVAL,
    )
    early, late = _memory()
    return (
        exactly("pages", "所测公文的页数", float(max(one.pages for one in papers)), "页", PAGES),
        _rate(ours),
        *(_ratio(peer, run, beside) for peer, run, beside in others),
        at_most("memory", f"{LATE} 件之后的内存", late, "MiB", MEMORY),
        at_most("growth", f"第 {EARLY} 件到第 {LATE} 件增加的内存", late - early, "MiB", GROWTH),
    )


@dataclass(frozen=True, slots=True)
class _Peer:
    """A program beside which ours is measured; ``wanted``: how many times faster ours should be."""

    name: str
    title: str
    run: Callable[[FontSet], Run]
    wanted: float = 0.0


#: The runs are looked up when they are made.
_PEERS = (
    _Peer(
        "libreoffice",
        "LibreOffice（DOCX→PDF/A-2b、带标签）",
        lambda fonts: peers.libreoffice(circular, fonts),
        FASTER,
    ),
    _Peer(
        "libreoffice_plain",
        "LibreOffice（DOCX→普通 PDF）",
        lambda fonts: peers.libreoffice(circular, fonts, archival=False),
    ),
    _Peer(
        "chromium",
        "Chromium（HTML→带标签 PDF，无 PDF/A）",
        lambda fonts: peers.chromium(circular, fonts),
        FASTER,
    ),
    _Peer(
        "typst",
        "Typst（PDF/A-2b、带标签，保留前次结果）",
        lambda fonts: peers.typst(circular, fonts),
    ),
)


def _rate(ours: Run) -> Measure:
    """Return documents a second; a paper that is not what the peers must make has no figure."""
    title = "每秒排出的四页公文（一个核）"
    if ours.seconds is None or ours.reason:
        return unmeasured("documents", title, RATE, ours.reason, owed=True)
    return at_least("documents", title, 1 / ours.seconds, "件/秒", RATE)


def _ratio(peer: _Peer, run: Run, beside: float) -> Measure:
    """Return how many times faster ours is (*beside*: its seconds then); an absent peer owes nothing."""
    name, title = f"than_{peer.name}", f"相当于 {peer.title} 的倍数"
    if run.seconds is None or run.reason:
        owed = run.seconds is not None and peer.wanted > 0
        return unmeasured(name, title, peer.wanted, run.reason, owed=owed)
    return at_least(name, title, run.seconds / beside, "倍", peer.wanted)


def _press(fonts: FontSet) -> OfficialPress:
    return OfficialPress(document_template("official.pt"), document_template("official.css"), fonts)


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
    press = _press(fonts)
    settle()
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
