"""Draw a specimen seal (样章) at true size: ring, star, the name on an arc, and 样章 across it.

Everything is outlines, so the file needs no font and prints the same everywhere. The watermark is
part of the drawing: no argument, setting or style leaves it out. The national emblem is never
drawn.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf
from fontTools.misc.transform import Transform

from jiuji_docs.domain.signing.seal import SealStyle
from jiuji_docs.rendering.fonts import FontSet
from jiuji_docs.rendering.outlines import Glyph, Lettering, Outline, circle, polygon

POINTS_PER_MM = 72 / 25.4

#: 印章 are cut in simplified 宋体; the name is stretched upright, as engravers do.
FAMILY = "JiujiSong"
RED = (0.902, 0.0, 0.071)
GREY = (0.7, 0.7, 0.7)
WATERMARK = "样章"

#: Measures of a 42 mm seal in millimetres; other sizes scale with the diameter.
RING = 1.2
STAR = 14.0
LETTER_WIDTH, LETTER_HEIGHT = 5.0, 7.0
GAP = 0.9
BOTTOM_SIZE = 3.8
WATERMARK_SIZE = 9.5
#: Thickens the name's fine strokes as a carved seal has them.
BODY = 0.14
#: The widest arc a name takes, alone and above a line at the bottom, and the widest step between
#: two of its characters, in degrees.
WIDEST, WIDEST_ABOVE_BOTTOM, WIDEST_STEP = 284.0, 240.0, 27.0


@dataclass(frozen=True, slots=True)
class Stroke:
    """One painted outline in millimetres from the lower left: stroked, filled or both."""

    outline: Outline
    colour: tuple[float, float, float]
    line: float = 0.0
    filled: bool = True
    layer: str = "seal"


def seal_pdf(style: SealStyle, fonts: FontSet) -> bytes:
    """Return the seal as a one-page PDF of its true size: vector, transparent, without fonts.

    The red is multiplied onto what lies below, as ink is, so text under the seal stays readable.
    """
    side = style.diameter * POINTS_PER_MM
    scale = f"q {POINTS_PER_MM:.6f} 0 0 {POINTS_PER_MM:.6f} 0 0 cm /Ink gs"
    body = "\n".join([scale, *map(_operators, _strokes(style, fonts)), "Q"])
    pdf = pikepdf.Pdf.new()
    page = pdf.add_blank_page(page_size=(side, side))
    ink = pikepdf.Dictionary(Type=pikepdf.Name.ExtGState, BM=pikepdf.Name.Multiply)
    page.obj.Resources = pikepdf.Dictionary(ExtGState=pikepdf.Dictionary(Ink=ink))
    page.obj.Contents = pdf.make_stream(body.encode("ascii"))
    output = io.BytesIO()
    pdf.save(output, deterministic_id=True)
    return output.getvalue()


def no_picture(diameter: float) -> bytes:
    """Return a blank page of a seal's size: room for the real organ's own stamp of ink (实物印章)."""
    side = diameter * POINTS_PER_MM
    pdf = pikepdf.Pdf.new()
    pdf.add_blank_page(page_size=(side, side))
    output = io.BytesIO()
    pdf.save(output, deterministic_id=True)
    return output.getvalue()


def seal_svg(style: SealStyle, fonts: FontSet) -> str:
    """Return the same drawing as SVG, for previews on the screen."""
    side = f"{style.diameter:g}"
    paths = "".join(_path(stroke, style.diameter) for stroke in _strokes(style, fonts))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{side}mm" height="{side}mm" '
        f'viewBox="0 0 {side} {side}">{paths}</svg>'
    )


def _strokes(style: SealStyle, fonts: FontSet) -> Iterator[Stroke]:
    """Yield the parts of a seal from the ring inwards, the watermark last and so on top."""
    unit = style.diameter / 42.0
    middle = style.diameter / 2
    lettering = Lettering(fonts, FAMILY)
    yield Stroke(circle((middle, middle), middle - RING * unit / 2), RED, RING * unit, filled=False)
    yield Stroke(_star(middle, STAR / 2 * unit), RED)
    widest = WIDEST_ABOVE_BOTTOM if style.bottom else WIDEST
    for outline in _arc(lettering.glyphs(style.name), middle, unit, widest):
        yield Stroke(outline, RED, BODY * unit)
    size = min(BOTTOM_SIZE, 24.0 / max(len(style.bottom), 1)) * unit
    lower = Transform().translate(middle, middle - 11.5 * unit)
    for outline in _row(lettering.glyphs(style.bottom), size):
        yield Stroke(outline.moved(lower), RED)
    across = Transform().translate(middle, middle).rotate(math.radians(20))
    for outline in _row(lettering.glyphs(WATERMARK), WATERMARK_SIZE * unit):
        yield Stroke(outline.moved(across), GREY, BODY * unit, layer="specimen")


def _star(middle: float, radius: float) -> Outline:
    """Return a five-pointed star, one point up; the inner radius is that of straight edges."""
    inner = radius * math.sin(math.radians(18)) / math.sin(math.radians(54))
    points = []
    for corner in range(10):
        angle = math.pi / 2 + corner * math.pi / 5
        reach = inner if corner % 2 else radius
        points.append((middle + reach * math.cos(angle), middle + reach * math.sin(angle)))
    return polygon(points)


def _arc(glyphs: tuple[Glyph, ...], middle: float, unit: float, widest: float) -> Iterator[Outline]:
    """Yield the name's characters around the centre, from left to right over the top.

    Long names are set narrower rather than smaller: 24 characters still stand side by side.
    """
    steps = max(len(glyphs) - 1, 1)
    step = math.radians(min(WIDEST_STEP, widest / steps))
    height = LETTER_HEIGHT * unit * (1.0 if len(glyphs) <= 16 else 0.85)  # noqa: PLR2004
    radius = middle - (RING + GAP) * unit - height / 2
    room = 2 * (radius - height / 2) * math.tan(step / 2)
    width = min(LETTER_WIDTH * unit, room * 0.98)
    for index, glyph in enumerate(glyphs):
        angle = math.pi / 2 + step * ((len(glyphs) - 1) / 2 - index)
        place = Transform().translate(
            middle + radius * math.cos(angle), middle + radius * math.sin(angle)
        )
        yield glyph.filling(width, height).moved(place.rotate(angle - math.pi / 2))


def _row(glyphs: tuple[Glyph, ...], size: float) -> Iterator[Outline]:
    """Yield characters in a straight row, centred on 0, 0."""
    for index, glyph in enumerate(glyphs):
        shift = Transform().translate((index - (len(glyphs) - 1) / 2) * size * 1.05, 0)
        yield glyph.filling(size, size).moved(shift)


def _operators(stroke: Stroke) -> str:
    """Return a stroke as PDF operators; the watermark is marked so that it can be found."""
    red, green, blue = stroke.colour
    steps = " ".join(_step(name, points, " ") for name, points in stroke.outline.steps)
    colour = f"{red:g} {green:g} {blue:g}"
    paint = "f" if not stroke.line else "B" if stroke.filled else "S"
    return (
        f"/{stroke.layer} BMC {colour} RG {colour} rg {stroke.line:.3f} w 1 j {steps} {paint} EMC"
    )


def _step(name: str, points: tuple[tuple[float, float], ...], space: str) -> str:
    numbers = space.join(f"{value:.4f}" for point in points for value in point)
    return f"{numbers} {name}" if numbers else name


def _path(stroke: Stroke, height: float) -> str:
    """Return a stroke as an SVG path, y pointing down."""
    upright = stroke.outline.moved(Transform(1, 0, 0, -1, 0, height))
    shape = " ".join(
        ("z" if name == "h" else name.upper())
        + " ".join(f"{value:.3f}" for point in points for value in point)
        for name, points in upright.steps
    )
    colour = "#" + "".join(f"{round(value * 255):02x}" for value in stroke.colour)
    fill = colour if stroke.filled else "none"
    line = f' stroke="{colour}" stroke-width="{stroke.line:.3f}"' if stroke.line else ""
    return f'<path class="{stroke.layer}" fill="{fill}"{line} d="{shape}"/>'
