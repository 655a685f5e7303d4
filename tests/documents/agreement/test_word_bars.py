"""The Word file on paper meets the standard's bars: measured on what LibreOffice makes of it.

Millimetres from the paper's upper left corner, from GB/T 9704-2012; nothing is taken from our data.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

import pytest

from jiuji_docs.conformance.page_model import Bar, Page

from .conftest import Pair
from .printed_rows import PrintedRow, rows

POINT = 25.4 / 72
CELL = 156 / 28
#: Where the mark's ink begins (7.2.4, 10.1–10.3).
MARK_TOPS = {"circular": 72, "letter": 30, "command": 57, "minutes": 72}
#: Marks that Word takes from a western face where it is not told otherwise.
AT_RISK = set("“”‘’—…·")


def _upright(pair: Pair) -> Iterator[tuple[int, Page]]:
    yield from (
        (number, page) for number, page in enumerate(pair.office.pages, 1) if not page.landscape
    )


def _number(page: Page) -> PrintedRow | None:
    return next((row for row in rows(page) if row.numbers_the_page and row.baseline > 262), None)


def _colophon(pair: Pair) -> list[Bar]:
    """Return the colophon's rules: three with copies, two without; a table may end above them."""
    last = pair.office.pages[-1]
    copies = any(row.text.startswith(("抄送", "主送")) for row in rows(last) if row.baseline > 200)
    black = [bar for bar in last.bars if not bar.red and bar.top > 200]
    return black[-3:] if copies else black[-2:]


def test_the_paper_is_a4(pair: Pair) -> None:
    for page in pair.office.pages:
        assert sorted((page.width, page.height)) == pytest.approx([210, 297], abs=0.2)


def test_the_marks_ink_begins_where_its_format_says(pair: Pair) -> None:
    if pair.layout.preprinted or pair.document.style == "notice":
        return
    top = pair.office.pages[0].red_top
    assert top == pytest.approx(MARK_TOPS[pair.document.style], abs=0.5)


def test_the_red_rule_is_156_mm_wide_and_4_mm_below_the_number(pair: Pair) -> None:
    if pair.layout.preprinted or pair.document.style not in {"circular", "minutes"}:
        return
    page = pair.office.pages[0]
    number = next(row for row in rows(page) if pair.document.number in row.text)
    (rule,) = [bar for bar in page.bars if bar.red]
    written = number.text.index(pair.document.number)
    ink = max(m.bottom for m in number.marks[written : written + len(pair.document.number)])
    assert rule.top - ink == pytest.approx(4, abs=0.3)
    assert (rule.left, rule.right) == pytest.approx((28, 184), abs=0.3)


def test_a_letters_rules_are_170_mm_wide_and_the_lower_20_mm_above_the_edge(pair: Pair) -> None:
    if pair.layout.preprinted or pair.document.style != "letter":
        return
    bars = [bar for bar in pair.office.pages[0].bars if bar.red]
    assert [bar.length for bar in bars] == pytest.approx([170] * 4, abs=0.3)
    assert bars[-1].bottom == pytest.approx(297 - 20, abs=0.3)
    assert bars[0].thickness > bars[1].thickness
    assert bars[2].thickness < bars[3].thickness


def test_the_last_rule_of_the_colophon_is_the_type_areas_lower_edge(pair: Pair) -> None:
    if pair.document.style in {"letter", "notice"} or not pair.document.has_colophon:
        return
    bars = _colophon(pair)
    middle = [0.25] * (len(bars) - 2)
    assert bars[-1].bottom == pytest.approx(262.0, abs=0.2)
    assert [bar.thickness for bar in bars] == pytest.approx([0.35, *middle, 0.35], abs=0.03)
    for bar in bars:
        assert (bar.left, bar.right) == pytest.approx((28, 184), abs=0.3)
    assert len(pair.office.pages) % 2 == 0


def test_page_numbers_stand_7_mm_below_right_on_odd_and_left_on_even_pages(pair: Pair) -> None:
    em, seen = 14 * POINT, 0
    for count, page in _upright(pair):
        row = _number(page)
        if row is None:
            continue
        seen += 1
        assert row.text == f"—{count}—"
        assert row.marks[0].top == pytest.approx(269, abs=0.5)
        assert {round(mark.size, 1) for mark in row.marks} == {14.0}
        if count % 2:
            assert row.marks[-1].x + 2 * em == pytest.approx(184, abs=0.5)
        else:
            assert row.left == pytest.approx(28 + em, abs=0.5)
    unnumbered = {"letter": 2, "notice": 1}.get(pair.document.style, 0)
    only = len(pair.office.pages) <= unnumbered
    assert seen or only


