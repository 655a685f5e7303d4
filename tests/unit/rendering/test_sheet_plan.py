"""Check page ends: repeated heads, kept rows, the continuation sheet, the page cap."""

from __future__ import annotations

import pytest

from jiuji_docs.domain.errors import PaperError
from jiuji_docs.domain.forms.sheet import Box, FormSheet, SheetBlock
from jiuji_docs.rendering.sheet_metrics import NominalWidths
from jiuji_docs.rendering.sheet_plan import Plan, plan
from jiuji_docs.rendering.sheet_style import PAGES


def planned(*blocks: SheetBlock, orientation: str = "portrait") -> Plan:
    sheet = FormSheet("f", "花名册", blocks, orientation=orientation)
    return plan(sheet, NominalWidths())


def roll(count: int) -> SheetBlock:
    head = (Box("序号", 2, label=True), Box("姓名", 10, label=True))
    rows = tuple((Box(str(n), 2), Box(f"人员{n}", 10)) for n in range(count))
    return SheetBlock("table", (head, *rows), height=8.0)


def words(plan: Plan, page: int) -> list[str]:
    return [cell.text for one in plan.pages[page] for cell in one.strip.cells]


def test_a_long_list_repeats_its_head_on_every_page() -> None:
    result = planned(roll(80))
    assert len(result.pages) == 3
    assert all(words(result, page)[:2] == ["序号", "姓名"] for page in range(3))


def test_a_long_list_loses_no_row() -> None:
    result = planned(roll(80))
    printed = [word for page in range(3) for word in words(result, page)]
    assert [word for word in printed if word.startswith("人员")] == [f"人员{n}" for n in range(80)]


def test_nothing_stands_in_the_margins() -> None:
    page = PAGES["landscape"]
    result = planned(roll(80), orientation="landscape")
    for standing in (one for part in result.pages for one in part):
        assert standing.top >= page.top
        assert standing.top + standing.strip.height <= page.height - page.bottom + 1e-6


def test_rows_tied_by_a_tall_box_stay_on_one_page() -> None:
    tied = tuple(
        (Box("意见", 2, rows=2, label=True), Box("甲", 10)) if row % 2 == 0 else (Box("乙", 10),)
        for row in range(14)
    )
    result = planned(SheetBlock("grid", tied, height=20.0))
    assert len(result.pages) == 2
    assert [len(words(result, page)) % 3 for page in range(2)] == [0, 0]


def test_signatures_never_stand_alone_on_a_page() -> None:
    text = "\n".join("同意" for _ in range(26))
    result = planned(
        SheetBlock("paragraph", text=text),
        SheetBlock("signatures", ((Box("签名", 12, place="a"),),), height=20),
    )
    assert len(result.pages) == 2
    assert sum(one.strip.text is not None for one in result.pages[1]) >= 2


def test_a_page_does_not_begin_with_a_gap() -> None:
    blocks = (SheetBlock("grid", ((Box("甲", 12),),) * 24), SheetBlock("gap", height=30), roll(2))
    result = planned(*blocks)
    assert result.pages[1][0].strip.cells


def test_a_text_too_long_for_its_box_stands_whole_on_the_continuation_sheet() -> None:
    text = "因病致贫，家庭困难。" * 60
    row = (Box("情况说明", 2, label=True), Box(text, 10, name="situation", overflow="continue"))
    result = planned(SheetBlock("grid", (row,), height=30))
    lines = [one.strip.text.line.text for one in result.pages[-1] if one.strip.text]

    assert result.overflow == (("situation", "continue"),)
    assert lines[:2] == ["花名册续页", "【情况说明】"]
    assert "".join(lines[2:]).strip("\u3000") == text


def test_a_row_higher_than_the_page_is_refused() -> None:
    with pytest.raises(PaperError, match="放不下"):
        planned(SheetBlock("grid", ((Box("甲", 12),),), height=300))


def test_more_than_sixty_pages_are_refused() -> None:
    with pytest.raises(PaperError, match="60 页"):
        planned(roll(3000))


def test_an_endless_text_is_refused_before_it_is_laid_out() -> None:
    with pytest.raises(PaperError, match="1000000 字"):
        planned(SheetBlock("paragraph", text="救" * 1_000_000))


@pytest.mark.parametrize(
    "block", [SheetBlock("drawing"), SheetBlock("paragraph", text="x", style="fancy")]
)
def test_an_unknown_block_or_style_is_refused(block: SheetBlock) -> None:
    with pytest.raises(PaperError, match="已有"):
        planned(block)


def test_a_picture_stands_as_wide_as_the_page_with_its_heading_and_says_its_size() -> None:
    heading = SheetBlock("paragraph", text="图：各月受理", style="heading")
    svg = '<svg viewBox="0 0 100 50"><text x="1">1月 &amp; 2月</text></svg>'
    made = planned(SheetBlock("gap", height=180), heading, SheetBlock("picture", text=svg))

    assert [one.strip.picture is not None for one in made.pages[1]] == [False, True]
    drawn = made.pages[1][1].strip
    assert drawn.height == pytest.approx((210 - 45) / 2)
    assert "1月 & 2月" in [text for _face, text in made.pieces]
    with pytest.raises(PaperError, match="没有写明大小"):
        planned(SheetBlock("picture", text="<svg></svg>"))


def test_an_unknown_orientation_is_refused() -> None:
    with pytest.raises(PaperError, match="纸张方向"):
        planned(roll(1), orientation="diagonal")
