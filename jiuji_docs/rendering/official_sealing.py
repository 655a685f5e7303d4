"""Press seals into a finished document before it is signed: at their places, and over the edges."""

from __future__ import annotations

import io
from typing import Any

import pikepdf

from jiuji_docs.domain.forms.sheet import Place, RenderedPaper
from jiuji_docs.domain.signing.perforation import strips
from jiuji_docs.domain.signing.seal import SealStyle
from jiuji_docs.domain.signing.seal_order import ORGAN, SealOrder, SealPlan
from jiuji_docs.rendering.fonts import FontSet
from jiuji_docs.rendering.paging_seal import POINTS_PER_MM, strip_operators
from jiuji_docs.rendering.seal_image import seal_pdf
from jiuji_docs.rendering.seal_picture import SealPicture, decoded


def sealed(paper: RenderedPaper, plan: SealPlan, fonts: FontSet) -> bytes:
    """Return the paper's PDF with its seals; it stays PDF/A-2b and the same input gives the same bytes.

    A seal stands in the middle of its place at its own diameter; ink is multiplied onto the text.
    PaperError for a picture that cannot be used or an organ whose specimen is not drawn.
    """
    with pikepdf.open(io.BytesIO(paper.pdf)) as pdf:
        painted: dict[int, list[str]] = {}
        for number, (place, order) in enumerate(plan.pressed, start=1):
            if order.kind != ORGAN and not order.picture:
                continue
            form, ratio = _form(pdf, order, fonts)
            name = _use(pdf, paper.places[place].page, f"Seal{number}", form)
            words = _pressed(
                order, paper.places[place], ratio, name, _size(pdf, paper.places[place])
            )
            painted.setdefault(paper.places[place].page, []).append(words)
        if plan.paging:
            _join_pages(pdf, plan.paging, fonts, painted)
        for page, drawn in sorted(painted.items()):
            _append(pdf, page, drawn)
        output = io.BytesIO()
        # Streams already packed stay as they are; new ones end with a letter, never with CR.
        pdf.save(output, deterministic_id=True, compress_streams=False)
    return output.getvalue()


def _join_pages(
    pdf: pikepdf.Pdf, order: SealOrder, fonts: FontSet, painted: dict[int, list[str]]
) -> None:
    form, _ = _form(pdf, order, fonts)
    for strip in strips(len(pdf.pages)):
        name = _use(pdf, strip.page, "PagingSeal", form)
        box = pdf.pages[strip.page - 1].mediabox
        size = float(box[2]), float(box[3])
        words = strip_operators(strip, name, order.diameter, size)
        painted.setdefault(strip.page, []).append(words)


def _form(pdf: pikepdf.Pdf, order: SealOrder, fonts: FontSet) -> tuple[Any, float]:
    """Return the seal as a form one unit wide and high, and its picture's height by width."""
    if order.picture:
        picture = decoded(order.picture, order.owner, round_seal=order.kind == ORGAN)
        return _unit_form(pdf, _image(pdf, picture), 1.0), picture.height / picture.width
    drawn = seal_pdf(SealStyle(order.owner, diameter=order.diameter), fonts)
    with pikepdf.open(io.BytesIO(drawn)) as source:
        inner = pdf.copy_foreign(source.pages[0].as_form_xobject())
    return _unit_form(pdf, inner, 1 / (order.diameter * POINTS_PER_MM)), 1.0


def _unit_form(pdf: pikepdf.Pdf, inner: Any, scale: float) -> Any:
    """Return a form that paints *inner* in the unit square, multiplied onto what lies below."""
    resources: dict[str, Any] = {
        "/ExtGState": pikepdf.Dictionary(Ink=pikepdf.Dictionary(BM=pikepdf.Name.Multiply)),
        "/XObject": pikepdf.Dictionary(Body=inner),
    }
    form = pdf.make_stream(f"q /Ink gs {scale:.8f} 0 0 {scale:.8f} 0 0 cm /Body Do Q".encode())
    form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    form.BBox = pikepdf.Array([0, 0, 1, 1])
    form.Resources = pikepdf.Dictionary(resources)
    return form


def _image(pdf: pikepdf.Pdf, picture: SealPicture) -> Any:
    mask = _samples(pdf, picture, picture.alpha, "DeviceGray")
    image = _samples(pdf, picture, picture.colour, "DeviceRGB")
    image.SMask = mask
    return image


def _samples(pdf: pikepdf.Pdf, picture: SealPicture, data: bytes, space: str) -> Any:
    # A line end after the last byte would make a strict reader's /Length wrong: see archival_pdf.
    spare = b"\n" if data.endswith(b"\r") else b""
    stream = pikepdf.Stream(pdf, data + spare)
    stream.Type, stream.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    stream.Width, stream.Height, stream.BitsPerComponent = picture.width, picture.height, 8
    stream.ColorSpace = pikepdf.Name(f"/{space}")
    stream.Filter = pikepdf.Name.FlateDecode
    return pdf.make_indirect(stream)


def _use(pdf: pikepdf.Pdf, page: int, name: str, form: Any) -> str:
    """Make the form known to a page under *name*."""
    resources = pdf.pages[page - 1].resources
    if "/XObject" not in resources:
        resources.XObject = pikepdf.Dictionary()
    resources.XObject[f"/{name}"] = form
    return name


def _size(pdf: pikepdf.Pdf, place: Place) -> float:
    """Return the height in points of the page on which *place* lies."""
    return float(pdf.pages[place.page - 1].mediabox[3])


def _pressed(order: SealOrder, place: Place, ratio: float, name: str, height: float) -> str:
    """Return the operators of one seal; a signature's printed name is covered by its picture."""
    middle = (place.left + place.width / 2) * POINTS_PER_MM
    level = height - (place.top + place.height / 2) * POINTS_PER_MM
    if order.kind == ORGAN:
        wide = high = order.diameter * POINTS_PER_MM
        return _painted(name, middle, level, wide, high)
    box = place.width * POINTS_PER_MM, place.height * POINTS_PER_MM
    wide = min(box[0], box[1] / ratio)
    cover = f"q 1 1 1 rg {middle - box[0] / 2:.4f} {level - box[1] / 2:.4f} "
    cover += f"{box[0]:.4f} {box[1]:.4f} re f Q "
    return cover + _painted(name, middle, level, wide, wide * ratio)


def _painted(name: str, middle: float, level: float, wide: float, high: float) -> str:
    left, foot = middle - wide / 2, level - high / 2
    return f"q {wide:.4f} 0 0 {high:.4f} {left:.4f} {foot:.4f} cm /{name} Do Q"


def _append(pdf: pikepdf.Pdf, page: int, words: list[str]) -> None:
    """Paint over a page's own content, outside its reading order: a seal is no text."""
    target = pdf.pages[page - 1]
    body = "Q /Artifact BMC\n" + "\n".join(words) + "\nEMC"
    target.contents_add(pdf.make_stream(b"q"), prepend=True)
    target.contents_add(pdf.make_stream(body.encode("ascii")))
