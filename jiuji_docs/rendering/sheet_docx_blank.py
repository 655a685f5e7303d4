"""Open an empty DOCX with a page and nothing of another program in it (空白Word文件)."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable
from functools import cache
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm

from jiuji_docs.domain.forms.sheet import FormSheet
from jiuji_docs.rendering.sheet_docx_parts import OFFICIAL_FACES, RFONTS
from jiuji_docs.rendering.sheet_metrics import VALUE_FACE, plain
from jiuji_docs.rendering.sheet_style import FOOT_UP, HEAD_TOP, STRIP_HEIGHT, Page

_THEMED = ("themeFontLang", "clrSchemeMapping")
#: Settings of the template's own history and formulas; the latter name a foreign face.
_FOREIGN = (
    qn("w:rsids"),
    "{http://schemas.openxmlformats.org/officeDocument/2006/math}mathPr",
)
_THEME = ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme")
#: Parts of the template that a form does not need: its table of fonts names foreign faces, its
#: properties another program.
_DROPPED = (
    "/theme",
    "/fontTable",
    "/extended-properties",
    "/stylesWithEffects",
    "/numbering",
    "/customXml",
    "/thumbnail",
    "/webSettings",
)
#: Office files know no "no date"; the content decides the bytes, not the clock.
_FIXED = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


def blank(page: Page, sheet: FormSheet) -> Any:
    """Return an empty document without theme and styles, its page and fixed properties set."""
    document = Document(io.BytesIO(_emptied()))
    _set_page(document.sections[0], page)
    properties = document.core_properties
    properties.title, properties.author = " ".join(plain(sheet.title).split("\n")), sheet.unit
    properties.last_modified_by, properties.comments = sheet.unit, ""
    properties.created = properties.modified = _FIXED
    return document


@cache
def _emptied() -> bytes:
    """Return python-docx's own template stripped once: opening all of it takes longer than writing a sheet."""
    document, target = Document(), io.BytesIO()
    _strip(document)
    document.save(target)
    return target.getvalue()


def _strip(document: Any) -> None:
    """Leave only the default styles, in our face: a theme would change what an office sees."""
    for relations in (document.part.rels, document.part.package.rels):
        for key in [key for key, one in relations.items() if one.reltype.endswith(_DROPPED)]:
            del relations[key]
    styles, settings = document.styles.element, document.settings.element
    kept = (qn("w:docDefaults"),)
    _remove(one for one in styles if one.tag not in kept and one.get(qn("w:default")) is None)
    _remove(styles.iter(qn("w:pPrDefault")))
    _remove(settings.iter(*(qn(f"w:{name}") for name in _THEMED), *_FOREIGN))
    _set_face(styles)


def _remove(items: Iterable[Any]) -> None:
    for item in list(items):
        item.getparent().remove(item)


def _set_face(styles: Any) -> None:
    for fonts in styles.iter(qn("w:rFonts")):
        for name in _THEME:
            fonts.attrib.pop(qn(name), None)
        for slot in RFONTS:
            fonts.set(qn(slot), OFFICIAL_FACES[VALUE_FACE])
    for language in styles.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")


def _set_page(section: Any, page: Page) -> None:
    turned = page.width > page.height
    section.orientation = WD_ORIENT.LANDSCAPE if turned else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(page.width), Mm(page.height)
    section.top_margin, section.bottom_margin = Mm(page.top), Mm(page.bottom)
    section.left_margin, section.right_margin = Mm(page.left), Mm(page.right)
    section.header_distance = Mm(HEAD_TOP)
    section.footer_distance = Mm(FOOT_UP - STRIP_HEIGHT)
