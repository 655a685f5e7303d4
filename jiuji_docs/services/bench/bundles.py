"""Measure a case from its last entry to its printed bundle, and a day of a hundred cases (打印全套)."""

from __future__ import annotations

import json
import resource
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from jiuji_docs.rendering.fonts import installed_fonts
from jiuji_docs.services.bench.bundle_case import bench_case
from jiuji_docs.services.bench.measure import Measure, at_least, at_most
from jiuji_docs.services.bundles.plan import PlannedPaper
from jiuji_docs.services.house import House
from jiuji_docs.services.printing import Printer

#: Seconds from the last entry to the bundle, and to the first sign of progress.
WHOLE, PERCEIVED = 2.0, 0.3
PAPERS, CASES = 12, 100
#: Of a day's cases so many are typeset; the others' files are theirs with another comment at the end.
TYPESET = 10
#: Two cores print.
HANDS = 2
#: Seconds and MB for binding a day; printing its papers happened as they were issued.
DAY, MEMORY = 120.0, 1024.0


def measure_bundle(_database: str = "") -> tuple[Measure, ...]:
    """Return seconds from the last entry to the first progress and to the bundle, and for typesetting anew."""
    with bench_case() as case:
        binder = case.binder()
        began = time.perf_counter()
        case.take_last()
        case.plan()
        perceived = time.perf_counter() - began
        case.press.run_all()
        plan = case.plan()
        binder.make(plan, case.folder / "case.pdf")
        whole = time.perf_counter() - began
        contents = case.contents()
        with _printers(case.house) as printers:
            _print_all(printers, contents[:HANDS])
            began = time.perf_counter()
            made = _print_all(printers, contents)
            papers = tuple(PlannedPaper("", "", digest) for digest in _keep(case.house, made))
            anew = replace(plan, cases=(replace(plan.cases[0], papers=papers),))
            binder.make(anew, case.folder / "anew.pdf")
            typeset = time.perf_counter() - began
    return (
        at_least("papers", "文书", plan.papers, "份", PAPERS),
        at_most("perceived", "最后一次录入到看见进度", perceived, "秒", PERCEIVED),
        at_most("whole", "最后一次录入到全套打印册", whole, "秒", WHOLE),
        at_most("anew", "全部文书重新排版并装订（两个进程）", typeset, "秒", WHOLE),
    )


def measure_day(_database: str = "") -> tuple[Measure, ...]:
    """Return seconds and memory for binding a day's papers, each of them another file."""
    with bench_case() as case:
        case.take_last()
        case.press.run_all()
        plan = case.plan()
        (model,) = plan.cases
        contents = case.contents()
        with _printers(case.house) as printers:
            made = [_others(printers, contents, number, case.number) for number in range(TYPESET)]
        cases = [
            replace(model, number=f"DAY-{number:04d}", papers=papers)
            for number in range(1, CASES + 1)
            for papers in [_varied(case.house, made[number % TYPESET], number)]
        ]
        day = replace(plan, cases=tuple(cases))
        began = time.perf_counter()
        bound = case.binder().make(day, case.folder / "day.pdf")
        spent = time.perf_counter() - began
        size = (case.folder / "day.pdf").stat().st_size / 1e6
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return (
        at_least("day_papers", "一日文书", bound.papers, "份", CASES * PAPERS),
        at_most("day", "装订成一个文件", spent, "秒", DAY),
        at_most("day_memory", "最多占用内存", memory, "MB", MEMORY),
        at_most("day_size", "文件大小", size, "MB", CASES * PAPERS * 0.1),
    )


@contextmanager
def _printers(house: House) -> Iterator[list[Printer]]:
    made = [Printer(house.catalog, installed_fonts()) for _ in range(HANDS)]
    try:
        yield made
    finally:
        for printer in made:
            printer.close()


def _print_all(printers: Sequence[Printer], contents: Sequence[str]) -> list[bytes]:
    """Typeset contents on all printers at once, each a share."""

    def share(hand: int) -> list[bytes]:
        return [_pdf(printers[hand], text) for text in contents[hand::HANDS]]

    with ThreadPoolExecutor(HANDS) as pool:
        return [pdf for made in pool.map(share, range(HANDS)) for pdf in made]


def _pdf(printer: Printer, text: str) -> bytes:
    content: dict[str, Any] = json.loads(text)
    paper, _docx = printer.make(content)
    return paper.pdf


def _others(
    printers: Sequence[Printer], contents: Sequence[str], number: int, told: str
) -> list[bytes]:
    """Typeset another household's papers: the same case under another number and name."""
    name = "".join(chr(0x4E00 + (number * step) % 2000) for step in (7, 13, 29))
    texts = [text.replace(told, f"DAY-{number:04d}").replace("王守田", name) for text in contents]
    return _print_all(printers, texts)


def _varied(house: House, files: Sequence[bytes], number: int) -> tuple[PlannedPaper, ...]:
    """Store files of their own for a case."""
    mark = f"\n%{number}\n".encode()
    digests = _keep(house, [data + mark for data in files])
    return tuple(PlannedPaper("文书", "", digest) for digest in digests)


def _keep(house: House, files: Sequence[bytes]) -> list[str]:
    return house.run(lambda desk: [desk.put(data) for data in files])
