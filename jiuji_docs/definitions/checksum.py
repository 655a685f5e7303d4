"""Give a definition its fingerprint: SHA-256 of its plain data in canonical form (校验和)."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from decimal import Decimal
from typing import Any


def checksum(data: Any) -> str:
    """Return the hexadecimal SHA-256 of plain data; the order of keys does not matter."""
    text = json.dumps(data, sort_keys=True, ensure_ascii=False, default=_plain)
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: Any) -> str:
    """Return dates as ISO text and exact numbers as written."""
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(f"not plain data: {type(value).__name__}")
