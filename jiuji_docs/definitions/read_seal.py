"""Read a seal's file (印章文件): whose it is, how large, its picture beside it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jiuji_docs.definitions.nodes import Key, Node
from jiuji_docs.definitions.plain import check_table
from jiuji_docs.domain.errors import DefinitionError, NotFound
from jiuji_docs.domain.signing.sealing import SealOrder

SEAL_NODES: Mapping[str, Node] = {
    "seal": Node(
        "印章文件",
        {
            "owner": Key("text", "印章单位，应为公文的署名机关", required=True),
            "diameter": Key("number", "直径（毫米）：县级政府 45，其他一般 42", required=True),
            "picture": Key("text", "同一目录下的 PNG 图片；不写则画样章，只限示范单位"),
            "paging": Key("flag", "是否加盖骑缝章"),
        },
    )
}
_LARGEST, _LARGEST_PICTURE = 10_000, 5_000_000


def read_seal(path: Path) -> SealOrder:
    """Return the seal of a file; DefinitionError or NotFound says what is wrong with it."""
    data = _plain(path)
    check_table(data, "seal", SEAL_NODES, path.name)
    picture = b""
    if name := data.get("picture"):
        picture = _picture(path, name)
    return SealOrder(data["owner"], float(data["diameter"]), picture, data.get("paging", False))


def _plain(path: Path) -> dict[str, Any]:
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise NotFound(f"没有这个文件：{path}") from error
    if len(content) > _LARGEST:
        raise DefinitionError(path.name, "文件过大，不像印章文件")
    try:
        return tomllib.loads(content.decode())
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DefinitionError(path.name, f"不是 TOML：{error}") from error


def _picture(path: Path, name: str) -> bytes:
    """Return the picture's bytes; it lies beside the file, nothing is ever fetched."""
    if "/" in name or "\\" in name or name.startswith(".") or ":" in name:
        raise DefinitionError(f"{path.name}.picture", "应为同一目录下的文件名，不得是网址或路径")
    place = path.with_name(name)
    if not place.is_file():
        raise NotFound(f"没有印章图片：{place}")
    if place.stat().st_size > _LARGEST_PICTURE:
        raise DefinitionError(f"{path.name}.picture", "印章图片应为 PNG，不超过 5 MB")
    return place.read_bytes()
