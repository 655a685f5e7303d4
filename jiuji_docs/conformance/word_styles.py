"""Resolve what a run and a paragraph inherit: defaults, styles on styles, then their own (样式继承)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TWIP = 25.4 / 1440
#: Styles built on styles built on …; a file that goes deeper goes in circles.
DEEPEST = 12
Properties = dict[str, dict[str, str]]


def attribute(element: Any, name: str, default: str = "") -> str:
    """Return an attribute of the Word namespace."""
    return str(element.get(f"{W}{name}", default))


def number(text: str | None, default: float) -> float:
    """Return a number of a file, the default for anything that is none or absurd."""
    try:
        value = float(text) if text is not None else default
    except ValueError:
        return default
    return value if abs(value) < 1e7 else default  # noqa: PLR2004 - nothing on paper is larger


def properties(element: Any | None) -> Properties:
    """Return ``rPr`` or ``pPr`` as name → attributes; later levels are laid over earlier ones."""
    if element is None:
        return {}
    return {
        str(child.tag).removeprefix(W): {
            str(key).removeprefix(W): str(value) for key, value in child.attrib.items()
        }
        for child in element
        if isinstance(child.tag, str)
    }


def laid_over(*levels: Properties) -> Properties:
    """Return properties with later levels over earlier ones, attribute by attribute."""
    merged: Properties = {}
    for level in levels:
        for name, values in level.items():
            merged[name] = {**_unless_answered(merged.get(name, {}), values), **values}
    return merged


def _unless_answered(earlier: dict[str, str], values: dict[str, str]) -> dict[str, str]:
    """Leave out what a later level answers in the other way: a font by theme, or by name."""
    answered = {f"{key}Theme" for key in values} | {key.removesuffix("Theme") for key in values}
    return {key: value for key, value in earlier.items() if key not in answered or key in values}


class Styles:
    """The styles of a file and its defaults."""

    def __init__(self, root: Any | None) -> None:
        self._styles: dict[str, Any] = {}
        self._default: dict[str, str] = {}
        self._run: Properties = {}
        self._paragraph: Properties = {}
        if root is None:
            return
        for style in root.iter(f"{W}style"):
            name = attribute(style, "styleId")
            self._styles[name] = style
            if attribute(style, "default") in {"1", "true"}:
                self._default[attribute(style, "type")] = name
        self._run = properties(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))
        self._paragraph = properties(root.find(f"{W}docDefaults/{W}pPrDefault/{W}pPr"))

    def paragraph(self, own: Any | None) -> Properties:
        """Return a paragraph's properties, *own* being its ``pPr``."""
        chain = self._chain(self._named(own, "pStyle", "paragraph"))
        levels = [properties(style.find(f"{W}pPr")) for style in chain]
        return laid_over(self._paragraph, *levels, properties(own))

    def run(self, paragraph: Any | None, own: Any | None) -> Properties:
        """Return a run's properties: the paragraph's style, the run's style, then its own."""
        chain = self._chain(self._named(paragraph, "pStyle", "paragraph"))
        levels = [properties(style.find(f"{W}rPr")) for style in chain]
        character = [
            properties(style.find(f"{W}rPr"))
            for style in self._chain(self._named(own, "rStyle", "character"))
        ]
        return laid_over(self._run, *levels, *character, properties(own))

    def _named(self, own: Any | None, tag: str, kind: str) -> str:
        named = own.find(f"{W}{tag}") if own is not None else None
        return attribute(named, "val") if named is not None else self._default.get(kind, "")

    def _chain(self, name: str) -> list[Any]:
        """Return the styles a style is built on, the ground first."""
        return list(self._upwards(name))[::-1]

    def _upwards(self, name: str) -> Iterator[Any]:
        for _ in range(DEEPEST):
            style = self._styles.get(name)
            if style is None:
                return
            yield style
            based = style.find(f"{W}basedOn")
            if based is None:
                return
            name = attribute(based, "val")
