"""Be the child process that makes papers: read an order, make it, answer, until the pipe closes."""

from __future__ import annotations

import importlib
import os
import pickle
import resource
import signal
import sys
from typing import Any

from jiuji_docs.domain.errors import DoesNotFit, GlyphMissing, PaperError, SetUpError
from jiuji_docs.rendering.paper_frames import read_frame, write_frame
from jiuji_docs.rendering.paper_order import PRESSES, Limits, PaperOrder
from jiuji_docs.rendering.press_memory import settle

#: Presses by kind, template, style and font directory.
Presses = dict[tuple[str, str, str, str], Any]


def main() -> None:
    """Answer orders from standard input; standard output carries answers and nothing else."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # The parent ends its child itself; a Ctrl-C at the terminal is not for us.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    presses: Presses = {}
    while True:
        try:
            order, limits = pickle.loads(read_frame(sys.stdin))  # noqa: S301 - from our own parent
        except EOFError:
            return
        restrain(limits)
        made = pickle.dumps(answer(order, limits, presses))
        try:
            write_frame(answers, made)
        except BrokenPipeError:
            os._exit(
                0
            )  # the server was killed: nobody reads this, and flushing at exit would fail too


def answer(order: PaperOrder, limits: Limits, presses: Presses) -> dict[str, Any]:
    """Return ``{"paper": …}`` or ``{"error": (kind, arguments)}``; presses are kept for reuse.

    Where pictures are wanted, ``"pictures"`` holds (PNG, text) of every page.
    """
    try:
        paper = _press(order, presses).pdf(order.content, **order.options)
    except DoesNotFit as error:
        return {"error": ("DoesNotFit", (error.form, error.box, error.length))}
    except GlyphMissing as error:
        return {"error": ("GlyphMissing", (error.characters,))}
    except (PaperError, SetUpError) as error:
        return {"error": ("PaperError", (str(error),))}
    except (RecursionError, MemoryError):
        return {"error": ("PaperError", ("内容结构过大，无法排版",))}
    if paper.pages > limits.pages:
        message = f"共 {paper.pages} 页，超过 {limits.pages} 页，不予制作"
        return {"error": ("PaperError", (message,))}
    return {"paper": paper, "pictures": _pictures(paper.pdf, order.picture_width)}


def _pictures(pdf: bytes, width: int) -> list[tuple[bytes, str]]:
    if not width:
        return []
    pictures = importlib.import_module("jiuji_docs.rendering.page_pictures")
    drawn: list[tuple[bytes, str]] = pictures.page_pictures(pdf, width)
    return drawn


def restrain(limits: Limits) -> None:
    """Limit this process's memory, and its processor time to what it has used plus one paper's."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = int(used.ru_utime + used.ru_stime) + 1
    _limit(resource.RLIMIT_CPU, spent + limits.cpu_seconds)
    _limit(resource.RLIMIT_AS, limits.memory)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit(kind: int, soft: int) -> None:
    _, hard = resource.getrlimit(kind)
    bound = soft if hard == resource.RLIM_INFINITY else min(soft, hard)
    resource.setrlimit(kind, (bound, hard))


def _press(order: PaperOrder, presses: Presses) -> Any:
    """Return the press of an order, made once for its template, style and fonts."""
    key = (order.kind, order.template, order.css, str(order.fonts.directory))
    if key not in presses:
        module, _, name = PRESSES[order.kind].partition(":")
        press = getattr(importlib.import_module(module), name)
        presses[key] = press(order.template, order.css, order.fonts)
        settle()
    return presses[key]


if __name__ == "__main__":
    main()
