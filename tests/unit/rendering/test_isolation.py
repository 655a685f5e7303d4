"""Check that a paper's child process can die, hang or grow without hurting anyone."""

from __future__ import annotations

import datetime as dt
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from jiuji_docs.domain.errors import DoesNotFit, GlyphMissing, PaperError
from jiuji_docs.domain.forms.sheet import Box, FormSheet, SheetBlock
from jiuji_docs.rendering.fonts import FontSet, installed_fonts
from jiuji_docs.rendering.isolation import PaperProcess
from jiuji_docs.rendering.paper_order import Limits, PaperOrder

TEMPLATES = Path(__file__).parents[3] / "templates" / "forms"
FONTS = installed_fonts()


def sheet(text: str = "旻昇玥珺瑄", overflow: str = "shrink") -> FormSheet:
    return FormSheet("f", "领取凭证", (SheetBlock("grid", ((Box(text, 12, overflow=overflow),),)),))


def order(content: FormSheet | None = None, *, template: str = "") -> PaperOrder:
    return PaperOrder(
        "sheet",
        content or sheet(),
        template or (TEMPLATES / "sheet.pt").read_text("utf-8"),
        (TEMPLATES / "sheet.css").read_text("utf-8"),
        FONTS,
        {"created": dt.datetime(2024, 2, 8, tzinfo=dt.UTC)},
    )


def alive(pid: int | None) -> bool:
    return pid is not None and Path(f"/proc/{pid}").exists()


@pytest.fixture(scope="module")
def process() -> Iterator[PaperProcess]:
    with PaperProcess() as made:
        yield made


def test_a_paper_comes_back_whole(process: PaperProcess) -> None:
    paper = process.print(order())
    assert paper.pdf.startswith(b"%PDF-1.7")
    assert ("旻", "JiujiRare") in paper.substitutions


def test_the_same_order_gives_the_same_bytes_in_another_child(process: PaperProcess) -> None:
    first = process.print(order()).pdf
    process.close()
    assert process.print(order()).pdf == first


def test_a_killed_child_costs_one_paper(process: PaperProcess) -> None:
    process.print(order())
    pid = process.pid
    assert pid is not None
    os.kill(pid, 9)

    with pytest.raises(PaperError, match="意外结束"):
        process.print(order())
    assert process.print(order()).pages == 1
    assert not alive(pid)


def test_refusals_come_back_as_themselves(process: PaperProcess) -> None:
    with pytest.raises(DoesNotFit) as refused:
        process.print(order(sheet("很长" * 300, "refuse")))
    assert refused.value.length == 600
    with pytest.raises(GlyphMissing, match=r"U\+E000"):
        process.print(order(sheet("\ue000")))
    with pytest.raises(PaperError, match="版块"):
        process.print(order(FormSheet("f", "t", (SheetBlock("poster"),))))
    assert process.print(order()).pages == 1


def test_a_template_that_asks_for_a_file_makes_no_paper(process: PaperProcess) -> None:
    with pytest.raises(PaperError, match="外部资源"):
        process.print(order(template='<html><body><img src="file:///etc/hostname"/></body></html>'))


def test_a_child_is_replaced_after_its_share() -> None:
    with PaperProcess(Limits(papers=1)) as process:
        process.print(order())
        first = process.pid
        process.print(order())
        assert process.pid != first
        assert not alive(first)


def test_a_child_that_takes_too_long_is_ended() -> None:
    with PaperProcess(Limits(seconds=0.05)) as process:
        with pytest.raises(PaperError, match=r"超过 0\.05 秒"):
            process.print(order())
        assert process.pid is None


def test_a_child_that_wants_too_much_memory_makes_no_paper() -> None:
    with PaperProcess(Limits(memory=64 * 1024 * 1024)) as process, pytest.raises(PaperError):
        process.print(order())


def test_a_paper_of_too_many_pages_is_refused() -> None:
    rows = tuple((Box(str(n), 12),) for n in range(60))
    content = FormSheet("f", "t", (SheetBlock("grid", rows),))
    with PaperProcess(Limits(pages=2)) as process, pytest.raises(PaperError, match="超过 2 页"):
        process.print(order(content))


def test_threads_wait_in_line(process: PaperProcess) -> None:
    made: list[bytes] = []
    threads = [
        threading.Thread(target=lambda: made.append(process.print(order()).pdf)) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 4
    assert len(set(made)) == 1


def test_closing_leaves_no_process_and_no_file() -> None:
    process = PaperProcess()
    process.print(order())
    pid = process.pid
    environment = Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")
    folder = next(item for item in environment if item.startswith(b"TMPDIR="))[7:].decode()
    assert Path(folder).is_dir()

    process.close()
    assert not alive(pid)
    assert not Path(folder).exists()


def test_a_forgotten_process_is_ended_too() -> None:
    process = PaperProcess()
    process.print(order())
    pid = process.pid
    del process
    assert not alive(pid)


def test_fonts_travel_to_the_child() -> None:
    assert isinstance(FONTS, FontSet)
