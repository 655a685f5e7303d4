"""Judge where seals stand: size, place on name and date, nearness, each other (7.3.5.1)."""

from __future__ import annotations

from itertools import combinations, pairwise

from jiuji_docs.conformance.anatomy import Anatomy
from jiuji_docs.conformance.page_model import Line, Stamp
from jiuji_docs.conformance.standard import (
    BOTTOM,
    LEFT,
    PITCH_MOST,
    RIGHT,
    SEALS,
    TOP,
)
from jiuji_docs.domain.conformance.finding import Findings

#: The date may stand this far above the seal's centre, and must keep clear of its rim (mm).
_HIGHEST, _RIM = -2.0, 3.0


def judge_seals(anatomy: Anatomy, found: Findings) -> None:
    """Judge every square place of a seal in the file."""
    for index, page in enumerate(anatomy.file.pages):
        for stamp in page.stamps:
            _one(stamp, index, anatomy, found)
        for one, other in combinations(page.stamps, 2):
            across = (
                (one.left - other.left + (one.side - other.side) / 2) ** 2
                + (one.top - other.top + (one.side - other.side) / 2) ** 2
            ) ** 0.5
            if across <= (one.side + other.side) / 2:
                measured = f"圆心距 {across:.1f} 毫米"
                found.add("S-4", measured, f"大于 {one.side:g} 毫米", f"第 {index + 1} 页")


def _one(stamp: Stamp, index: int, anatomy: Anatomy, found: Findings) -> None:
    where = f"第 {index + 1} 页印章"
    if not any(abs(stamp.side - size) < 0.7 for size in SEALS):  # noqa: PLR2004 - mm
        found.add("S-1", f"{stamp.side:.1f} 毫米", "42 或 45 毫米", where)
    inside = stamp.left >= LEFT - 0.3 and stamp.left + stamp.side <= RIGHT + 0.3
    if not (inside and stamp.top >= TOP - 0.3 and stamp.top + stamp.side <= BOTTOM + 0.3):
        found.add("S-1", "超出版心", "在版心内", where)
    lines = [line for at, line in anatomy.flow if at == index]
    signed = [line for line in lines if line in anatomy.names or line is anatomy.date]
    covered = [line for line in signed if _covers(stamp, line)]
    if not covered:
        found.add("S-5", "印章下没有署名和日期", "下压署名和成文日期", where)
        return
    _centred(stamp, covered, where, found)
    if anatomy.date is not None and _last(stamp, index, anatomy) and anatomy.date not in covered:
        found.add("S-2", "没有压住成文日期", "下压署名和成文日期", where)
    above = [line for line in lines if line not in (*anatomy.names, anatomy.date, anatomy.note)]
    ends = [line.baseline for line in above if line.baseline < stamp.top + stamp.side / 2]
    first = min(one.top for one in anatomy.file.pages[index].stamps) == stamp.top
    if ends and first and stamp.top - max(ends) > PITCH_MOST + 0.8:
        measured = f"{stamp.top - max(ends):.1f} 毫米"
        found.add("S-3", measured, f"不超过一行（{PITCH_MOST:.1f} 毫米）", where)


def _last(stamp: Stamp, index: int, anatomy: Anatomy) -> bool:
    """Whether it is the seal at the end of the last row, over the date."""
    ordered = sorted(anatomy.file.pages[index].stamps, key=lambda one: (one.top, one.left))
    return ordered[-1] == stamp


def _covers(stamp: Stamp, line: Line) -> bool:
    """Whether the line runs through the seal's place and most of it near its middle column."""
    inside = [
        mark
        for mark in line.marks
        if stamp.left - 12 < (mark.left + mark.right) / 2 < stamp.left + stamp.side + 12
    ]
    high = stamp.top < line.baseline < stamp.top + stamp.side
    return high and len(inside) > 2 and line.marks[-1].right > stamp.left  # noqa: PLR2004


def _centred(stamp: Stamp, covered: list[Line], where: str, found: Findings) -> None:
    middle = stamp.left + stamp.side / 2
    line = covered[-1]
    marks = [
        mark
        for mark in line.marks
        if abs((mark.left + mark.right) / 2 - middle) < stamp.side / 2 + 14
    ]
    # Several organs stand on one line: only those around this seal count, cut at wide gaps.
    groups = [[marks[0]]]
    for before, mark in pairwise(marks):
        if mark.left - before.right > 5:  # noqa: PLR2004 - about a character
            groups.append([])
        groups[-1].append(mark)
    middles = [(group[0].left + group[-1].right) / 2 for group in groups]
    nearest = min(middles, key=lambda one: abs(one - middle))
    if abs(nearest - middle) > 2:  # noqa: PLR2004 - mm
        found.add("S-2", f"中线差 {abs(nearest - middle):.1f} 毫米", "居中", where)
    low = covered[-1].baseline - (stamp.top + stamp.side / 2)
    if not _HIGHEST <= low <= stamp.side / 2 - _RIM:
        found.add("S-2", f"日期在圆心下 {low:.1f} 毫米", "中心偏下", where)
