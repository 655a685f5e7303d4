"""Open a Word package without trusting it: bounded parts, no entities, nothing outside the file."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree

from jiuji_docs.domain.errors import PaperError
from jiuji_docs.importing.bounds import LARGEST_PART, MOST_PARTS

_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError, OverflowError, RuntimeError,
    NotImplementedError, OSError,
)  # fmt: skip
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_MAIN = "/officeDocument"
_USUAL_MAIN = "word/document.xml"
_ENCRYPTED = 0x1


class Package:
    """A Word package in memory; parts are read when they are asked for."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self._parts = {one.filename: one for one in self._zip.infolist()}
        except _BROKEN as error:
            raise PaperError("DOCX 文件已损坏，打不开") from error
        if len(self._parts) > MOST_PARTS:
            raise PaperError(f"DOCX 文件的部件过多（{len(self._parts)} 个）")
        self.main = self._find_main()

    def root(self, name: str) -> etree._Element | None:
        """Return the root element of a part, None when there is no such part.

        Raises PaperError for a part that is too large, encrypted, no XML, or has a DTD.
        """
        if name not in self._parts:
            return None
        data = self._read(self._parts[name])
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
            remove_comments=True, remove_pis=True,
        )  # fmt: skip
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise PaperError(f"DOCX 文件的 {name} 已损坏，读不出") from error
        if root.getroottree().docinfo.doctype:
            raise PaperError("DOCX 文件含有 DTD，不予读取")
        return root

    def _read(self, part: zipfile.ZipInfo) -> bytes:
        if part.flag_bits & _ENCRYPTED or part.compress_type not in _METHODS:
            raise PaperError("DOCX 文件已加密或压缩方式不认识，请另存后再导入")
        if part.file_size > LARGEST_PART:
            raise PaperError(f"DOCX 文件的 {part.filename} 过大（{part.file_size} 字节）")
        try:
            with self._zip.open(part) as opened:
                data = opened.read(LARGEST_PART + 1)
        except _BROKEN as error:
            raise PaperError(f"DOCX 文件的 {part.filename} 已损坏，读不出") from error
        if len(data) > LARGEST_PART:
            raise PaperError(f"DOCX 文件的 {part.filename} 展开后过大")
        return data

    def _find_main(self) -> str:
        for kind, target, external in self._relations("_rels/.rels"):
            if kind.endswith(_MAIN) and not external and target.lstrip("/") in self._parts:
                return target.lstrip("/")
        if _USUAL_MAIN in self._parts:
            return _USUAL_MAIN
        raise PaperError("不是 DOCX 文件：没有正文部件")

    def beside(self, name: str) -> str:
        """Return the name of a part that stands beside the main one."""
        return posixpath.join(posixpath.dirname(self.main), name)

    def outside(self) -> Iterator[str]:
        """Yield the targets outside the file that the main part names; they are never followed."""
        for owner in (self.main, self.beside("settings.xml")):
            folder, base = posixpath.split(owner)
            for _, target, external in self._relations(f"{folder}/_rels/{base}.rels"):
                if external:
                    yield target

    def _relations(self, name: str) -> Iterator[tuple[str, str, bool]]:
        root = self.root(name)
        for one in root.iter(_RELATIONS) if root is not None else ():
            external = one.get("TargetMode") == "External"
            yield one.get("Type", ""), one.get("Target", ""), external
