"""Make a bundle part by part (装订), so that a run killed anywhere goes on where it stopped.

A part is a case; its file is named by what goes into it, so a finished one is never made twice and a changed
case is. The bundle itself appears whole or not at all.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pikepdf

from jiuji_docs.domain.archives.bundle_list import TITLE, BundleLine, contents_sheet
from jiuji_docs.domain.errors import NotFound
from jiuji_docs.domain.forms.sheet import FormSheet
from jiuji_docs.rendering.bundles.book import Chapter, bind
from jiuji_docs.rendering.bundles.faces import built_faces
from jiuji_docs.rendering.bundles.part import RECIPE, Original, make_part, note_of
from jiuji_docs.rendering.fonts import FontSet
from jiuji_docs.rendering.sheet_metrics import Typeface
from jiuji_docs.rendering.sheet_plan import plan as plan_sheet
from jiuji_docs.services.bundles.plan import BundlePlan, PlannedCase
from jiuji_docs.storage.blobs import DocumentStore

#: Hears (what is being done, how many are done, of how many).
Hear = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Bundle:
    """What came of it; ``kept`` parts were found from an earlier run."""

    sides: int
    papers: int
    cases: int
    kept: int


@dataclass(frozen=True, slots=True)
class _Part:
    path: Path
    sides: tuple[int, ...]


class Binder:
    """Bind planned papers; *print_sheet* prints the contents sheet."""

    def __init__(
        self, store: DocumentStore, fonts: FontSet, print_sheet: Callable[[FormSheet], bytes]
    ) -> None:
        self._store, self._print = store, print_sheet
        self._faces, self._typeface = built_faces(fonts), Typeface(fonts)
        # Another set of fonts agrees with other glyphs: its parts are other parts.
        self._fonts = sorted((name, path.stat().st_size) for name, path in fonts.families.items())

    def make(
        self,
        plan: BundlePlan,
        target: Path,
        *,
        duplex: bool = True,
        hear: Hear = lambda _what, _done, _of: None,
        pause: Callable[[], None] = lambda: None,
    ) -> Bundle:
        """Write the bundle to *target*; parts stand beside it until it is whole. NotFound without papers.

        *pause* is called between pieces of the work, which may wait there.
        """
        if not plan.papers:
            raise NotFound("没有可以打印的文书")
        folder = _folder(target)
        total, parts, kept = len(plan.cases), [], 0
        for done, case in enumerate(plan.cases, start=1):
            part, found = self._part(case, folder, duplex=duplex)
            parts.append(part)
            kept += found
            pause()
            hear("整理", done, total)
        front = self._front(plan, parts, folder, duplex=duplex)
        chapters = [Chapter(front.path, TITLE), *_chapters(plan, parts)]
        sides = bind(
            chapters,
            self._faces,
            target,
            title=f"{TITLE}　{plan.subtitle}",
            say=lambda done: hear("装订", done, len(chapters)),
            pause=pause,
        )
        shutil.rmtree(folder)
        return Bundle(sides, plan.papers, total, kept)

    def make_part(self, case: PlannedCase, target: Path, *, duplex: bool = True) -> bool:
        """Make one case's part beside *target*; False when it was there already."""
        return self._made(case, self._path(case, _folder(target), duplex=duplex), duplex=duplex)

    def _part(self, case: PlannedCase, folder: Path, *, duplex: bool) -> tuple[_Part, bool]:
        """Return a case's part and whether it was there already."""
        path = self._path(case, folder, duplex=duplex)
        made = self._made(case, path, duplex=duplex)
        with pikepdf.open(path) as part:
            return _Part(path, note_of(part).sides), not made

    def _path(self, case: PlannedCase, folder: Path, *, duplex: bool) -> Path:
        named = [RECIPE, duplex, self._fonts, [paper.digest for paper in case.papers]]
        return folder / f"{hashlib.sha256(json.dumps(named).encode()).hexdigest()}.pdf"

    def _made(self, case: PlannedCase, path: Path, *, duplex: bool) -> bool:
        if path.exists():
            return False
        originals = [Original(self._store.get(one.digest), one.digest) for one in case.papers]
        _publish(path, make_part(originals, self._faces, duplex=duplex))
        return True

    def _front(
        self, plan: BundlePlan, parts: Sequence[_Part], folder: Path, *, duplex: bool
    ) -> _Part:
        """Print the contents sheet; how long it is decides on which side the first paper begins."""
        draft = _contents(plan, parts, 0)
        length = len(plan_sheet(draft, self._typeface).pages)
        length += length % 2 if duplex else 0
        sheet = self._print(_contents(plan, parts, length))
        made = make_part([Original(sheet, "")], self._faces, duplex=duplex)
        path = folder / "front.pdf"
        _publish(path, made)
        return _Part(path, (length,))


def _folder(target: Path) -> Path:
    """Return where the parts of a bundle stand until it is whole."""
    folder = target.with_name(f"{target.name}.parts")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _chapters(plan: BundlePlan, parts: Sequence[_Part]) -> Iterator[Chapter]:
    for case, part in zip(plan.cases, parts, strict=True):
        if part.sides:
            yield Chapter(part.path, f"{case.number}　{case.person}")


def _contents(plan: BundlePlan, parts: Sequence[_Part], before: int) -> FormSheet:
    lines = [*_lines(plan, parts, before)]
    return contents_sheet(lines, plan.subtitle, plan.unit, one_case=len(plan.cases) == 1)


def _lines(plan: BundlePlan, parts: Sequence[_Part], before: int) -> Iterator[BundleLine]:
    """Yield a line per case, or per paper when there is one case."""
    start = before + 1
    if len(plan.cases) == 1:
        case, part = plan.cases[0], parts[0]
        for paper, sides in zip(case.papers, part.sides, strict=True):
            yield BundleLine(case.number, paper.title, paper.number, 1, sides, start)
            start += sides
        if case.missing:
            yield BundleLine(case.number, "未在册内", "", 0, 0, start, "、".join(case.missing))
        return
    for case, part in zip(plan.cases, parts, strict=True):
        sides = sum(part.sides)
        note = f"缺：{'、'.join(case.missing)}" if case.missing else ""
        yield BundleLine(case.number, case.person, case.route, len(case.papers), sides, start, note)
        start += sides


def _publish(path: Path, data: bytes) -> None:
    """Write whole or not at all: a part that is there is a finished one."""
    draft = path.with_suffix(".new")
    with draft.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    draft.replace(path)
