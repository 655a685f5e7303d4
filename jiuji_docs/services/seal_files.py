"""Read a seal file and the picture beside it; nothing outside its folder is ever opened."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from jiuji_docs.definitions.seals import read_seal
from jiuji_docs.domain.errors import NotFound, PaperError
from jiuji_docs.domain.signing.seal_order import SealOrder
from jiuji_docs.rendering.seal_picture import LARGEST_BYTES, check_picture

#: A seal file is a few lines.
_LARGEST = 20_000


def load_seal(path: Path) -> SealOrder:
    """Return the seal that the file orders; raises DefinitionError, NotFound or PaperError."""
    try:
        text = _bytes(path, _LARGEST).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise PaperError(f"{path.name} 不是 UTF-8 文本，请先转换编码") from error
    said = read_seal(text, path.name)
    if not said.picture:
        return said.order
    return replace(said.order, picture=_picture(path.parent, said.picture))


def _picture(folder: Path, name: str) -> bytes:
    """Return a picture's checked bytes; a path or a link that leads out of the folder is refused."""
    target = (folder / name).resolve()
    if not target.is_relative_to(folder.resolve()):
        raise PaperError(f"印章图像须与印章文件在同一文件夹：{name}")
    data = _bytes(target, LARGEST_BYTES)
    check_picture(data, name)
    return data


def _bytes(path: Path, largest: int) -> bytes:
    """Return a regular file's bytes; its size is asked before it is read."""
    if not path.is_file():
        raise NotFound(f"没有这个文件：{path}")
    if (size := path.stat().st_size) > largest:
        raise PaperError(f"文件 {path.name} 过大（{size} 字节，最多 {largest}）")
    return path.read_bytes()
