"""Draw the pages of a finished PDF as pictures for the screen (页面图像)."""

from __future__ import annotations

import io

import pypdfium2

#: Pixels between dark and light that a page of text and red lines needs.
_COLOURS = 64


def page_pictures(pdf: bytes, width: int) -> list[tuple[bytes, str]]:
    """Return (PNG *width* pixels wide, text without blanks) of every page.

    PDFium is not safe in several threads; this is called in the press's child process.
    """
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [_picture(page, width) for page in document]
    finally:
        document.close()


def _picture(page: pypdfium2.PdfPage, width: int) -> tuple[bytes, str]:
    image = page.render(scale=width / page.get_width(), draw_annots=False).to_pil()
    file = io.BytesIO()
    image.convert("RGB").quantize(_COLOURS).save(file, "PNG")
    text = page.get_textpage()
    words = "".join(text.get_text_bounded().split())
    text.close()
    page.close()
    return file.getvalue(), words
