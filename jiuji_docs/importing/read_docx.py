"""Read a Word document's paragraphs and tables in reading order."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from lxml import etree

from jiuji_docs.domain.documents.import_joins import is_full_line
from jiuji_docs.domain.documents.import_notes import Notes, SourceLine
from jiuji_docs.domain.documents.import_patterns import begins
from jiuji_docs.domain.errors import PaperError
from jiuji_docs.importing.bounds import MOST_PARAGRAPHS
from jiuji_docs.importing.numbering import Numbering, read_numbering
from jiuji_docs.importing.package import Package
from jiuji_docs.importing.word_names import local_name, name, number_of, transitional, value_of
from jiuji_docs.importing.word_runs import RunReader, notes_below, shown_children
from jiuji_docs.importing.word_tables import placed_lines, places_text, rows_of

_GONE = frozenset(
    {"del", "moveFrom", "sdtPr", "sdtEndPr", "tblPr", "tblGrid", "sectPr", "rPr", "pPr"}
)
_DEEPEST = 40
#: Twips between which two characters lie, whatever the type.
_LEAST_INDENT, _MOST_INDENT = 200, 1_000
_ADDRESS_SHOWN = 60


def read_docx(data: bytes, notes: Notes) -> list[SourceLine]:
    """Return the lines of a DOCX; PaperError when it is no safe or no whole package.

    Headers and footers are not read. Nothing outside the file is fetched: what it names there is
    told as ``external_reference``.
    """
    package = Package(data)
    root = _part(package, package.main)
    body = root.find(name("body")) if root is not None else None
    if body is None:
        raise PaperError("不是 DOCX 文件：没有正文")
    for target in package.outside():
        message = f"文件引用外部地址，没有取用：{target[:_ADDRESS_SHOWN]}"
        notes.add("external_reference", 0, message, "doubtful")
    below = {
        **notes_below(_part(package, package.beside("footnotes.xml")), "footnote"),
        **notes_below(_part(package, package.beside("endnotes.xml")), "endnote"),
    }
    numbering = read_numbering(
        _part(package, package.beside("numbering.xml")),
        _part(package, package.beside("styles.xml")),
    )
    reader = _Reader(notes, numbering, RunReader(notes, below))
    reader.blocks(body, 0)
    return reader.finished(body)


def _part(package: Package, part: str) -> etree._Element | None:
    root = package.root(part)
    return None if root is None else transitional(root)


@dataclass(slots=True)
class _Reader:
    """Walks blocks; sections count so that turned pages are known when the file ends."""

    notes: Notes
    numbering: Numbering
    runs: RunReader
    lines: list[SourceLine] = field(default_factory=list)
    sections: list[int] = field(default_factory=list)
    turned: list[bool] = field(default_factory=list)
    carried: str = ""

    def blocks(self, parent: etree._Element, depth: int) -> None:
        """Read the paragraphs and tables below *parent* in order."""
        if depth > _DEEPEST:
            self.notes.add("W-3", self._number, "文本框或表格嵌套过深，内层没有导入", "doubtful")
            return
        for one in shown_children(parent):
            kind = local_name(one)
            if kind == "p":
                self._paragraph(one, depth)
            elif kind == "tbl":
                self._table(one)
            elif kind not in _GONE:
                self.blocks(one, depth + 1)
            elif kind in ("del", "moveFrom"):
                gone = "".join(one.itertext(name("delText"), name("t")))
                self.notes.count("W-1", self._number, "接受修订：删去的文字不导入", removed=gone)

    @property
    def _number(self) -> int:
        return len(self.lines) + 1

    def _add(self, text: str, rows: tuple[tuple[str, ...], ...] = ()) -> None:
        if len(self.lines) >= MOST_PARAGRAPHS:
            raise PaperError(f"段落超过 {MOST_PARAGRAPHS} 段，不像一份公文")
        self.lines.append(SourceLine(self._number, text, rows))
        self.sections.append(len(self.turned))

    def _paragraph(self, paragraph: etree._Element, depth: int) -> None:
        words = self.runs.read(paragraph, self._number)
        text = self.carried + words.text
        self.carried = ""
        label = self.numbering.label(paragraph) if text.strip() else ""
        if not label and self._goes_on(paragraph, text):
            self.notes.count("L-16", self._number, "接上被分页切断的段落")
            last = self.lines[-1]
            self.lines[-1] = replace(last, text=f"{last.text}\n{text}")
            return
        if label:
            self.notes.count("L-06", self._number, "自动编号改为文字")
        if _joins_the_next(paragraph):
            self.carried = label + text
        else:
            self._add(label + text)
        for box in words.boxes:
            self.blocks(box, depth + 1)
        if (section := paragraph.find(f"{name('pPr')}/{name('sectPr')}")) is not None:
            self.turned.append(_is_turned(section))

    def _goes_on(self, paragraph: etree._Element, text: str) -> bool:
        """Tell whether a paragraph at a page's top goes on with the one that filled the page."""
        if not self.lines or not text.strip() or begins(text.strip()) or not _is_carried(paragraph):
            return False
        return is_full_line(self.lines[-1].text.rpartition("\n")[2])

    def _table(self, table: etree._Element) -> None:
        rows = rows_of(table, self._cell)
        if places_text(rows):
            for line in placed_lines(rows):
                self._add(line)
        elif any(map(any, rows)):
            self._add("", tuple(rows))

    def _cell(self, cell: etree._Element) -> str:
        """Return a cell's paragraphs as lines, those of tables and boxes inside it included."""
        inner = _Reader(self.notes, self.numbering, self.runs)
        inner.blocks(cell, 1)
        texts = [
            " ".join((line.text, *(c for row in line.rows for c in row))) for line in inner.lines
        ]
        return "\n".join(text.strip() for text in texts if text.strip())

    def finished(self, body: etree._Element) -> list[SourceLine]:
        """Return the lines, those on turned pages marked."""
        if self.carried:
            self._add(self.carried)
        last = body.find(name("sectPr"))
        turned = [*self.turned, last is not None and _is_turned(last)]
        pairs = zip(self.lines, self.sections, strict=True)
        return [replace(line, landscape=turned[section]) for line, section in pairs]


def _joins_the_next(paragraph: etree._Element) -> bool:
    """Tell whether the mark at a paragraph's end was deleted under tracked changes."""
    return paragraph.find(f"{name('pPr')}/{name('rPr')}/{name('del')}") is not None


def _is_carried(paragraph: etree._Element) -> bool:
    """Tell whether a paragraph begins a page without the two characters that begin a paragraph."""
    properties = paragraph.find(name("pPr"))
    if properties is None or properties.find(name("pageBreakBefore")) is None:
        return False
    indent = properties.find(name("ind"))
    first = indent.get(name("firstLine")) if indent is not None else None
    centred = value_of(properties.find(name("jc"))) == "center"
    return (
        first is not None and not _LEAST_INDENT < number_of(first, 0) < _MOST_INDENT and not centred
    )


def _is_turned(section: etree._Element) -> bool:
    size = section.find(name("pgSz"))
    return size is not None and size.get(name("orient")) == "landscape"
