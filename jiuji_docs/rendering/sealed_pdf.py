"""Set seals on a finished PDF at true size: on the sign-off, and cut over the pages' edges (用印)."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

from jiuji_docs.domain.errors import PaperError
from jiuji_docs.domain.forms.sheet import Place
from jiuji_docs.domain.signing.sealing import Strip

_POINTS = 72 / 25.4
#: Bytes and pixels of a seal's picture: 2400 dots an inch of a 45 mm seal have 18 million.
LARGEST_FILE, MOST_PIXELS = 5_000_000, 25_000_000


def picture_pdf(png: bytes, diameter: float) -> bytes:
    """Return a seal's picture as a one-page PDF of its true size; white becomes clear.

    Raises PaperError for anything but a PNG, and for one of too many bytes or pixels, which is never
    decoded.
    """
    from PIL import Image

    if len(png) > LARGEST_FILE or not png.startswith(b"\x89PNG\r\n\x1a\n"):
        raise PaperError("印章图片应为 PNG，不超过 5 MB")
    width, height = (int.from_bytes(png[at : at + 4], "big") for at in (16, 20))
    if not 0 < width * height <= MOST_PIXELS:
        raise PaperError(
            f"印章图片为 {width}×{height} 点，超过 {MOST_PIXELS // 1_000_000} 百万点，不予打开"
        )
    try:
        with Image.open(io.BytesIO(png), formats=("PNG",)) as opened:
            picture = opened.convert("RGBA")
    except (OSError, ValueError, SyntaxError) as error:
        raise PaperError("印章图片已损坏，读不出来") from error
    return _image_page(picture, diameter * _POINTS)


def _image_page(picture: Any, side: float) -> bytes:
    import pikepdf

    alpha = picture.getchannel("A")
    if alpha.getextrema() == (255, 255):
        # A scan on white paper: what is not red enough is paper.
        alpha = picture.convert("L").point(lambda grey: 255 - grey)
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(side, side))
    common = {
        "Type": pikepdf.Name.XObject,
        "Subtype": pikepdf.Name.Image,
        "Width": picture.width,
        "Height": picture.height,
        "BitsPerComponent": 8,
    }
    mask = pikepdf.Stream(pdf, alpha.tobytes(), **common, ColorSpace=pikepdf.Name.DeviceGray)
    image = pikepdf.Stream(
        pdf, picture.convert("RGB").tobytes(), **common, ColorSpace=pikepdf.Name.DeviceRGB
    )
    image.SMask = pdf.make_indirect(mask)
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=pdf.make_indirect(image)))
    page.Contents = pdf.make_stream(f"q {side:.4f} 0 0 {side:.4f} 0 0 cm /I Do Q".encode())
    target = io.BytesIO()
    pdf.save(target, deterministic_id=True)
    return target.getvalue()


def sealed(
    original: bytes,
    seals: Sequence[tuple[bytes, Place]],
    paging: Sequence[tuple[bytes, float, Sequence[Strip]]] = (),
) -> bytes:
    """Return the document with its seals; *paging* holds (seal, diameter in mm, strips).

    The same document and seals give the same bytes. A strip lies on the right edge of its page, as
    wide as the part it shows, with the seal's middle at half the page's height.
    """
    import pikepdf

    with pikepdf.open(io.BytesIO(original)) as pdf:
        for page in pdf.pages:
            # What a page draws may leave its own coordinates behind.
            page.contents_add(b"q", prepend=True)
            page.contents_add(b"Q", prepend=False)
        for seal, place in seals:
            form = _form(pdf, seal)
            page = pdf.pages[place.page - 1]
            bottom = float(page.mediabox[3]) - (place.top + place.height) * _POINTS
            _put(page, form, place.left * _POINTS, bottom, None)
        for seal, diameter, strips in paging:
            form = _form(pdf, seal)
            for strip in strips:
                _put_strip(pdf.pages[strip.page - 1], form, diameter * _POINTS, strip)
        target = io.BytesIO()
        pdf.save(target, deterministic_id=True)
        return target.getvalue()


def _form(pdf: Any, seal: bytes) -> Any:
    """Bring a seal's page into the document once, to be shown as often as needed."""
    import pikepdf

    with pikepdf.open(io.BytesIO(seal)) as source:
        return pdf.copy_foreign(source.pages[0].as_form_xobject())


def _put_strip(page: Any, form: Any, side: float, strip: Strip) -> None:
    right, height = float(page.mediabox[2]), float(page.mediabox[3])
    width = side * (strip.end - strip.start)
    bottom = (height - side) / 2
    box = (right - width, bottom, width, side)
    _put(page, form, right - width - side * strip.start, bottom, box)


def _put(page: Any, form: Any, left: float, bottom: float, clip: Iterable[float] | None) -> None:
    """Show the seal over what is there; it is an artifact, so that readers skip it."""
    import pikepdf

    # A name of our own: the library's would be another one each time.
    taken = len(page.obj.get("/Resources", {}).get("/XObject", {}))
    name = page.add_resource(form, pikepdf.Name.XObject, pikepdf.Name(f"/Seal{taken}"))
    cut = " ".join(f"{edge:.4f}" for edge in clip) + " re W n " if clip is not None else ""
    drawing = f"/Artifact BMC q {cut}1 0 0 1 {left:.4f} {bottom:.4f} cm {name} Do Q EMC"
    page.contents_add(drawing.encode(), prepend=False)
