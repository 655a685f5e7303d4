"""Draw a QR code (二维码) as one path for PDF and as a PNG for Word and posters."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from typing import Any

import segno

from jiuji_docs.domain.errors import PaperError

#: Modules of white around the code that scanners need (GB/T 18284 asks four).
QUIET = 4
#: A medium degree of correction: a crease or a stamp may take a seventh of it.
CORRECTION = "m"
#: Codes remembered: the pages of one paper share one.
_KEPT = 64


@lru_cache(_KEPT)
def qr_path(text: str) -> tuple[int, str]:
    """Return (side in modules with the quiet zone, SVG path to stroke one module wide)."""
    rows = _code(text).matrix
    steps = "".join(f"M{x} {y}.5h{width}" for x, y, width in _bars(rows))
    return len(rows) + 2 * QUIET, steps


def qr_png(text: str, scale: int = 8) -> bytes:
    """Return the code as a black and white PNG, *scale* pixels a module."""
    target = io.BytesIO()
    _code(text).save(target, kind="png", scale=scale, border=QUIET)
    return target.getvalue()


@lru_cache(_KEPT)
def _code(text: str) -> Any:
    try:
        return segno.make_qr(text, error=CORRECTION, boost_error=False)
    except segno.DataOverflowError as error:
        raise PaperError(f"二维码放不下 {len(text)} 个字") from error


def _bars(rows: Any) -> Iterator[tuple[int, int, int]]:
    """Yield the dark stretches of each row: left, top, width."""
    for y, row in enumerate(rows):
        x = 0
        for dark, modules in groupby(row):
            width = len(list(modules))
            if dark:
                yield x + QUIET, y + QUIET, width
            x += width
