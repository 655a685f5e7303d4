"""Keep a finished sheet as plain data, and read it back the same (定稿内容)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from jiuji_docs.domain.forms.sheet import Box, FormSheet, SheetBlock


def freeze(sheet: FormSheet) -> dict[str, Any]:
    """Return the sheet as JSON-able data; what is hashed and printed."""
    return {**asdict(sheet), "blocks": [_freeze_block(block) for block in sheet.blocks]}


def thaw(plain: Mapping[str, Any]) -> FormSheet:
    """Return the sheet that ``freeze`` made *plain* from."""
    return FormSheet(**{**plain, "blocks": tuple(_thaw_block(block) for block in plain["blocks"])})


def _freeze_block(block: SheetBlock) -> dict[str, Any]:
    rows = [[asdict(box) for box in row] for row in block.rows]
    return {**asdict(block), "rows": rows}


def _thaw_block(plain: Mapping[str, Any]) -> SheetBlock:
    rows = tuple(tuple(Box(**box) for box in row) for row in plain["rows"])
    return SheetBlock(**{**plain, "rows": rows})
