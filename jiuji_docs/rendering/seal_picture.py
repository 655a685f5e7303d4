"""Check and decode the picture of a seal (印章图像): bounded before anything is unpacked."""

from __future__ import annotations

import io
import struct
import zlib
from dataclasses import dataclass

from PIL import Image

from jiuji_docs.domain.errors import PaperError

LARGEST_BYTES = 5_000_000
LARGEST_PIXELS = 25_000_000
#: A 45 mm seal at 600 dpi; finer pictures are made smaller.
_MOST_SIDE = 1063
#: An organ's seal is round: its picture's sides differ at most by this share.
_OUT_OF_ROUND = 0.03
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_END = b"IEND\xaeB`\x82"
_HEADER = 26
_OPAQUE = 255


@dataclass(frozen=True, slots=True)
class SealPicture:
    """A decoded picture: size in pixels, zlib-packed RGB and alpha, eight bits each."""

    width: int
    height: int
    colour: bytes
    alpha: bytes


def check_picture(data: bytes, name: str) -> None:
    """Raise PaperError for a file that is no PNG or is too large, from its header alone."""
    if len(data) > LARGEST_BYTES:
        raise PaperError(f"印章图像 {name} 超过 {LARGEST_BYTES // 1_000_000} MB")
    if not data.startswith(_SIGNATURE) or data[12:16] != b"IHDR" or len(data) < _HEADER:
        raise PaperError(f"印章图像 {name} 不是 PNG 文件")
    width, height = struct.unpack(">II", data[16:24])
    if not width or not height or width * height > LARGEST_PIXELS:
        raise PaperError(
            f"印章图像 {name} 为 {width}×{height} 像素，超过 {LARGEST_PIXELS // 10_000} 万像素，未解码"
        )


def decoded(data: bytes, name: str, *, round_seal: bool = True) -> SealPicture:
    """Return the picture of a PNG; PaperError when broken, opaque, empty or (a seal) not round."""
    check_picture(data, name)
    # WeasyPrint makes Pillow tolerate cut files for the whole process, so the end is looked for here.
    if _END not in data:
        raise PaperError(f"印章图像 {name} 已损坏：文件不完整")
    try:
        with Image.open(io.BytesIO(data), formats=("PNG",)) as checked:
            checked.verify()
        with Image.open(io.BytesIO(data), formats=("PNG",)) as opened:
            picture = opened.convert("RGBA")
    except (OSError, ValueError, SyntaxError, struct.error, zlib.error) as error:
        raise PaperError(f"印章图像 {name} 已损坏，无法读取") from error
    darkest, lightest = picture.getchannel("A").getextrema()
    if darkest == _OPAQUE:
        raise PaperError(f"印章图像 {name} 没有透明背景，会遮住署名和日期")
    if not lightest:
        raise PaperError(f"印章图像 {name} 全部透明，没有内容")
    longer, shorter = max(picture.size), min(picture.size)
    if round_seal and longer - shorter > _OUT_OF_ROUND * longer:
        raise PaperError(f"印章图像 {name} 不是正方形（{picture.width}×{picture.height} 像素）")
    picture.thumbnail((_MOST_SIDE, _MOST_SIDE), Image.Resampling.LANCZOS)
    colour, alpha = picture.convert("RGB").tobytes(), picture.getchannel("A").tobytes()
    return SealPicture(picture.width, picture.height, zlib.compress(colour), zlib.compress(alpha))
