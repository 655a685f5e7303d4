"""Say which figures are drawn and how (统计图)."""

from __future__ import annotations

from collections.abc import Iterable

from jiuji_docs.domain.charts.bars import bars, columns
from jiuji_docs.domain.money import figures as money
from jiuji_docs.domain.statistics.figures import Figures, Row

#: More lines than this no picture shows; the table has them all.
_MOST = 15


def pictures(figures: Figures) -> tuple[tuple[str, str], ...]:
    """Return (title, SVG) of the year's pictures; none for a year without cases."""
    if not figures.whole.accepted:
        return ()
    months = [(row.name, float(row.accepted), str(row.accepted)) for row in figures.by_month]
    made = [
        ("各月受理件数", columns("各月受理件数", months)),
        ("困难原因（件）", bars("困难原因（件）", _counts(figures.by_cause))),
        ("各乡镇受理（件）", bars("各乡镇受理（件）", _counts(figures.by_town))),
        ("各乡镇批准金额（元）", bars("各乡镇批准金额（元）", _sums(figures.by_town))),
    ]
    if figures.in_time:
        rates = [(one.name, one.share, f"{one.share}%") for one in figures.in_time[:_MOST]]
        made.append(("时限内办结比例", bars("时限内办结比例", rates)))
    if figures.refusals:
        reasons = [(reason, float(count), str(count)) for reason, count in figures.refusals[:_MOST]]
        made.append(("不予救助的理由（件）", bars("不予救助的理由（件）", reasons)))
    return tuple(made)


def _counts(rows: Iterable[Row]) -> list[tuple[str, float, str]]:
    return [(row.name, float(row.accepted), str(row.accepted)) for row in rows][:_MOST]


def _sums(rows: Iterable[Row]) -> list[tuple[str, float, str]]:
    return [(row.name, float(row.amount), money(row.amount)) for row in rows][:_MOST]
