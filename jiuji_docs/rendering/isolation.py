"""Make papers in a child process of limited memory and time, so that no paper can hurt the server.

The child is this interpreter run with ``-m jiuji_docs.rendering.paper_worker``: unlike a
``multiprocessing`` child it never imports the caller's main module and leaves no tracker process.
"""

from __future__ import annotations

import contextlib
import io
import os
import pickle
import subprocess
import sys
import tempfile
import threading
import time
import weakref
from types import TracebackType
from typing import Any, Self

from jiuji_docs.domain.errors import DoesNotFit, GlyphMissing, PaperError
from jiuji_docs.domain.forms.sheet import RenderedPaper
from jiuji_docs.rendering.paper_frames import Late, read_frame, write_frame
from jiuji_docs.rendering.paper_order import Limits, PaperOrder

WORKER = "jiuji_docs.rendering.paper_worker"
#: Seconds a child gets to leave by itself when it is not needed any more.
_GRACE = 2.0


class PaperProcess:
    """A recycled child process that makes papers (印制进程).

    One paper at a time; callers of several threads wait in line. A child that dies, or takes longer
    than the limit, is a PaperError for that paper and the next paper gets a new child. Close it, or
    use it as a context manager.
    """

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self._lock = threading.Lock()
        self._child: _Child | None = None
        self._finalizer: weakref.finalize[..., Any] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def pid(self) -> int | None:
        """Process id of the present child, None when there is none."""
        child = self._child
        return child.process.pid if child is not None else None

    def print(self, order: PaperOrder) -> RenderedPaper:
        """Return the finished paper.

        Raises what the press raises (PaperError, DoesNotFit, GlyphMissing), and PaperError when the
        child died, ran out of memory or time, or the paper has more pages than allowed.
        """
        return _paper(self._answer(order))

    def show(self, order: PaperOrder) -> tuple[RenderedPaper, list[tuple[bytes, str]]]:
        """Return the finished paper, and of each page a PNG and its text without blanks.

        ``order.picture_width`` says how wide; raises what :meth:`print` raises.
        """
        answer = self._answer(order)
        return _paper(answer), answer.get("pictures", [])

    def close(self) -> None:
        """End the child; a later paper starts a new one."""
        with self._lock:
            self._stop()

    def _answer(self, order: PaperOrder) -> dict[str, Any]:
        request = pickle.dumps((order, self._limits))
        with self._lock:
            answer: dict[str, Any] = self._ask(request)
        return answer

    def _ask(self, request: bytes) -> Any:
        """Send one request and return the answer; whatever breaks ends this child."""
        child = self._ready()
        whole = False
        try:
            answer = child.ask(request, time.monotonic() + self._limits.seconds)
            whole = True
        except Late:
            raise PaperError(f"印制超过 {self._limits.seconds:g} 秒，已停止") from None
        except (OSError, EOFError, pickle.UnpicklingError):
            raise PaperError("印制进程意外结束（内存或时间超限），本件未制作") from None
        finally:
            if not whole:
                self._stop(grace=0)
        return answer

    def _ready(self) -> _Child:
        """Return the child, a new one when there is none or it has made its share."""
        if self._child is None or self._child.made >= self._limits.papers:
            self._stop()
            self._child = _Child()
            self._finalizer = weakref.finalize(self, self._child.end, 0.0)
        return self._child

    def _stop(self, grace: float = _GRACE) -> None:
        if self._finalizer is not None and self._child is not None:
            self._finalizer.detach()
            self._child.end(grace)
        self._child = self._finalizer = None


class _Child:
    """One child process with its own temporary directory, removed with it."""

    def __init__(self) -> None:
        self.made = 0
        self._folder = tempfile.TemporaryDirectory(prefix="jiuji-press-")
        self.process = subprocess.Popen(  # noqa: S603 - our own interpreter, fixed arguments
            [sys.executable, "-P", "-m", WORKER],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "TMPDIR": self._folder.name},
        )

    def ask(self, request: bytes, deadline: float) -> Any:
        """Send one request and return what comes back before *deadline*."""
        if self.process.stdin is None or self.process.stdout is None:
            raise EOFError
        write_frame(self.process.stdin, request)
        answer = _Answers(io.BytesIO(read_frame(self.process.stdout, deadline))).load()
        self.made += 1
        return answer

    def end(self, grace: float) -> None:
        """Close the pipes, wait a little, kill if need be, collect the child and its files."""
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        try:
            self.process.wait(timeout=grace)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self._folder.cleanup()


class _Answers(pickle.Unpickler):
    """Read answers that hold finished papers and plain values only, whatever the child sent."""

    def find_class(self, module: str, name: str) -> Any:
        if module == RenderedPaper.__module__ and name in {"RenderedPaper", "Place"}:
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name}")


def _paper(answer: dict[str, Any]) -> RenderedPaper:
    """Return the paper of an answer, or raise the error it tells of."""
    if "paper" in answer:
        paper: RenderedPaper = answer["paper"]
        return paper
    kind, words = answer["error"]
    if kind == "DoesNotFit":
        form, box, length = words
        raise DoesNotFit(form, box, "\u3000" * length)
    if kind == "GlyphMissing":
        raise GlyphMissing(*words)
    raise PaperError(*words)
