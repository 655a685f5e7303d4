"""Read from a font file which characters it has and how wide they are (字面), through HarfBuzz.

HarfBuzz looks each character up in the mapped file: neither time nor memory goes into tables of
thirty thousand names, of which a paper needs three hundred.
"""

from __future__ import annotations

import ctypes
from functools import cache, lru_cache
from pathlib import Path

from jiuji_docs.domain.errors import SetUpError

_LIBRARY, _PACKAGE = "libharfbuzz.so.0", "libharfbuzz0b"
#: Result and arguments of the few functions that are called.
_POINTER, _NUMBER, _WHOLE = ctypes.c_void_p, ctypes.c_uint, ctypes.c_int
_FUNCTIONS = {
    "hb_blob_create_from_file": (_POINTER, [ctypes.c_char_p]),
    "hb_blob_destroy": (None, [_POINTER]),
    "hb_face_create": (_POINTER, [_POINTER, _NUMBER]),
    "hb_face_destroy": (None, [_POINTER]),
    "hb_face_get_upem": (_NUMBER, [_POINTER]),
    "hb_font_create": (_POINTER, [_POINTER]),
    "hb_font_get_nominal_glyph": (_WHOLE, [_POINTER, _NUMBER, ctypes.POINTER(_NUMBER)]),
    "hb_font_get_glyph_h_advance": (_WHOLE, [_POINTER, _NUMBER]),
}


class Face:
    """One font file's first face; it stays mapped as long as the process lives."""

    def __init__(self, path: Path) -> None:
        self._harfbuzz = _harfbuzz()
        blob = self._harfbuzz.hb_blob_create_from_file(bytes(path))
        face = self._harfbuzz.hb_face_create(blob, 0)
        self._font = self._harfbuzz.hb_font_create(face)
        self._unit = self._harfbuzz.hb_face_get_upem(face)
        self._harfbuzz.hb_face_destroy(face)
        self._harfbuzz.hb_blob_destroy(blob)

    def covers(self, character: str) -> bool:
        """Tell whether the face has a glyph for *character*."""
        return self._glyph(character) is not None

    def advance(self, character: str) -> float | None:
        """Return the advance width in em, None for a character that the face lacks."""
        glyph = self._glyph(character)
        if glyph is None:
            return None
        width: int = self._harfbuzz.hb_font_get_glyph_h_advance(self._font, glyph)
        return width / int(self._unit)

    def _glyph(self, character: str) -> int | None:
        found = _NUMBER(0)
        told = self._harfbuzz.hb_font_get_nominal_glyph(self._font, ord(character), found)
        return found.value if told else None


@lru_cache(maxsize=64)
def read_face(path: Path) -> Face:
    """Return the face of a file; files are published whole, never edited in place."""
    if not path.is_file():
        raise SetUpError(f"字库不完整，缺 {path.name}：请重新运行 jiuji fonts build")
    return Face(path)


@cache
def _harfbuzz() -> ctypes.CDLL:
    try:
        library = ctypes.CDLL(_LIBRARY)
    except OSError as error:
        raise SetUpError(
            f"缺少排版用的系统库：请安装 {_PACKAGE}（apt-get install {_PACKAGE}）"
        ) from error
    for name, (result, arguments) in _FUNCTIONS.items():
        function = getattr(library, name)
        function.restype, function.argtypes = result, arguments
    return library
