"""Show a draft as the final renderer prints it, page by page, with what is to be mended (实时预览)."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from jiuji_docs.definitions.catalog import Catalog
from jiuji_docs.definitions.documents import shipped_layout
from jiuji_docs.domain.canonical import canonical, digest
from jiuji_docs.domain.documents.frozen import freeze, thaw
from jiuji_docs.domain.documents.official import OfficialDocument
from jiuji_docs.domain.errors import NotFound, PaperError, Refused, SetUpError
from jiuji_docs.domain.forms.sheet import FormSheet
from jiuji_docs.rendering.isolation import PaperProcess
from jiuji_docs.rendering.paper_order import Limits, PaperOrder
from jiuji_docs.services.dispatch.draft_findings import DraftFinding, draft_findings
from jiuji_docs.services.printing_fonts import PrintingFonts, bundled_fonts

#: A preview is looked at, not filed: it may be shorter than a paper and must come quickly.
LIMITS = Limits(pages=40, seconds=20.0, cpu_seconds=15)
#: Pixels across a page: A4 at 104 dots an inch.
WIDTH = 860
#: Bytes of pictures kept; the oldest go first.
KEPT = 64 * 1024 * 1024
#: People who may wait for the press's child; more are asked to try again.
WAITING = 4
BUSY = "预览正忙，请稍候再试"


@dataclass(frozen=True, slots=True)
class Preview:
    """A draft as it prints: ``key`` names its pictures, ``pages`` counts them (0: ``problem`` says why)."""

    key: str
    pages: int
    findings: tuple[DraftFinding, ...]
    problem: str = ""

    def plain(self) -> dict[str, Any]:
        """Return what the page's script reads."""
        findings = [one.plain() for one in self.findings]
        return {"key": self.key, "pages": self.pages, "problem": self.problem, "findings": findings}


class PreviewDesk:
    """Print previews in a child process of their own, so that no draft holds up the press (预览).

    Pictures belong to the account that asked for them; nobody else gets them. Safe in several threads.
    """

    def __init__(
        self,
        catalog: Catalog,
        *,
        fonts: Callable[[], PrintingFonts] = bundled_fonts,
        limits: Limits = LIMITS,
        kept: int = KEPT,
    ) -> None:
        self._catalog, self._fonts, self._kept = catalog, fonts, kept
        self._process = PaperProcess(limits)
        self._lock = threading.Lock()
        self._places = threading.BoundedSemaphore(WAITING)
        self._shown: OrderedDict[tuple[str, str], tuple[Preview, tuple[bytes, ...]]] = OrderedDict()

    def show(self, account: str, content: Mapping[str, Any]) -> Preview:
        """Return the preview of *content* (a document file's keys); what cannot be printed says why."""
        try:
            document = thaw(content)
            plain = freeze(document)
        except (PaperError, Refused) as error:
            return _unprinted(str(error))
        key = digest(canonical(plain))
        with self._lock:
            if (account, key) in self._shown:
                self._shown.move_to_end((account, key))
                return self._shown[account, key][0]
        return self._print(account, key, document, plain)

    def picture(self, account: str, key: str, page: int) -> bytes:
        """Return one page as PNG; NotFound when this account has no such preview (any more)."""
        with self._lock:
            _, pictures = self._shown.get((account, key), (None, ()))
        if not 1 <= page <= len(pictures):
            raise NotFound("没有这个预览")
        return pictures[page - 1]

    def sheet_pdf(self, sheet: FormSheet) -> bytes:
        """Return a sheet as PDF; PaperError when the press is busy or cannot make it."""
        if not self._places.acquire(blocking=False):
            raise PaperError(BUSY)
        try:
            return self._process.print(self._order("sheet", "forms/sheet", sheet)).pdf
        finally:
            self._places.release()

    def close(self) -> None:
        """End the child process."""
        self._process.close()

    def _print(
        self, account: str, key: str, document: OfficialDocument, plain: Mapping[str, Any]
    ) -> Preview:
        if not self._places.acquire(blocking=False):
            return _unprinted(BUSY, draft_findings(document, plain, ()))
        try:
            paper, pictures = self._process.show(
                self._order("official", "documents/official", document, layout=shipped_layout())
            )
        except (PaperError, SetUpError) as error:
            return _unprinted(str(error), draft_findings(document, plain, ()))
        finally:
            self._places.release()
        found = draft_findings(document, plain, [words for _, words in pictures])
        rare = tuple(_substituted(*one) for one in paper.substitutions)
        preview = Preview(key, len(pictures), (*found, *rare, *self._stand_ins()))
        self._keep(account, preview, tuple(png for png, _ in pictures))
        return preview

    def _order(self, kind: str, template: str, content: object, **options: Any) -> PaperOrder:
        return PaperOrder(
            kind=kind,
            content=content,
            template=self._catalog.template(f"{template}.pt"),
            css=self._catalog.template(f"{template}.css"),
            fonts=self._fonts()[0],
            options=options,
            picture_width=WIDTH if kind == "official" else 0,
        )

    def _stand_ins(self) -> tuple[DraftFinding, ...]:
        """Return a note for each face of the office that another one stands in for."""
        return tuple(DraftFinding("info", note.message, note.where) for note in self._fonts()[1])

    def _keep(self, account: str, preview: Preview, pictures: tuple[bytes, ...]) -> None:
        with self._lock:
            self._shown[account, preview.key] = (preview, pictures)
            while self._held() > self._kept and len(self._shown) > 1:
                self._shown.popitem(last=False)

    def _held(self) -> int:
        return sum(len(png) for _, pictures in self._shown.values() for png in pictures)


def _unprinted(problem: str, findings: tuple[DraftFinding, ...] = ()) -> Preview:
    return Preview("", 0, (DraftFinding("error", problem), *findings), problem)


def _substituted(character: str, family: str) -> DraftFinding:
    return DraftFinding("info", f"“{character}”不在正文字体中，改用 {family} 印出，请核对")
