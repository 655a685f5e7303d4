"""Judge a title: its three parts, its end, its lines (条例 9（七）; GB/T 9704-2012, 7.3.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from jiuji_docs.domain.conformance.writing import outside_books

#: The fifteen kinds of document (条例 8).
KINDS = (
    "决议", "决定", "命令", "令", "公报", "公告", "通告", "意见", "通知", "通报", "报告", "请示", "批复",
    "议案", "函", "纪要",
)  # fmt: skip
#: What is only ever issued under one of them.
ISSUED_KINDS = ("方案", "办法", "细则", "规定", "规则", "制度", "计划", "要点", "预案")
_ORGAN = re.compile(
    r"(政府|委员会|局|办公室|办公厅|厅|院|部|中心|党委|县委|市委|人大常委会|政协|门|联)$"
)
#: Every title and quotation, one inside another too.
_QUOTED = re.compile("(?=(《[^《》]*》|“[^“”]*”))")
_END_MARKS = "。，、；：！？.,;:!?"
WIDEST = 20


def kind_of(title: str) -> str:
    """Return the kind of document (文种) a title ends with, empty when it names none."""
    bare = re.sub(r"[（(][^（）()]{0,12}[)）]$", "", title)
    return next((kind for kind in sorted(KINDS, key=len, reverse=True) if bare.endswith(kind)), "")


def title_slips(lines: Sequence[str], *, has_mark: bool) -> Iterator[tuple[str, str, str]]:
    """Yield (rule id, measured, expected); ``has_mark``: the head names the issuer already."""
    title = "".join(lines)
    yield from _parts(title, has_mark=has_mark)
    if title[-1:] in _END_MARKS:
        yield "B-1", title[-1], "无"
    yield from _shape(lines)


def _parts(title: str, *, has_mark: bool) -> Iterator[tuple[str, str, str]]:
    plain = outside_books(title)
    kind = kind_of(title)
    if not kind:
        last = next((one for one in ISSUED_KINDS if title.endswith(one)), title[-2:])
        yield "R-8", last, "通知、请示、函等法定文种"
    if kind in ("纪要", "令", "命令", "公报", "公告", "通告", "函") and "关于" not in plain:
        return
    if "关于" not in plain:
        yield "L-08", "没有“关于”引出的事由", "发文机关名称+关于……的+文种"
    issuer = plain.partition("关于")[0] if "关于" in plain else ""
    if not issuer:
        yield "L-08a" if has_mark else "L-08", "没有发文机关名称", "发文机关名称+关于……的+文种"


def _shape(lines: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """Judge lines that a person broke; a title of one line is broken by the typesetter."""
    if len(lines) < 2:  # noqa: PLR2004 - one line has no shape
        return
    lengths = [len(line.strip()) for line in lines]
    if max(lengths) - min(lengths) == 0:
        yield "L-09", f"各行都是 {lengths[0]} 字", "梯形或菱形"
    if max(lengths) > WIDEST:
        yield "L-09", f"一行 {max(lengths)} 字", f"每行不超过 {WIDEST} 字"
    yield from _cut(lines)


def _cut(lines: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """Judge lines that end inside 《》 or “”; what is longer than a line itself must be parted."""
    title = "".join(line.strip() for line in lines)
    within = {
        place
        for match in _QUOTED.finditer(title)
        if match.end(1) - match.start(1) <= WIDEST
        for place in range(match.start(1) + 1, match.end(1))
    }
    end = 0
    for line in lines[:-1]:
        end += len(line.strip())
        if end in within:
            yield "L-09", f"在“{line[-4:]}”后断开", "不在书名号、引号内回行"
