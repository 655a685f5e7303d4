"""Read a definition file's text into plain data; say file and line when it is not TOML."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from jiuji_docs.domain.errors import DefinitionError

#: A definition file larger than this is a mistake.
LARGEST_FILE = 1_000_000


def load_text(text: str, where: str) -> dict[str, Any]:
    """Return the plain data of TOML *text*; numbers with a point stay exact.

    Raises DefinitionError naming *where* and the line.
    """
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except RecursionError:
        raise DefinitionError(where, "不是合格的 TOML：括号嵌套过深") from None
    except ValueError as error:
        # Besides what is no TOML: a number of more digits than anybody means.
        raise DefinitionError(where, f"不是合格的 TOML：{error}") from error


def load_file(path: Path | Traversable, where: str = "") -> dict[str, Any]:
    """Return the plain data of a file.

    Raises DefinitionError when it is missing, too large, not UTF-8 or not TOML.
    """
    name = where or path.name
    try:
        data = path.read_bytes()
    except OSError as error:
        raise DefinitionError(name, f"无法读取：{error.strerror}") from error
    if len(data) > LARGEST_FILE:
        raise DefinitionError(name, f"文件过大（{len(data)} 字节，最多 {LARGEST_FILE} 字节）")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise DefinitionError(name, f"不是 UTF-8 文本（第 {error.start} 字节）") from error
    return load_text(text.replace("\r\n", "\n"), name)
