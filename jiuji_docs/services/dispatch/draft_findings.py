"""List what a draft still lacks or breaks, each with its box and page (边写边查)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from jiuji_docs.definitions.documents import repealed_bases
from jiuji_docs.domain.conformance.checks import check
from jiuji_docs.domain.conformance.finding import SPOKEN, Finding
from jiuji_docs.domain.documents.official import OfficialDocument
from jiuji_docs.services.dispatch.finding_places import box_of, page_of

#: A page shows no more; somebody who has that many mends the first ones first.
MOST = 100
#: What the office's own steps add later: it is missing in every draft and nobody's mistake.
_LATER = {
    "发文字号": "发文字号在登记编号时取得",
    "成文日期": "成文日期在签发时填入",
    "印发机关和印发日期": "印发日期在印制时填入",
    "签发人": "签发人在签发时填入",
}
#: Rules that speak of what is missing.
_MISSING = frozenset({"L-11", "H-7"})


@dataclass(frozen=True, slots=True)
class DraftFinding:
    """One thing to look at: ``severity`` is error, warning or info, ``path`` the box it is about.

    ``block`` is the paragraph in that box, ``page`` where it shows; 0 for none. ``basis`` names clause
    and strength.
    """

    severity: str
    message: str
    place: str = ""
    path: str = ""
    block: int = 0
    page: int = 0
    rule: str = ""
    basis: str = ""

    def plain(self) -> dict[str, Any]:
        """Return the finding for the page's script."""
        return asdict(self)


def draft_findings(
    document: OfficialDocument, plain: Mapping[str, Any], pages: Sequence[str]
) -> tuple[DraftFinding, ...]:
    """Return what the rules of writing, elements and routing say; *pages* are the printed pages' texts."""
    judged = check(document, repealed=repealed_bases())
    found = [_placed(one, document, plain, pages) for one in _due(judged, plain)]
    order = ("error", "warning", "info")
    return tuple(sorted(found, key=lambda one: order.index(one.severity))[:MOST])


def _due(found: Sequence[Finding], plain: Mapping[str, Any]) -> Iterator[Finding]:
    """Pass on what a drafter can mend now, and as a note what a later step brings."""
    for one in found:
        if one.rule in _MISSING and one.place in _LATER and _comes_later(one.place, plain):
            yield Finding("L-11", "", "实务", "info", "", "", one.place, _LATER[one.place])
        else:
            yield one


def _comes_later(place: str, plain: Mapping[str, Any]) -> bool:
    """Say whether a step brings it: not the printing organ, nor a signer that should not be there."""
    if place == "印发机关和印发日期":
        return bool(plain.get("printer"))
    return place != "签发人" or not plain.get("signers")


def _placed(
    one: Finding, document: OfficialDocument, plain: Mapping[str, Any], pages: Sequence[str]
) -> DraftFinding:
    path, block = box_of(one.place, document)
    page = page_of(path, block, plain, document, pages) if path else 0
    basis = f"{SPOKEN[one.strength]} {one.clause}".strip() if one.clause else ""
    return DraftFinding(one.severity, one.message, one.place, path, block, page, one.rule, basis)
