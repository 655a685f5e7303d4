"""Notice a sheet with far too many rows before it is read cell by cell (行数预判)."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import IO

from jiuji_docs.domain.errors import Refused

#: What a cell with something in it holds: a value, or text of its own.
_FILLED = re.compile(rb"<(?:v|t)(?: [^>]*)?>[^<]")
_ROW_ENDS = b"</row>"
_CHUNK = 1 << 18
#: A row of more bytes than this is left to the reader proper, which bounds columns and text.
_LONGEST_ROW = 1 << 20


def refuse_too_many_rows(data: bytes, most: int, told: int) -> None:
    """Refuse a workbook whose only sheet has more than *most* rows with something in them.

    *told* is the bound people are told. Of several sheets the first is not looked for: the reader proper
    counts its rows.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        sheets = [one for one in package.namelist() if one.startswith("xl/worksheets/")]
        sheets = [one for one in sheets if one.endswith(".xml")]
        if len(sheets) != 1:
            return
        with package.open(sheets[0]) as opened:
            for count, _row in enumerate(_filled_rows(opened), start=1):
                if count > most:
                    raise Refused("too_many_rows", f"行数超过 {told}，请分几个文件导入")


def _filled_rows(opened: IO[bytes]) -> Iterator[bytes]:
    left = b""
    while chunk := opened.read(_CHUNK):
        *rows, left = (left + chunk).split(_ROW_ENDS)
        yield from filter(_FILLED.search, rows)
        if len(left) > _LONGEST_ROW:
            return
