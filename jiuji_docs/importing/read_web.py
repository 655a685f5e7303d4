"""Read a web page, or what was copied from one, as lines and tables; nothing is fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree
from lxml import html as web

from jiuji_docs.domain.documents.import_notes import Notes, SourceLine
from jiuji_docs.domain.errors import PaperError
from jiuji_docs.importing.bounds import MOST_PARAGRAPHS, WIDEST_SPAN
from jiuji_docs.importing.word_tables import placed_lines, places_text

#: Without words for a reader: dropped silently, with what is in them.
_CODE = frozenset(
    {"script", "style", "template", "noscript", "svg", "math", "head", "object", "iframe"}
)
#: Words around the document: dropped and told.
_AROUND = frozenset({"nav", "footer", "aside", "form", "button", "select", "dialog", "menu"})
_INLINE = frozenset(
    {
        "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "em", "font", "i", "ins",
        "kbd", "label", "mark", "nobr", "q", "s", "small", "span", "strike", "strong", "sub", "sup",
        "time", "tt", "u", "var", "wbr", "img", "br", "o:p", "ruby", "rb", "rt",
    }
)  # fmt: skip
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BETWEEN_HAN = re.compile(
    r"(?<=[\u3000-\u9fff\uff00-\uffef])[ \t\r\f]*\n\s*(?=[\u3001-\u9fff\uff00-\uffef])"
)
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_OUTSIDE = re.compile(r"^\s*(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)
_ADDRESS_SHOWN, _WORDS_SHOWN = 60, 20
_BREAK = "\x0b"


def read_web(text: str, notes: Notes) -> list[SourceLine]:
    """Return the lines of a page's text; PaperError when there is no element in it."""
    parser = web.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    plain = text.replace("\0", "").encode("utf-8", "replace")
    try:
        root = web.document_fromstring(plain, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise PaperError("网页里没有可以读取的内容") from error
    if any(one.level >= etree.ErrorLevels.FATAL for one in parser.error_log):
        raise PaperError("网页嵌套过深或已损坏，读不完整，请复制其中的文字再导入")
    reader = _Reader(notes)
    reader.walk(root)
    reader.flush()
    return reader.lines


@dataclass(slots=True)
class _Reader:
    notes: Notes
    lines: list[SourceLine] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    pending: str = ""

    @property
    def _number(self) -> int:
        return len(self.lines) + 1

    def walk(self, element: etree._Element) -> None:
        """Read an element and what is below it; the parser bounds the depth."""
        tag = element.tag if isinstance(element.tag, str) else "script"
        if self._is_left_out(element, tag):
            return
        self._tell_outside(element, tag)
        if tag == "table" and self._table(element):
            return
        block = tag not in _INLINE
        if block:
            self.flush()
        if tag == "br":
            self.pieces.append(_BREAK)
        self._text(element.text)
        for number, child in enumerate(element.iterchildren(), 1):
            if tag == "ol" and child.tag == "li":
                self.flush()
                self.pending = f"{number}."
            self.walk(child)
            self._text(child.tail)
        if block:
            self.flush()

    def _is_left_out(self, element: etree._Element, tag: str) -> bool:
        """Leave out code; tell the words of what stands around a document or is hidden."""
        if tag in _CODE:
            return True
        hidden = element.get("hidden") is not None or _HIDDEN.search(element.get("style") or "")
        if tag not in _AROUND and not hidden:
            return False
        words = _BLANKS.sub(" ", "".join(_words(element))).strip()
        if words:
            what = "隐藏" if hidden else "导航、页脚等"
            message = f"去掉网页的{what}文字：{words[:_WORDS_SHOWN]}"
            self.notes.add("L-16", self._number, message, removed=words)
        return True

    def _tell_outside(self, element: etree._Element, tag: str) -> None:
        if tag == "img":
            where = (element.get("src") or "")[:_ADDRESS_SHOWN]
            message = f"图片没有取用，请核对：{where}"
            self.notes.add("external_reference", self._number, message, "doubtful")
            self._text(element.get("alt"))
        elif tag == "a" and _OUTSIDE.match(element.get("href") or ""):
            self.notes.count("external_reference", self._number, "链接只留文字，没有取用")

    def _text(self, text: str | None) -> None:
        if text:
            self.pieces.append(_BLANKS.sub(" ", _BETWEEN_HAN.sub("", text)))

    def flush(self) -> None:
        """End the line that is being read."""
        text = "".join(self.pieces).replace(_BREAK, "\n")
        self.pieces.clear()
        lines = "\n".join(part.strip(" ") for part in text.split("\n")).strip("\n")
        if lines:
            self._add(self.pending + lines)
            self.pending = ""

    def _add(self, text: str, rows: tuple[tuple[str, ...], ...] = ()) -> None:
        if len(self.lines) >= MOST_PARAGRAPHS:
            raise PaperError(f"段落超过 {MOST_PARAGRAPHS} 段，不像一份公文")
        self.lines.append(SourceLine(self._number, text, rows))

    def _table(self, table: etree._Element) -> bool:
        """Read a table of data; False for one that lays out the page, to be read as blocks."""
        if table.find(".//table") is not None:
            return False
        own = list(table.iter("tr"))
        rows = [_row(row) for row in own]
        rows = [row for row in rows if row]
        if not rows or max(map(len, rows)) <= 1:
            return False
        self.flush()
        if places_text(rows):
            for line in placed_lines(rows):
                self._add(line)
        else:
            self._add("", tuple(rows))
        return True


def _row(row: etree._Element) -> tuple[str, ...]:
    cells: list[str] = []
    for cell in row:
        if cell.tag in ("td", "th"):
            cells.append(_BLANKS.sub(" ", "".join(_words(cell))).strip())
            span = cell.get("colspan") or ""
            wide = int(span) if span.isascii() and span.isdigit() and len(span) < 3 else 1  # noqa: PLR2004 - digits
            cells += [""] * (min(wide, WIDEST_SPAN) - 1)
    return tuple(cells)


def _words(element: etree._Element) -> Iterator[str]:
    """Yield the texts below an element but for code."""
    if element.tag not in _CODE and isinstance(element.tag, str):
        yield element.text or ""
        for one in element:
            yield from _words(one)
            yield one.tail or ""
