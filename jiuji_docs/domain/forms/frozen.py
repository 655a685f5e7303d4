"""Keep a finished sheet as plain data, and read it back the same (定稿内容)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from jiuji_docs.domain.forms.sheet import Box, FormSheet, SheetBlock

# A sheet has some two hundred boxes, all of plain values: dataclasses.asdict would copy each deeply,
# and freezing one sheet would cost more than the rest of the step.
_BOX, _BLOCK, _SHEET = (
    tuple(field.name for field in fields(kind)) for kind in (Box, SheetBlock, FormSheet)
)


def freeze(sheet: FormSheet) -> dict[str, Any]:
    """Return the sheet as JSON-able data; what is hashed and printed."""
    return {
        **{name: getattr(sheet, name) for name in _SHEET},
        "blocks": [_freeze_block(block) for block in sheet.blocks],
    }


def thaw(plain: Mapping[str, Any]) -> FormSheet:
    """Return the sheet that ``freeze`` made *plain* from."""
    return FormSheet(**{**plain, "blocks": tuple(_thaw_block(block) for block in plain["blocks"])})


def _freeze_block(block: SheetBlock) -> dict[str, Any]:
    rows = [[{name: getattr(box, name) for name in _BOX} for box in row] for row in block.rows]
    return {**{name: getattr(block, name) for name in _BLOCK}, "rows": rows}


def _thaw_block(plain: Mapping[str, Any]) -> SheetBlock:
    rows = tuple(tuple(Box(**box) for box in row) for row in plain["rows"])
    return SheetBlock(**{**plain, "rows": rows})
