"""Let what stands twice in a bundle be one object: seals drawn alike, colour profiles (去重)."""

from __future__ import annotations

from typing import Any

import pikepdf
from pikepdf import Array, Name, Pdf


def drop_twins(out: Pdf) -> None:
    """Let equal pictures (seals) and colour profiles be one object each."""
    first: dict[tuple[bytes, str], Any] = {}
    for item in out.objects:
        if not isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
            continue
        for holder in (item, item.get("/Resources")):
            if isinstance(holder, pikepdf.Dictionary):
                _join(holder.get("/XObject"), first)
                _join_profiles(holder.get("/ColorSpace"), first)


def _join(group: Any, first: dict[tuple[bytes, str], Any]) -> None:
    if isinstance(group, pikepdf.Dictionary):
        for name, item in list(group.items()):
            if isinstance(item, pikepdf.Stream):
                group[name] = first.setdefault(_key(item), item)


def _join_profiles(group: Any, first: dict[tuple[bytes, str], Any]) -> None:
    if isinstance(group, pikepdf.Dictionary):
        for item in group.values():
            if isinstance(item, Array) and item[0] == Name.ICCBased:
                item[1] = first.setdefault(_key(item[1]), item[1])


def _key(stream: Any) -> tuple[bytes, str]:
    """Return what tells streams apart: their bytes, their box, and what they draw with."""
    inside = stream.get("/Resources")
    drawn = inside.get("/XObject") if isinstance(inside, pikepdf.Dictionary) else None
    parts = (
        [str(item.objgen) for item in drawn.values()]
        if isinstance(drawn, pikepdf.Dictionary)
        else []
    )
    shape = [str(list(stream.get(name, []))) for name in ("/BBox", "/Matrix")]
    return stream.read_raw_bytes(), "|".join([*shape, *parts])
