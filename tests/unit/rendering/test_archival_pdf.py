"""Check what strict PDF/A readers ask of a file's streams."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from typing import Any

import pytest
from pydyf import PDF, Stream

from jiuji_docs.domain.errors import PaperError
from jiuji_docs.rendering.archival_pdf import write_archival


class Laid:
    """A document as the writer sees it: streams, and what the writer adds at the end."""

    def __init__(self, streams: list[Stream], ends: list[bytes]) -> None:
        self.streams, self.ends = streams, ends
        self.spare: list[int] = []

    def write_pdf(self, *, finisher: Callable[[Any, Any], None], **_: Any) -> bytes:
        pdf = PDF()
        for stream in self.streams:
            pdf.add_object(stream)
        before = len(pdf.objects)
        finisher(self, pdf)
        self.spare.append(len(pdf.objects) - before)
        target = io.BytesIO()
        pdf.write(target)
        return target.getvalue() + self.ends[len(self.spare) - 1]


def stream(last: int) -> Stream:
    """Return a compressed stream whose last byte is *last*."""
    texts = (b"q" + bytes([number]) for number in range(256))
    text = next(text for text in texts if zlib.adler32(text) & 0xFF == last)
    return Stream([text], compress=True)


def test_a_stream_that_would_end_with_a_carriage_return_stays_uncompressed() -> None:
    bad, good = stream(0x0D), stream(0x41)
    assert bad.data.endswith(b"\r\nendstream")

    pdf = write_archival(Laid([bad, good], [b""]), "id")  # type: ignore[arg-type]
    assert b"\r\nendstream" not in pdf
    assert ("Filter" in bad.extra, "Filter" in good.extra) == (False, True)


def test_a_stream_that_the_writer_adds_is_shifted_by_spare_objects() -> None:
    document = Laid([stream(0x41)], [b"x\r\nendstream", b"x\r\nendstream", b"x\nendstream"])
    assert write_archival(document, "id").endswith(b"x\nendstream")  # type: ignore[arg-type]
    assert document.spare == [0, 1, 2]


def test_it_gives_up_in_words() -> None:
    document = Laid([stream(0x41)], [b"\r\nendstream"] * 8)
    with pytest.raises(PaperError, match="PDF/A"):
        write_archival(document, "id")  # type: ignore[arg-type]


def test_metadata_stays_readable() -> None:
    metadata = Stream([b"<x:xmpmeta/>"], {"Type": "/Metadata"}, compress=True)
    pdf = write_archival(Laid([metadata], [b""]), "id")  # type: ignore[arg-type]
    assert b"<x:xmpmeta/>" in pdf
