"""Damaged files never crash a reader, never hang it, and never make it touch anything else.

JIUJI_FUZZ says how many files (``make fuzz``: 4200); a short run belongs to every test run.
"""

from __future__ import annotations

import gc
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from jiuji_docs.conformance.judge import check_pdf
from jiuji_docs.conformance.judge_word import check_docx
from jiuji_docs.definitions.documents import (
    document_template,
    read_document,
    shipped_layout,
)
from jiuji_docs.domain.conformance.checks import check
from jiuji_docs.domain.documents.written import write
from jiuji_docs.domain.errors import JiujiError
from jiuji_docs.rendering.fonts import FontSet
from jiuji_docs.rendering.official_docx import official_docx
from jiuji_docs.rendering.official_pdf import OfficialPress
from jiuji_docs.services.official_documents import import_bytes
from tests.reliability.damage import damaged

FILES = int(os.environ.get("JIUJI_FUZZ", "160"))
#: Seconds after which a file counts as hanging its reader.
HANGS = 5.0
GOLDEN = Path(__file__).parents[1] / "documents" / "golden"
WEB = (
    b'<table><tr><td colspan="2">1</td></tr></table><script>x()</script>'
    b'<img src="http://127.0.0.1/a.png"><a href="file:///etc/passwd">b</a></body></html>'
)
_watched: list[list[str]] = []


def _audit(event: str, arguments: tuple[Any, ...]) -> None:
    if _watched and event.startswith(("open", "socket.connect", "subprocess.Popen", "os.system")):
        name = str(arguments[0]) if arguments else ""
        if not name.endswith((".py", ".pyc", ".so")):
            _watched[-1].append(f"{event} {name}")


sys.addaudithook(_audit)


@contextmanager
def watched() -> Iterator[list[str]]:
    """Collect what is opened or reached meanwhile."""
    _watched.append([])
    try:
        yield _watched[-1]
    finally:
        _watched.pop()


def _toml(data: bytes) -> object:
    try:
        return check(read_document(data.decode("utf-8-sig"), "x.toml"))
    except UnicodeDecodeError:
        return ()


def _imported(data: bytes) -> object:
    return write(import_bytes(data, "x").document)


#: What reads which kind of file: three are checked, four are imported.
READERS: dict[str, tuple[str, Callable[[bytes], object]]] = {
    "docx": ("docx", check_docx),
    "pdf": ("pdf", check_pdf),
    "toml": ("toml", _toml),
    "import docx": ("docx", _imported),
    "import web": ("web", _imported),
    "import text": ("txt", _imported),
    "import toml": ("toml", _imported),
}


@pytest.fixture(scope="module")
def sound(fonts: FontSet) -> dict[str, list[bytes]]:
    """Make sound files of each kind to damage."""
    press = OfficialPress(
        document_template("official.pt"), document_template("official.css"), fonts
    )
    sources = {path.stem: path.read_bytes() for path in sorted(GOLDEN.glob("*.toml"))}
    documents = {name: read_document(data.decode(), name) for name, data in sources.items()}
    layout = shipped_layout()
    texts = [
        "\n".join((one.full_title, one.addressees, *(str(block) for block in one.body))).encode()
        for one in documents.values()
    ]
    webs = [text.replace(b"\n", b"</p><p>").join((b"<html><body><p>", WEB)) for text in texts]
    return {
        "docx": [official_docx(documents[name], layout) for name in ("circular", "upward")],
        "pdf": [press.pdf(documents[name], layout=layout).pdf for name in ("circular", "letter")],
        "toml": list(sources.values()),
        "txt": texts,
        "web": webs,
    }


@pytest.mark.parametrize("reader", READERS)
def test_a_damaged_file_is_read_or_refused_and_nothing_else(
    reader: str, sound: dict[str, list[bytes]]
) -> None:
    slowest, outside, read, silent = 0.0, [], 0, 0
    kind, read_file = READERS[reader]
    read_file(sound[kind][0])  # what is imported late is imported now
    gc.collect()  # the press that made the sound files tidies its folder up now, not meanwhile
    for seed in range(FILES // len(READERS)):
        data = damaged(sound[kind][seed % len(sound[kind])], kind, seed)
        began = time.perf_counter()
        with watched() as opened:
            try:
                read_file(data)
                read += 1
            except JiujiError as refusal:
                silent += not str(refusal).strip()
        slowest = max(slowest, time.perf_counter() - began)
        outside += opened
    print(f"{reader}: {FILES // len(READERS)} files, {read} still read, slowest {slowest:.2f} s")
    assert outside == []
    assert silent == 0
    assert slowest < HANGS
