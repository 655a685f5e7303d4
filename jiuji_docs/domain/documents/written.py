"""Write an official document as a TOML file that a person can correct (公文稿文件)."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from jiuji_docs.domain.documents.frozen import freeze
from jiuji_docs.domain.documents.official import OfficialDocument

_DATES = ("date", "print_date")
_HEAD = "# 公文稿：各键的含义见 docs/analysis/document-file.md\n"


def write(document: OfficialDocument) -> str:
    """Return the TOML text; reading it gives the same document."""
    return _HEAD + "\n".join(_table(freeze(document), "")) + "\n"


def _table(plain: Mapping[str, Any], path: str) -> Iterator[str]:
    """Yield plain keys first: TOML lets no key of a table follow its sub-tables."""
    tables = []
    for key, value in plain.items():
        if isinstance(value, Mapping) or _is_tables(value):
            tables.append((key, value))
        else:
            yield f"{key} = {_value(value, key)}"
    for key, value in tables:
        yield from _nested(value, f"{path}.{key}" if path else key)


def _nested(value: Any, path: str) -> Iterator[str]:
    if isinstance(value, Mapping):
        yield f"\n[{path}]"
        yield from _table(value, path)
        return
    for one in value:
        yield f"\n[[{path}]]"
        yield from _table(one, path)


def _is_tables(value: Any) -> bool:
    return isinstance(value, Sequence) and bool(value) and isinstance(value[0], Mapping)


def _value(value: Any, key: str) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return dt.date.fromisoformat(value).isoformat() if key in _DATES else _text(value)
    if value and isinstance(value[0], list):
        rows = "".join(f"    {_value(row, key)},\n" for row in value)
        return f"[\n{rows}]"
    return f"[{', '.join(_value(one, key) for one in value)}]"


def _text(text: str) -> str:
    """Write a basic string: JSON's escapes are TOML's too; DEL alone must be escaped besides."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
