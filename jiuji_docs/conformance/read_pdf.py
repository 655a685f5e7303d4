"""Read a PDF's pages as marks, rules and seals, with limits on pages and characters."""

from __future__ import annotations

import ctypes
import io
from collections.abc import Iterator
from typing import Any

import pikepdf
import pypdfium2 as pdfium
from pypdfium2 import raw

from jiuji_docs.conformance.page_model import Bar, Mark, Page, PrintedFile, Stamp, gathered
from jiuji_docs.conformance.red_ink import red_ink_top
from jiuji_docs.conformance.standard import POINT, SEALS
from jiuji_docs.domain.errors import PaperError

MOST_PAGES = 400
MOST_MARKS = 20_000
_THIN = 2.0
_SEAL_LEAST, _SEAL_MOST = 28.0, 50.0
_TILTED = 0.1
#: What strokes may add to a drawn seal's bounds, in mm.
_STROKES = 1.6


def read_pdf(data: bytes) -> PrintedFile:
    """Return what stands in a PDF; PaperError when it cannot be opened or is too large."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise PaperError("不是能打开的 PDF：已损坏、已加密或不是 PDF 文件") from error
    if len(document) > MOST_PAGES:
        raise PaperError(f"共 {len(document)} 页，超过 {MOST_PAGES} 页，不予检查")
    try:
        pages = tuple(_page(document, number) for number in range(len(document)))
    except pdfium.PdfiumError as error:
        raise PaperError("PDF 的页面已损坏，读不出来") from error
    if not pages:
        raise PaperError("PDF 中没有页面")
    embedded, archival, tagged = _structure(data)
    fonts = sorted({mark.font for page in pages for line in page.lines for mark in line.marks})
    return PrintedFile(pages, embedded, archival, tagged, tuple(fonts))


def _page(document: pdfium.PdfDocument, number: int) -> Page:
    sheet = document[number]
    width, height = sheet.get_size()
    text = sheet.get_textpage()
    if text.count_chars() > MOST_MARKS:
        raise PaperError(f"第 {number + 1} 页有 {text.count_chars()} 个字符，不像公文")
    marks: list[Mark] = []
    turned: list[Mark] = []
    for index in range(text.count_chars()):
        mark, tilted = _mark(text, index, height)
        if mark is not None:
            (turned if tilted else marks).append(mark)
    # Where ink begins is measured only on the first page: elsewhere the glyphs' boxes will do.
    red_top = red_ink_top(sheet) if number == 0 else None
    return Page(
        width * POINT,
        height * POINT,
        gathered(marks),
        tuple(sorted(_bars(sheet, height), key=lambda bar: bar.top)),
        (*_widgets(sheet, height), *_pictures(sheet, height)),
        "".join(mark.character for mark in turned),
        red_top,
    )


def _mark(text: Any, index: int, height: float) -> tuple[Mark | None, bool]:
    code = raw.FPDFText_GetUnicode(text.raw, index)
    character = chr(code) if 0 < code < 0x110000 else ""  # noqa: PLR2004 - the last code point
    if not character.strip():
        return None, False
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text.raw, index, ctypes.byref(matrix))
    left, bottom, right, top = text.get_charbox(index)
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(text.raw, index, ctypes.byref(x), ctypes.byref(y))
    size = raw.FPDFText_GetFontSize(text.raw, index) * (abs(matrix.a) + abs(matrix.b))
    red, black = _colour(text, index)
    mark = Mark(
        character,
        left * POINT,
        (height - top) * POINT,
        right * POINT,
        (height - bottom) * POINT,
        x.value * POINT,
        (height - y.value) * POINT,
        size,
        _font(text, index),
        red,
        black,
    )
    return mark, abs(matrix.b) > _TILTED * abs(matrix.a)


def _font(text: Any, index: int) -> str:
    name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    raw.FPDFText_GetFontInfo(text.raw, index, name, 128, ctypes.byref(flags))
    return name.value.decode("utf-8", "replace")


def _colour(text: Any, index: int) -> tuple[bool, bool]:
    parts = [ctypes.c_uint() for _ in range(4)]
    if not raw.FPDFText_GetFillColor(text.raw, index, *map(ctypes.byref, parts)):
        return False, True
    return _is_red(*(part.value for part in parts[:3])), max(part.value for part in parts[:3]) < 64  # noqa: PLR2004


def _is_red(red: int, green: int, blue: int) -> bool:
    return red > 140 and green < 100 and blue < 100  # noqa: PLR2004 - any ink people call red


def _bars(sheet: Any, height: float) -> Iterator[Bar]:
    for item in sheet.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=2):
        left, bottom, right, top = (value * POINT for value in item.get_bounds())
        if min(top - bottom, right - left) > _THIN:
            continue
        parts = [ctypes.c_uint() for _ in range(4)]
        filled = raw.FPDFPageObj_GetFillColor(item.raw, *map(ctypes.byref, parts))
        red = bool(filled) and _is_red(*(part.value for part in parts[:3]))
        whole = height * POINT
        yield Bar(left, whole - top, right, whole - bottom, red)


def _widgets(sheet: Any, height: float) -> Iterator[Stamp]:
    for index in range(raw.FPDFPage_GetAnnotCount(sheet.raw)):
        note = raw.FPDFPage_GetAnnot(sheet.raw, index)
        box = raw.FS_RECTF()
        widget = raw.FPDFAnnot_GetSubtype(note) == raw.FPDF_ANNOT_WIDGET
        if widget and raw.FPDFAnnot_GetRect(note, ctypes.byref(box)):
            yield from _stamp((box.left, box.bottom, box.right, box.top), height)
        raw.FPDFPage_CloseAnnot(note)


def _pictures(sheet: Any, height: float) -> Iterator[Stamp]:
    kinds = [raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM]
    edge = sheet.get_size()[0] - 1
    for item in sheet.get_objects(filter=kinds, max_depth=1):
        bounds = item.get_bounds()
        if bounds[2] > edge:
            continue  # a paging seal (骑缝章) is cut by the page's edge on purpose
        yield from _stamp(_without_strokes(bounds, item.type), height)


def _without_strokes(
    bounds: tuple[float, float, float, float], kind: int
) -> tuple[float, float, float, float]:
    """Return a drawing's bounds as its ring's outer edge: pdfium counts the strokes' width twice."""
    left, bottom, right, top = bounds
    side = (right - left) * POINT
    nearest = min(SEALS, key=lambda size: abs(size - side))
    if kind != raw.FPDF_PAGEOBJ_FORM or not 0 < side - nearest < _STROKES:
        return bounds
    extra = (side - nearest) / POINT / 2
    return left + extra, bottom + extra, right - extra, top - extra


def _stamp(bounds: tuple[float, float, float, float], height: float) -> Iterator[Stamp]:
    left, bottom, right, top = (value * POINT for value in bounds)
    side = right - left
    if _SEAL_LEAST < side < _SEAL_MOST and abs(side - (top - bottom)) < 1:
        yield Stamp(left, height * POINT - top, side)


def _structure(data: bytes) -> tuple[bool, bool, bool]:
    """Return whether fonts are embedded, the file calls itself PDF/A, and is tagged."""
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            root = pdf.Root
            metadata = root.get("/Metadata")
            archival = metadata is not None and b"pdfaid" in metadata.read_bytes()[:200_000]
            tagged = "/StructTreeRoot" in root
            return _all_embedded(pdf), archival, tagged
    except (pikepdf.PdfError, ValueError, TypeError, AttributeError, RecursionError):
        return False, False, False


def _all_embedded(pdf: pikepdf.Pdf) -> bool:
    for item in pdf.objects:
        if not isinstance(item, pikepdf.Dictionary) or item.get("/Type") != "/FontDescriptor":
            continue
        if not any(key in item for key in ("/FontFile", "/FontFile2", "/FontFile3")):
            return False
    return True
