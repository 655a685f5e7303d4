"""Change a Word file's XML in one way, so that each mutant is a real DOCX with one fault."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
XML = "{http://www.w3.org/XML/1998/namespace}"
#: Changes the parsed parts of a file, by name.
Change = Callable[[dict[str, Any]], None]
DOCUMENT, SETTINGS = "word/document.xml", "word/settings.xml"


def mutated(docx: bytes, change: Change) -> bytes:
    """Return the file with *change* applied to its parts."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        contents = {name: archive.read(name) for name in archive.namelist()}
    parts: dict[str, Any] = {
        name: etree.fromstring(data)
        for name, data in contents.items()
        if name.endswith((".xml", ".rels"))
    }
    change(parts)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in {**contents, **parts}:
            root = parts.get(name)
            archive.writestr(name, contents[name] if root is None else etree.tostring(root))
    return target.getvalue()


def text_of(paragraph: Any) -> str:
    return "".join(str(item.text or "") for item in paragraph.iter(f"{W}t"))


def paragraphs(parts: dict[str, Any], words: str) -> list[Any]:
    """Return the paragraphs whose text holds *words*; a mutant that changes nothing is a mistake."""
    found = [one for one in parts[DOCUMENT].iter(f"{W}p") if words in text_of(one)]
    assert found, words
    return found


def child(element: Any, *names: str) -> Any:
    """Return a child by path of Word names, made where it is missing."""
    for name in names:
        found = element.find(f"{W}{name}")
        if found is None:
            found = etree.SubElement(element, f"{W}{name}")
        element = found
    return element


def set_on(element: Any, **values: str) -> None:
    for name, value in values.items():
        element.set(f"{W}{name}", value)


def paragraph(words: str, *path: str, **values: str) -> Change:
    """Set attributes of a property of the first paragraph that holds *words*."""

    def change(parts: dict[str, Any]) -> None:
        set_on(child(paragraphs(parts, words)[0], "pPr", *path), **values)

    return change


def indent(words: str, *, last: bool = False, **values: str) -> Change:
    """Give a paragraph these indents and no others."""

    def change(parts: dict[str, Any]) -> None:
        element = child(paragraphs(parts, words)[-1 if last else 0], "pPr", "ind")
        for name in list(element.attrib):
            del element.attrib[name]
        set_on(element, **values)

    return change


def run(words: str, *path: str, last: bool = False, **values: str) -> Change:
    """Set attributes of a property of every run of the paragraph that holds *words*."""

    def change(parts: dict[str, Any]) -> None:
        for item in paragraphs(parts, words)[-1 if last else 0].iter(f"{W}r"):
            set_on(child(item, "rPr", *path), **values)

    return change


def face(words: str, name: str) -> Change:
    return run(words, "rFonts", ascii=name, hAnsi=name, eastAsia=name, cs=name)


def size(words: str, points: float) -> Change:
    return run(words, "sz", val=str(round(points * 2)))


def worded(words: str, instead: str) -> Change:
    """Replace words in the first paragraph that holds them; it becomes one run."""

    def change(parts: dict[str, Any]) -> None:
        found = [one for one in parts[DOCUMENT].iter(f"{W}p") if words in text_of(one)]
        assert found, words
        texts = list(found[0].iter(f"{W}t"))
        texts[0].text = text_of(found[0]).replace(words, instead)
        texts[0].set(f"{XML}space", "preserve")
        for one in texts[1:]:
            one.text = ""

    return change


def moved(words: str, right: int = 0, down: int = 0) -> Change:
    """Move the frame of the paragraph that holds *words* by so many twips."""

    def change(parts: dict[str, Any]) -> None:
        frame = paragraphs(parts, words)[0].find(f"{W}pPr/{W}framePr")
        set_on(
            frame,
            x=str(int(frame.get(f"{W}x")) + right),
            y=str(int(frame.get(f"{W}y")) + down),
        )

    return change


def section(name: str, **values: str) -> Change:
    def change(parts: dict[str, Any]) -> None:
        for one in parts[DOCUMENT].iter(f"{W}sectPr"):
            set_on(child(one, name), **values)

    return change


def footer(number: int, function: Callable[[Any], None]) -> Change:
    return lambda parts: function(parts[f"word/footer{number}.xml"])


def drop(tag: str, part: str = DOCUMENT, keep: int = 0) -> Change:
    """Take elements of this name away, all but the first *keep*."""

    def change(parts: dict[str, Any]) -> None:
        found = list(parts[part].iter(tag))[keep:]
        assert found, tag
        for one in found:
            one.getparent().remove(one)

    return change


def added(words: str, markup: str, *, before: bool = False) -> Change:
    """Put a paragraph of this markup beside the one that holds *words*."""

    def change(parts: dict[str, Any]) -> None:
        made = etree.fromstring(f'<w:p xmlns:w="{W[1:-1]}">{markup}</w:p>')
        place = paragraphs(parts, words)[0]
        (place.addprevious if before else place.addnext)(made)

    return change


def both(*changes: Change) -> Change:
    def change(parts: dict[str, Any]) -> None:
        for one in changes:
            one(parts)

    return change


def removed(words: str) -> Change:
    """Take the last paragraph that says no more than *words* away, else the first that holds them."""

    def change(parts: dict[str, Any]) -> None:
        found = paragraphs(parts, words)
        exact = [one for one in found if text_of(one) == words]
        chosen = exact[-1] if exact else found[0]
        chosen.getparent().remove(chosen)

    return change


def titled(*lines: str) -> Change:
    """Give the document another title, the first centred paragraph of 22 points, in these lines."""

    def change(parts: dict[str, Any]) -> None:
        title = next(
            one
            for one in parts[DOCUMENT].iter(f"{W}p")
            if text_of(one) and any(size.get(f"{W}val") == "44" for size in one.iter(f"{W}sz"))
        )
        runs = list(title.iter(f"{W}r"))
        for one in runs[1:]:
            one.getparent().remove(one)
        for one in list(runs[0]):
            if one.tag != f"{W}rPr":
                runs[0].remove(one)
        for number, line in enumerate(lines):
            if number:
                etree.SubElement(runs[0], f"{W}br")
            etree.SubElement(runs[0], f"{W}t").text = line

    return change
