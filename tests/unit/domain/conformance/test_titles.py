"""Judge a title's lines: a quotation that fits a line is never parted, a longer one must be."""

from __future__ import annotations

import pytest

from jiuji_docs.domain.conformance.titles import title_slips


def rules(*lines: str) -> set[str]:
    return {rule for rule, _, _ in title_slips(lines, has_mark=True)}


@pytest.mark.parametrize(
    "lines",
    [
        ("示范县民政局关于转发《临时", "救助办法》的通知"),
        ("示范县民政局关于开展“一门受理、", "协同办理”工作的通知"),
        (
            "关于印发《关于在全市建立即时救助机制打造“济",
            "时救”工作品牌的实施方案》的通知",
        ),
    ],
)
def test_a_quotation_that_fits_a_line_may_not_be_parted(lines: tuple[str, ...]) -> None:
    assert "L-09" in rules(*lines)


def test_a_book_title_longer_than_a_line_may() -> None:
    lines = (
        "济宁市人民政府",
        "关于印发《关于在全市建立即时救助机制",
        "打造“济时救”工作品牌的实施方案》的通知",
    )
    assert "L-09" not in rules(*lines)
