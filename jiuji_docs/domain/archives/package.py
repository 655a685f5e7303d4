"""Lay out an archive package and say what is wrong with one (归档包, BagIt 1.0 with SHA-256).

A package is a folder: what is kept under ``data/``, what is known of it beside. The manifest lists every file
of ``data/``, the tag manifest every other one, and a signature over the tag manifest stands outside both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import quote, unquote

from jiuji_docs.domain.canonical import digest

MANIFEST, TAG_MANIFEST = "manifest-sha256.txt", "tagmanifest-sha256.txt"
SIGNATURE = "signatures/tagmanifest-sha256.p7s"
RECORD = "metadata/record.json"
_DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_DATA = "data/"
#: Signatures come last and are listed nowhere.
_UNLISTED = "signatures/"


def packed(
    data: Mapping[str, bytes], about: Mapping[str, bytes], info: Mapping[str, str]
) -> dict[str, bytes]:
    """Return path → bytes of a whole package without its signature; *info* goes to bag-info.txt."""
    files = {f"{_DATA}{name}": content for name, content in data.items()}
    size = sum(map(len, data.values()))
    lines = {**info, "Payload-Oxum": f"{size}.{len(data)}"}
    tags = {
        **about,
        "bagit.txt": _DECLARATION,
        "bag-info.txt": "".join(f"{name}: {value}\n" for name, value in lines.items()).encode(),
        MANIFEST: _manifest(files),
    }
    return {**files, **tags, TAG_MANIFEST: _manifest(tags)}


def faults(files: Mapping[str, bytes]) -> tuple[str, ...]:
    """Return what is wrong with a package's files, in Chinese; empty when every byte is as it was packed."""
    if files.get("bagit.txt") != _DECLARATION:
        return ("不是归档包：没有 bagit.txt，或其内容不符",)
    data = {path for path in files if path.startswith(_DATA)}
    others = {path for path in files if not path.startswith((_DATA, _UNLISTED))} - {TAG_MANIFEST}
    return (
        *_against(files, MANIFEST, data),
        *_against(files, TAG_MANIFEST, others),
        *_miscounted(files, data),
    )


def listed(files: Mapping[str, bytes]) -> dict[str, str]:
    """Return path → digest of the files under ``data/``; ValueError for a manifest that cannot be read."""
    return dict(_lines(files.get(MANIFEST, b"")))


def _manifest(files: Mapping[str, bytes]) -> bytes:
    lines = (f"{digest(files[path])}  {_written(path)}\n" for path in sorted(files))
    return "".join(lines).encode()


def _against(files: Mapping[str, bytes], manifest: str, there: set[str]) -> Iterator[str]:
    try:
        wanted = dict(_lines(files[manifest]))
    except KeyError:
        yield f"缺少 {manifest}"
        return
    except ValueError:
        yield f"{manifest} 无法读取"
        return
    for path in sorted(wanted.keys() - there):
        yield f"缺少文件：{path}"
    for path in sorted(there - wanted.keys()):
        yield f"多出文件：{path}"
    for path in sorted(there & wanted.keys()):
        if digest(files[path]) != wanted[path]:
            yield f"内容已被改动：{path}"


def _miscounted(files: Mapping[str, bytes], data: set[str]) -> Iterator[str]:
    oxum = f"{sum(len(files[path]) for path in data)}.{len(data)}"
    if f"Payload-Oxum: {oxum}\n".encode() not in files.get("bag-info.txt", b""):
        yield "bag-info.txt 中的字节数和件数与实际不符"


def _lines(manifest: bytes) -> Iterator[tuple[str, str]]:
    text = manifest.decode("utf-8")
    for line in text.removesuffix("\n").split("\n") if text else ():
        found, _, path = line.partition("  ")
        if len(found) != 64 or not path:  # noqa: PLR2004 - hexadecimal digits of a SHA-256
            raise ValueError(line)
        yield unquote(path), found


def _written(path: str) -> str:
    """Return a path as a manifest has it: only line ends and the percent sign are escaped."""
    return "".join(quote(mark) if mark in "%\r\n" else mark for mark in path)
