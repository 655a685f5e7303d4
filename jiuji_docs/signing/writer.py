"""Append to a PDF without touching anything already in it."""

from __future__ import annotations

import io

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter


class QuietWriter(IncrementalPdfFileWriter):
    """Write only what was added (追加写).

    The base class stamps the wall clock and its own name into the metadata at every save. That
    would make the verifier tolerate changed metadata, break the agreement of XMP and document
    information that PDF/A asks for, and show another time than the step's.
    """

    def _update_meta(self) -> None:
        return

    def finished(self) -> bytes:
        """Return the whole file."""
        output = io.BytesIO()
        self.write(output)  # type: ignore[no-untyped-call]
        return output.getvalue()
