"""Choose the fonts that documents are printed with: the bundled set, or the office's own (字体)."""

from __future__ import annotations

from jiuji_docs.domain.errors import DefinitionError
from jiuji_docs.rendering.fonts import FontSet, installed_fonts
from jiuji_docs.rendering.office_fonts import with_office_fonts
from jiuji_docs.services.official_printing import PrintNote
from jiuji_docs.services.settings import Settings

FONT_CHOICES = ("bundled", "office")
#: The set, and a note for each face that another one stands in for.
PrintingFonts = tuple[FontSet, tuple[PrintNote, ...]]


def bundled_fonts() -> PrintingFonts:
    """Return the bundled set; SetUpError when it was not built."""
    return installed_fonts(), ()


def printing_fonts(settings: Settings, choice: str | None = None) -> PrintingFonts:
    """Return the font set and a note for each face that another one stands in for.

    *choice* overrides the setting. Raises DefinitionError for an unknown choice, SetUpError when the
    bundled fonts were not built.
    """
    wanted = choice or settings.fonts
    if wanted not in FONT_CHOICES:
        raise DefinitionError("jiuji.fonts", f"字体只有 {'、'.join(FONT_CHOICES)}：{wanted}")
    if wanted == "bundled":
        return bundled_fonts()
    bundled = installed_fonts()
    fonts, missing = with_office_fonts(bundled, settings.office_fonts)
    return fonts, tuple(PrintNote("font", message, "字体") for message in missing)
