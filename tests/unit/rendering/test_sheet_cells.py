"""Check where boxes stand, what they are called, and what refuses."""

from __future__ import annotations

import pytest

from jiuji_docs.domain.errors import DoesNotFit, PaperError
from jiuji_docs.domain.forms.sheet import Box, SheetBlock
from jiuji_docs.rendering.sheet_cells import Cell, cells, head_rows, row_heights
from jiuji_docs.rendering.sheet_metrics import NominalWidths

WIDTH = 120.0


def made(*rows: tuple[Box, ...], kind: str = "grid", height: float = 10.0) -> tuple[Cell, ...]:
    return cells(SheetBlock(kind, rows, 12, height), WIDTH, NominalWidths(), "审核确认表")


def test_columns_and_rows_give_millimetres() -> None:
    _, second = made((Box("甲", 3, label=True), Box("乙", 9)))
    assert (second.rect.left, second.rect.width, second.rect.height) == (30, 90, 10)


def test_a_tall_box_pushes_the_next_row_to_the_right() -> None:
    _, _, third = made((Box("意见", 2, rows=2, label=True), Box("甲", 10)), (Box("乙", 10),))
    assert (third.row, third.column, third.rect.left, third.rect.top) == (1, 2, 20, 10)


def test_a_value_is_called_by_the_label_before_it() -> None:
    _, cell = made((Box("家庭\n住址", 2, label=True), Box("阳山镇", 10, name="a.address")))
    assert cell.title == "家庭住址"


def test_a_value_of_a_list_is_called_by_its_head_and_row() -> None:
    rows = ((Box("姓名", 12, label=True),), (Box("甲", 12),), (Box("乙", 12),))
    assert [cell.title for cell in made(*rows, kind="table")][1:] == [
        "姓名（第1行）",
        "姓名（第2行）",
    ]


def test_a_row_of_a_list_grows_with_its_text_and_moves_what_is_below() -> None:
    rows = (
        (Box("题名", 6, label=True), Box("备注", 6, label=True)),
        (Box("题" * 39, 6, overflow="grow"), Box("", 6)),
        (Box("短", 6, overflow="grow"), Box("", 6)),
    )
    block = SheetBlock("table", rows, 12, 10.0)
    listed = cells(block, WIDTH, NominalWidths(), "目录")
    heights = row_heights(block, listed)

    long, beside, short = listed[2], listed[3], listed[4]
    assert (long.fitted.size, long.fitted.outcome) == (12.0, "")
    assert len(long.fitted.lines) == 3
    assert heights[0] == heights[2] == 10 < heights[1] == long.rect.height == beside.rect.height
    assert short.rect.top == 10 + heights[1]


def test_only_a_list_has_heads() -> None:
    rows = ((Box("姓名", 12, label=True),), (Box("甲", 12),))
    assert head_rows(SheetBlock("table", rows)) == 1
    assert head_rows(SheetBlock("grid", rows)) == 0


@pytest.mark.parametrize("box", [Box("甲", 13), Box("甲", 12, rows=2)])
def test_a_box_outside_the_columns_is_refused(box: Box) -> None:
    with pytest.raises(PaperError, match="超出"):
        made((box,))


def test_overlapping_boxes_are_refused() -> None:
    with pytest.raises(PaperError, match="重叠"):
        made((Box("a", 6), Box("b", 6, rows=2)), (Box("c", 12),))


def test_a_box_that_refuses_names_itself() -> None:
    with pytest.raises(DoesNotFit, match="账号"):
        made((Box("账号", 2, label=True), Box("9" * 60, 2, overflow="refuse")))


def test_a_box_that_may_shrink_goes_on_elsewhere_when_the_least_size_is_too_large() -> None:
    (cell,) = made((Box("很长" * 100, 3),))
    assert cell.spilled
    assert cell.text.endswith("详见续页）")


def test_a_label_never_goes_on_elsewhere() -> None:
    with pytest.raises(DoesNotFit):
        made((Box("很长的标签" * 30, 1, label=True),))


def test_an_empty_place_takes_the_whole_box() -> None:
    (cell,) = made((Box("", 12, place="town"),), height=20)
    assert cell.place is not None
    assert (cell.place.width, cell.place.height) == (pytest.approx(118.2), pytest.approx(19.2))


def test_a_signature_stands_below_an_earlier_opinion() -> None:
    (cell,) = made((Box("原意见：同意", 12, place="town"),), height=24)
    assert cell.place is not None
    assert cell.text_area.top + cell.text_area.height <= cell.place.top
    assert cell.place.height >= 11


def test_a_signature_stands_to_the_right_of_words_in_a_low_box() -> None:
    (cell,) = made((Box("申请人：", 12, place="applicant"),))
    assert cell.place is not None
    assert cell.text_area.left + cell.text_area.width <= cell.place.left


def test_a_seal_goes_over_the_text() -> None:
    (cell,) = made((Box("2024年2月8日", 12, place="seal"),), height=40)
    assert cell.place is not None
    assert cell.place.height > 39


def test_a_large_box_is_written_like_running_text() -> None:
    _, cell = made((Box("说明", 2, label=True), Box("因病住院。\n特此申请。", 10)), height=30)
    assert cell.prose
    assert cell.text == "\u3000\u3000因病住院。\n\u3000\u3000特此申请。"
