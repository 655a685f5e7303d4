"""Bind a bundle to be killed: ``python -m tests.reliability.bundling DIR``."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

from jiuji_docs.rendering.fonts import installed_fonts
from jiuji_docs.services.bundles.making import Binder, Bundle
from jiuji_docs.services.bundles.plan import BundlePlan, PlannedCase, PlannedPaper
from jiuji_docs.storage.blobs import DocumentStore

CASES = 14


def bind(folder: Path) -> Bundle:
    """Bind what lies in *folder*: ``paper.pdf`` is every paper, ``front.pdf`` the contents sheet."""
    paper, front = ((folder / name).read_bytes() for name in ("paper.pdf", "front.pdf"))
    store = DocumentStore(folder / "store")
    digest = hashlib.sha256(paper).hexdigest()
    binder = Binder(store, installed_fonts(), lambda _sheet: front)
    return binder.make(_plan(digest), folder / "bundle.pdf")


def _plan(digest: str) -> BundlePlan:
    cases = tuple(
        PlannedCase(
            f"YANGSHAN-2024-{number:04d}", number, "某人", "支出型",
            tuple(PlannedPaper("领取凭证", "", digest) for _ in range(number)), (), 0,
        )
        for number in range(1, CASES + 1)
    )  # fmt: skip
    return BundlePlan("阳山镇", "2024年2月23日", cases)


if __name__ == "__main__":
    bind(Path(sys.argv[1]))
