"""Read QR codes back from finished pages with zxing, which knows nothing of how they were drawn."""

from __future__ import annotations

import io
import zipfile

import pypdfium2 as pdfium
import zxingcpp
from PIL import Image

#: Pixels a point: 144 dpi, coarser than any office scanner.
SCALE = 2.0


def codes_of_pdf(pdf: bytes) -> list[str]:
    """Return what the codes of each page say, page by page."""
    document = pdfium.PdfDocument(pdf)
    try:
        pages = [page.render(scale=SCALE).to_pil() for page in document]
    finally:
        document.close()
    return [found.text for page in pages for found in zxingcpp.read_barcodes(page)]


def codes_of_docx(docx: bytes) -> list[str]:
    """Return what the pictures of a Word file say."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        names = [name for name in package.namelist() if name.startswith("word/media/")]
        pictures = [Image.open(io.BytesIO(package.read(name))).convert("L") for name in names]
    return [found.text for picture in pictures for found in zxingcpp.read_barcodes(picture)]