def _signed(pair: Pair) -> tuple[PrintedRow, PrintedRow] | None:
    """Return the rows of the organ's name and the date under it, of a document of one organ."""
    document = pair.document
    if len(document.signatories) != 1 or document.date is None or document.signature_stamps:
        return None
    date = f"{document.date.year}年{document.date.month}月{document.date.day}日"
    for _, page in _upright(pair):
        found = rows(page)
        for name, under in pairwise(found):
            if (name.text, under.text) == (document.signatories[0], date):
                return name, under
    raise AssertionError("name and date are not there")


def test_name_and_date_stand_as_far_from_the_right_as_their_form_says(
    pairs: Mapping[str, Pair],
) -> None:
    """Stamped: the date 4 characters from the right, the name over its middle; unstamped: 2 and 2."""
    near, em, seen = 0.2 * CELL, 16 * POINT, {True: 0, False: 0}
    for name, pair in pairs.items():
        if (both := _signed(pair)) is None:
            continue
        organ, date = both
        seen[pair.document.stamped] += 1
        if pair.document.stamped:
            assert date.marks[-1].x + em == pytest.approx(184 - 4 * CELL, abs=near), name
            middles = [(row.left + row.marks[-1].x + em) / 2 for row in both]
            assert middles[0] == pytest.approx(middles[1], abs=near), name
        else:
            assert organ.marks[-1].x + em == pytest.approx(184 - 2 * CELL, abs=near), name
            assert date.left == pytest.approx(organ.left + 2 * CELL, abs=near), name
    assert min(seen.values()) >= 5


def test_a_full_page_has_22_lines_of_28_cells(pairs: Mapping[str, Pair]) -> None:
    """Every page that running text fills, and every line of it that is full."""
    pages = cells = 0
    for name, pair in pairs.items():
        top = 37.0 if name != "circular-ink" else 34.58
        for _, page in _upright(pair):
            found = [row for row in rows(page) if not row.numbers_the_page]
            full = bool(found) and found[0].baseline < top + 9 and found[-1].baseline > 257
            ruled = any(not bar.red for bar in page.bars)
            if not full or ruled or any(row.size != 16.0 for row in found):
                continue
            pages += 1
            pitch = 28.95 * POINT if name != "circular-ink" else 29.6 * POINT
            steps = [(row.baseline - found[0].baseline) / pitch for row in found]
            assert [step - round(step) for step in steps] == pytest.approx(
                [0] * len(steps), abs=0.02
            )
            assert round(steps[-1]) == 21, name
            for row in found:
                cells += _is_grid(row)
    print(f"{pages} full pages, {cells} full lines of 28")
    assert pages >= 30
    assert cells >= 100


def _is_grid(row: PrintedRow) -> bool:
    """Tell whether a row has 28 full-width characters; it then fills the line exactly."""
    texts = row.text
    wide = all(ord(one) > 0x2000 for one in texts)
    if len(texts) != 28 or not wide or row.left > 28.5:
        return False
    assert row.left == pytest.approx(28, abs=0.2)
    steps = [after.x - before.x for before, after in pairwise(row.marks)]
    assert sum(steps) == pytest.approx(27 * CELL, abs=0.5), texts
    return True


def test_quotes_and_dashes_are_in_the_face_of_the_chinese_beside_them(
    pairs: Mapping[str, Pair],
) -> None:
    seen: set[str] = set()
    for name, pair in pairs.items():
        for page in pair.office.pages:
            for row in rows(page):
                for at, mark in enumerate(row.marks):
                    if mark.character in AT_RISK:
                        seen.add(mark.character)
                        assert mark.font == _beside(row, at), (name, row.text)
    assert seen >= set("“”—…")


def _beside(row: PrintedRow, at: int) -> str:
    """Return the face of the nearest Chinese character; of a page number's dash, of its digit."""
    others = [
        (abs(place - at), mark.font)
        for place, mark in enumerate(row.marks)
        if "\u4e00" <= mark.character <= "\u9fff" or (row.numbers_the_page and place == 1)
    ]
    return min(others)[1]
