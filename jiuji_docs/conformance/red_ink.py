"""Print a page at 300 dpi and find where its red ink begins (红色字面上边缘)."""

from __future__ import annotations

from typing import Any

from PIL import ImageChops

DPI = 300
#: How much redder than green a dot must be; the greys of smoothed edges are less.
_REDDER = 60
_LARGEST = 9_000 * 9_000


def red_ink_top(sheet: Any) -> float | None:
    """Return the mm from the paper's upper edge to the first red dot; None when there is none."""
    width, height = sheet.get_size()
    scale = DPI / 72
    if width * height * scale * scale > _LARGEST:
        return None
    printed = sheet.render(scale=scale).to_pil().convert("RGB")
    red, green, _ = printed.split()
    mask = ImageChops.subtract(red, green).point(lambda value: 255 * (value > _REDDER))
    box = mask.getbbox()
    return box[1] * 25.4 / DPI if box else None
