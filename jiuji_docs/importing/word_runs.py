"""Collect what stands inside one Word paragraph: words, breaks, notes, and text boxes behind it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from jiuji_docs.domain.documents.import_notes import Notes
from jiuji_docs.importing.word_names import local_name, name, number_of

_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
_SKIPPED = frozenset(
    {"pPr", "rPr", "delText", "delInstrText", "instrText", "softHyphen", "sectPr", "fldData", "rt"}
)
_DELETED = frozenset({"del", "moveFrom"})
_LARGEST_SIGN = 0xFFFF
_SHOWN = 30


@dataclass(slots=True)
class Words:
    """The text of a paragraph and the text boxes that are anchored in it."""

    parts: list[str] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words in order."""
        return "".join(self.parts)


@dataclass(slots=True)
class RunReader:
    """Reads paragraphs; ``notes_below`` are footnotes and endnotes by kind and number."""

    notes: Notes
    notes_below: dict[tuple[str, str], str]

    def read(self, paragraph: etree._Element, number: int) -> Words:
        """Return the words of one paragraph, tracked changes accepted."""
        words = Words()
        self._collect(paragraph, number, words)
        return words

    def _collect(self, parent: etree._Element, number: int, words: Words) -> None:
        for one in shown_children(parent):
            kind = local_name(one)
            if kind in _DELETED:
                gone = "".join(one.itertext(name("delText"), name("t")))
                self.notes.count("W-1", number, "接受修订：删去的文字不导入", removed=gone)
            elif kind in _SKIPPED:
                continue
            elif kind == "t":
                words.parts.append(one.text or "")
            elif kind in _SIGNS:
                words.parts.append(_SIGNS[kind])
            else:
                self._special(one, kind, number, words)

    def _special(self, one: etree._Element, kind: str, number: int, words: Words) -> None:
        """Read what is neither text nor a break."""
        if kind == "sym":
            words.parts.append(_symbol(one))
        elif kind in ("footnoteReference", "endnoteReference"):
            self._note_below(one, kind.removesuffix("Reference"), number)
        elif kind == "commentReference":
            self.notes.add("W-2", number, "此处有批注，没有导入", "doubtful")
        elif kind == "txbxContent":
            words.boxes.append(one)
        else:
            if kind in ("blip", "imagedata"):
                self.notes.add("W-3", number, "此处有图片，没有导入", "doubtful")
            elif kind == "OLEObject":
                self.notes.add("W-3", number, "此处有嵌入的对象，没有导入", "doubtful")
            elif kind == "oMath":
                self.notes.add("W-3", number, "此处有公式，只导入其中的文字", "doubtful")
            elif kind == "ins":
                self.notes.count("W-1", number, "接受修订：插入的文字已导入")
            self._collect(one, number, words)

    def _note_below(self, reference: etree._Element, kind: str, number: int) -> None:
        """Report a footnote: documents have none (附注 is another thing), its words are told."""
        text = self.notes_below.get((kind, reference.get(name("id"), "")), "")
        what = {"footnote": "脚注", "endnote": "尾注"}[kind]
        message = f"{what}没有归入公文，请核对：{text[:_SHOWN]}"
        self.notes.add("W-4", number, message, "doubtful", removed=text)


def shown_children(parent: etree._Element) -> Iterator[etree._Element]:
    """Yield what Word shows of an element: of alternatives the first one only."""
    for one in parent:
        if local_name(one) != "AlternateContent":
            yield one
            continue
        choices = [child for child in one if local_name(child) in ("Choice", "Fallback")]
        if choices:
            yield choices[0]


def _symbol(element: etree._Element) -> str:
    """Return the character of a symbol font; those of the private area are told later."""
    code = element.get(name("char")) or ""
    try:
        value = int(code, 16)
    except ValueError:
        return ""
    return chr(value) if 0 < value <= _LARGEST_SIGN and not 0xD800 <= value < 0xE000 else ""  # noqa: PLR2004 - halves


def notes_below(root: etree._Element | None, kind: str) -> dict[tuple[str, str], str]:
    """Return footnotes or endnotes by kind and number; separators are none."""
    made = {}
    for one in root.iter(name(kind)) if root is not None else ():
        if number_of(one.get(name("id")), 0) > 0:
            text = "".join(one.itertext(name("t"))).strip()
            made[kind, one.get(name("id"), "")] = text
    return made
