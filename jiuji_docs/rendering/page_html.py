"""Hand WeasyPrint pages that are quickly parsed and styled (纸面的解析与样式).

The templates write well-formed XML, which the parser of the standard library reads ten times faster
than one that forgives. Style attributes become classes: lines of one look share one computed style,
which WeasyPrint otherwise works out anew for each of them.
"""

from __future__ import annotations

from functools import cache
from typing import Any
from xml.etree import ElementTree as ET

from cssselect2 import ElementWrapper

from jiuji_docs.domain.errors import PaperError
from jiuji_docs.rendering import font_embedding, kept_styles, line_layouts
from jiuji_docs.rendering.kept_styles import KeptStyles

#: What an element is before the paper's own style says how its ink looks. WeasyPrint's usual sheet
#: has 250 rules for what no paper has.
_PLAIN = "html, body, section, div, p { display: block } head, title, meta { display: none }"
#: White space directly inside these is between blocks, not in a line.
_BETWEEN_BLOCKS = frozenset({"html", "head", "body", "section"})
#: Looks remembered; a press of a long life meets ever new ones.
_MOST = 4000


class StyleBook:
    """Classes that stand for style attributes (样式簿), kept from paper to paper."""

    def __init__(self) -> None:
        self._clear()

    def _clear(self) -> None:
        from weasyprint import CSS

        self._names: dict[str, str] = {}
        self._kept = KeptStyles()
        self.sheet = CSS(string="")

    def page(self, text: str, fetcher: Any) -> Any:
        """Return *text* as WeasyPrint's HTML, to be rendered with :attr:`sheet`.

        Raises PaperError where *text* has a character that XML, like PDF, cannot hold.
        """
        if len(self._names) > _MOST:
            self._clear()
        try:
            root = ET.fromstring(text)  # noqa: S314 - our own template, texts escaped
        except ET.ParseError as error:
            raise PaperError("文字中有无法印出的字符") from error
        for element in root.iter():
            if element.tag in _BETWEEN_BLOCKS:
                _trim(element)
            if style := element.attrib.pop("style", ""):
                kinds = element.get("class", "")
                element.set("class", f"{kinds} {self._name(style)}")
        self._kept.begin()
        return _page_html()(root, fetcher, self._kept)

    def _name(self, style: str) -> str:
        """Return the class of a look; its rule is stronger than any that the papers' styles have."""
        from weasyprint import CSS

        name = self._names.get(style)
        if name is None:
            name = self._names[style] = f"look{len(self._names)}"
            CSS(string=f".{name}.{name}.{name} {{ {style} }}", matcher=self.sheet.matcher)
        return name


def _trim(element: ET.Element) -> None:
    element.text = (element.text or "").strip() or None
    for child in element:
        child.tail = (child.tail or "").strip() or None


@cache
def _page_html() -> Any:
    """Return a WeasyPrint HTML that is made from an element, and has a plain style of its own."""
    from weasyprint import CSS, HTML

    for part in (kept_styles, line_layouts, font_embedding):
        part.install()
    plain = CSS(string=_PLAIN)

    class PageHTML(HTML):  # type: ignore[misc]
        def __init__(self, root: ET.Element, fetcher: Any, kept: KeptStyles) -> None:
            self.kept = kept
            self.base_url, self.media_type, self.url_fetcher = None, "print", fetcher
            self.wrapper_element = ElementWrapper.from_html_root(root)
            self.etree_element = root

        def _ua_stylesheets(self, forms: bool = False) -> list[Any]:  # noqa: FBT001, FBT002, ARG002
            return [plain]

        def _ph_stylesheets(self) -> list[Any]:
            return []

    return PageHTML
