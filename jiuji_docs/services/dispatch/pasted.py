"""Read a text that somebody pasted into a draft's content (粘贴文稿)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jiuji_docs.domain.documents.frozen import freeze
from jiuji_docs.domain.documents.import_notes import ImportFinding
from jiuji_docs.domain.documents.import_text import Imported
from jiuji_docs.domain.documents.kinds import kind_of_title
from jiuji_docs.domain.errors import PaperError
from jiuji_docs.services.official_documents import import_bytes

#: What a draft has from its office and a pasted text often lacks; anything else is the old text.
_OFFICE = (
    "mark",
    "joint_issuers",
    "number",
    "copy_number",
    "signatories",
    "printer",
    "seal_diameter",
)
#: Nobody pastes more than this by hand.
LONGEST_PASTE = 200_000


def read_pasted(
    text: str, before: Mapping[str, Any]
) -> tuple[dict[str, Any], tuple[ImportFinding, ...]]:
    """Return the content of a pasted *text* and what was changed or is missing.

    Text that was copied with a page's marks is read as a web page. The kind comes from the title's last
    word, the office's own elements from *before* where the text has none. Raises PaperError for no text
    or too much, Refused for a classified one.
    """
    if len(text) > LONGEST_PASTE:
        raise PaperError(f"粘贴的文稿过长（{len(text)} 字），最多 {LONGEST_PASTE} 字")
    imported: Imported = import_bytes(text.encode("utf-8", "replace"), "粘贴的文稿")
    plain = freeze(imported.document)
    kind = kind_of_title(imported.document.full_title)
    form = (
        {"style": kind.style, "direction": kind.direction, "stamped": kind.stamped} if kind else {}
    )
    office = {name: before[name] for name in _OFFICE if name in before and not _given(plain, name)}
    return {**plain, **form, **office}, imported.findings


def _given(plain: Mapping[str, Any], name: str) -> bool:
    return name != "seal_diameter" and bool(plain.get(name))
