"""Say which figures are drawn and how (统计图)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from jiuji_docs.domain.charts.bars import bars, columns
from jiuji_docs.domain.money import figures as money
from jiuji_docs.domain.statistics.figures import Figures, Row

#: More lines than this no picture shows; the table has them all.
_MOST = 15


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: the title of the table it draws, its own title, its SVG."""

    table: str
    title: str
    svg: str


def pictures(figures: Figures) -> tuple[Picture, ...]:
    """Return the year's pictures in the order of their tables; none for a year without cases."""
    return tuple(_drawn(figures)) if figures.whole.accepted else ()


def _drawn(figures: Figures) -> Iterator[Picture]:
    yield _bars("按困难原因", "困难原因（件）", _counts(figures.by_cause))
    yield _bars("按乡镇", "各乡镇受理（件）", _counts(figures.by_town))
    yield _bars("按乡镇", "各乡镇批准金额（元）", _sums(figures.by_town))
    months = [(row.name, float(row.accepted), str(row.accepted)) for row in figures.by_month]
    title = "各月受理（件）"
    yield Picture("按月份", title, columns(title, months))
    if figures.in_time:
        rates = [(one.name, one.share, f"{one.share}%") for one in figures.in_time[:_MOST]]
        yield _bars("时限内办结", "时限内办结比例", rates)
    if figures.refusals:
        reasons = [(reason, float(count), str(count)) for reason, count in figures.refusals[:_MOST]]
        yield _bars("不予救助的理由", "不予救助的理由（件）", reasons)


def _bars(table: str, title: str, rows: Sequence[tuple[str, float, str]]) -> Picture:
    return Picture(table, title, bars(title, rows))


def _counts(rows: Iterable[Row]) -> list[tuple[str, float, str]]:
    return [(row.name, float(row.accepted), str(row.accepted)) for row in rows][:_MOST]


def _sums(rows: Iterable[Row]) -> list[tuple[str, float, str]]:
    return [(row.name, float(row.amount), money(row.amount)) for row in rows][:_MOST]
