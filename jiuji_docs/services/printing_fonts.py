"""Choose the fonts that documents are printed with: the bundled set, or the office's own (字体)."""

from __future__ import annotations

from jiuji_docs.domain.errors import DefinitionError
from jiuji_docs.rendering.fonts import FontSet, installed_fonts
from jiuji_docs.rendering.office_fonts import with_office_fonts
from jiuji_docs.services.official_printing import PrintNote
from jiuji_docs.services.settings import Settings

FONT_CHOICES = ("bundled", "office")


def printing_fonts(
    settings: Settings, choice: str | None = None
) -> tuple[FontSet, tuple[PrintNote, ...]]:
    """Return the font set and a note for each face that another one stands in for.

    *choice* overrides the setting. Raises DefinitionError for an unknown choice, SetUpError when the
    bundled fonts were not built.
    """
    wanted = choice or settings.fonts
    if wanted not in FONT_CHOICES:
        raise DefinitionError("jiuji.fonts", f"字体只有 {'、'.join(FONT_CHOICES)}：{wanted}")
    bundled = installed_fonts()
    if wanted == "bundled":
        return bundled, ()
    fonts, missing = with_office_fonts(bundled, settings.office_fonts)
    return fonts, tuple(PrintNote("font", message, "字体") for message in missing)
