"""Tell in one line which system libraries of the typesetter are missing."""

from __future__ import annotations

import ctypes
from collections.abc import Mapping

from jiuji_docs.domain.errors import SetUpError

#: Library → Debian package. Without the last one WeasyPrint still prints, but ten times slower.
LIBRARIES: Mapping[str, str] = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}


def missing_packages(libraries: Mapping[str, str] = LIBRARIES) -> tuple[str, ...]:
    """Give the packages of the libraries that cannot be loaded."""
    return tuple(package for library, package in libraries.items() if not _loads(library))


def require_libraries(libraries: Mapping[str, str] = LIBRARIES) -> None:
    """Refuse to print without the libraries."""
    if packages := missing_packages(libraries):
        words = " ".join(packages)
        raise SetUpError(f"缺少排版用的系统库：请安装 {words}（apt-get install {words}）")


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
