"""Write values as one canonical text (规范文本), so that equal content has equal digests."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

_FEN = Decimal("0.01")
_ENCODER = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
)
#: Kinds that JSON writes in one way only.
_AS_THEY_ARE = frozenset({str, int, bool, type(None)})
_TOO_LARGE = Decimal(10) ** 18


def canonical(value: Any) -> str:
    """Return JSON with sorted keys, no blanks, and characters as themselves.

    Amounts become text with two places ("500.00"), days ISO text, times ISO text in UTC
    ("2024-02-08T01:30:00Z"), sets sorted lists. Raises TypeError for floats, keys that are not
    text and anything else without one exact text; ValueError for an amount below the fen, a
    naive time or a lone surrogate.
    """
    text = _ENCODER.encode(_plain(value))
    text.encode("utf-8")  # a lone surrogate has no UTF-8, hence no digest
    return text


def digest(content: str | bytes) -> str:
    """Return the SHA-256 of text (as UTF-8) or bytes, 64 hexadecimal digits."""
    data = content.encode("utf-8") if isinstance(content, str) else content
    return hashlib.sha256(data).hexdigest()


def _plain(value: Any) -> Any:
    kind = type(value)
    if kind in _AS_THEY_ARE:
        return value
    # Asking for the abstract type, or calling once more for each word, costs more than writing the text.
    if kind is dict:
        return {
            key if type(key) is str else _key(key): v if type(v) in _AS_THEY_ARE else _plain(v)
            for key, v in value.items()
        }
    if (write := _WRITERS.get(kind)) is not None:
        return write(value)
    if kind is list or kind is tuple:
        return [v if type(v) in _AS_THEY_ARE else _plain(v) for v in value]
    return _abstract(value)


def _abstract(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {_key(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, set | frozenset):
        return sorted(_plain(item) for item in value)
    return _scalar(value)


def _scalar(value: Any) -> Any:
    # A datetime is a date, and a bool is an int, so the narrower kind is asked for first.
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, Decimal):
        return _amount(value)
    if isinstance(value, dt.datetime):
        return _moment(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    raise TypeError(f"no canonical form for {type(value).__name__}")


def _key(key: Any) -> str:
    if not isinstance(key, str):
        raise TypeError(f"keys must be text, not {type(key).__name__}")
    return key


def _amount(value: Decimal) -> str:
    if not value.is_finite() or abs(value) >= _TOO_LARGE or value % _FEN:
        raise ValueError(f"not an amount exact to the fen: {value}")
    return f"{value or abs(value):.2f}"


def _moment(value: dt.datetime) -> str:
    if value.tzinfo is None:
        raise ValueError(f"a time without zone has no canonical form: {value}")
    return value.astimezone(dt.UTC).isoformat().replace("+00:00", "Z")


#: Kinds with one text each; what is derived from them goes the longer way, to the same text.
_WRITERS: Mapping[type, Callable[[Any], str]] = {
    Decimal: _amount,
    dt.datetime: _moment,
    dt.date: dt.date.isoformat,
}
