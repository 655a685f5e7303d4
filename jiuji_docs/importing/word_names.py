"""Name the elements of a Word document, in the transitional and the strict form alike."""

from __future__ import annotations

from lxml import etree

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_LARGEST_DIGITS = 6


def name(local: str) -> str:
    """Return the full name of a Word element or attribute."""
    return f"{{{_WORD}}}{local}"


def local_name(element: etree._Element) -> str:
    """Return an element's name without its namespace; comments and the like have none."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def value_of(element: etree._Element | None) -> str:
    """Return an element's ``w:val``, empty text when there is none."""
    return "" if element is None else (element.get(name("val")) or "")


def number_of(text: str | None, otherwise: int) -> int:
    """Return a small whole number; anything else gives *otherwise*."""
    plain = (text or "").strip()
    fits = plain.isascii() and plain.isdigit() and len(plain) <= _LARGEST_DIGITS
    return int(plain) if fits else otherwise


def transitional(root: etree._Element) -> etree._Element:
    """Return a strict part with the transitional names, so that one reader reads both."""
    for one in root.iter():
        if isinstance(one.tag, str) and one.tag.startswith(f"{{{_STRICT}}}"):
            one.tag = name(etree.QName(one).localname)
            for key, value in list(one.attrib.items()):
                if key.startswith(f"{{{_STRICT}}}"):
                    del one.attrib[key]
                    one.set(name(etree.QName(key).localname), value)
    return root
