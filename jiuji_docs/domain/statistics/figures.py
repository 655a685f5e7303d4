"""Sum up a year's relief cases (统计): counts, amounts, times, what was in time, why not helped."""

from __future__ import annotations

import math
import statistics
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

#: What a clause may say it is carried by as ``report:<id>``.
REPORTS: Mapping[str, str] = {
    "cases": "事项数量：按原因、乡镇、月份、类型",
    "amounts": "救助金额：审批与发放",
    "times": "办理用时：中位数、九成不超过",
    "in_time": "时限内办结率",
    "refusals": "不予救助的理由",
    "reserve": "备用金",
    "transfers": "逾期的转办和登记事项",
    "bulletin": "通报",
}
HOUR, DAY = 3_600, 86_400
NINE_TENTHS = 0.9
MONTHS = tuple(f"{month}月" for month in range(1, 13))


@dataclass(frozen=True, slots=True)
class Item:
    """One relief case as it is counted; ``taken`` is seconds from acceptance to decision."""

    number: str
    town: str
    cause: str
    route: str
    month: int
    amount: Decimal | None
    paid: Decimal
    outcome: str
    taken: int | None
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class Ended:
    """One ended time limit (时限): its title with budget, and whether it was met."""

    limit: str
    met: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: accepted, granted and refused cases, approved and paid sums in 元."""

    name: str
    accepted: int
    granted: int
    refused: int
    amount: Decimal
    paid: Decimal


@dataclass(frozen=True, slots=True)
class Spell:
    """How long cases of a route took to their decision, in words: 3.5小时, 12.1日."""

    name: str
    cases: int
    median: str
    nine_tenths: str


@dataclass(frozen=True, slots=True)
class Rate:
    """How many of the ended time limits were met."""

    name: str
    ended: int
    met: int

    @property
    def share(self) -> float:
        """Percent to one place."""
        return round(100 * self.met / self.ended, 1) if self.ended else 0.0


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything a year's page shows; every breakdown adds up to ``whole``."""

    year: int
    unit: str
    whole: Row
    by_cause: tuple[Row, ...]
    by_town: tuple[Row, ...]
    by_month: tuple[Row, ...]
    by_route: tuple[Row, ...]
    times: tuple[Spell, ...]
    in_time: tuple[Rate, ...]
    refusals: tuple[tuple[str, int], ...]
    reserves: tuple[tuple[str, Decimal], ...] = ()
    overdue: tuple[tuple[str, int], ...] = ()


def figures_of(
    year: int,
    unit: str,
    items: Sequence[Item],
    ended: Iterable[Ended],
    *,
    reserves: Sequence[tuple[str, Decimal]] = (),
    overdue: Sequence[tuple[str, int]] = (),
) -> Figures:
    """Return the figures of the cases accepted in *year*."""
    months = _rows(items, lambda item: MONTHS[item.month - 1])
    by_name = {row.name: row for row in months}
    return Figures(
        year=year,
        unit=unit,
        whole=_row("合计", items),
        by_cause=_largest(_rows(items, lambda item: item.cause or "未填")),
        by_town=_largest(_rows(items, lambda item: item.town)),
        by_month=tuple(by_name.get(name, _row(name, ())) for name in MONTHS),
        by_route=_largest(_rows(items, lambda item: item.route)),
        times=tuple(_spells(items)),
        in_time=tuple(_rates(ended)),
        refusals=tuple(Counter(item.refusal for item in items if item.refusal).most_common()),
        reserves=tuple(reserves),
        overdue=tuple(overdue),
    )


def _rows(items: Iterable[Item], key: Callable[[Item], str]) -> list[Row]:
    groups: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        groups[key(item)].append(item)
    return [_row(name, group) for name, group in groups.items()]


def _row(name: str, items: Sequence[Item]) -> Row:
    return Row(
        name,
        len(items),
        sum(item.outcome == "granted" for item in items),
        sum(item.outcome == "refused" for item in items),
        sum(
            (
                item.amount
                for item in items
                if item.amount is not None and item.outcome == "granted"
            ),
            Decimal(0),
        ),
        sum((item.paid for item in items), Decimal(0)),
    )


def _largest(rows: Iterable[Row]) -> tuple[Row, ...]:
    return tuple(sorted(rows, key=lambda row: (-row.accepted, row.name)))


def _spells(items: Iterable[Item]) -> Iterable[Spell]:
    taken: dict[str, list[int]] = defaultdict(list)
    for item in items:
        if item.taken is not None:
            taken[item.route].append(item.taken)
    for route, seconds in sorted(taken.items()):
        yield Spell(route, len(seconds), _span(statistics.median(seconds)), _span(_p90(seconds)))


def _p90(seconds: Sequence[int]) -> int:
    """Return the least of the values that nine tenths do not exceed."""
    ordered = sorted(seconds)
    return ordered[math.ceil(NINE_TENTHS * len(ordered)) - 1]


def _span(seconds: float) -> str:
    """Return hours below two days, else days, to one place."""
    if seconds < 2 * DAY:
        return f"{seconds / HOUR:.1f}小时"
    return f"{seconds / DAY:.1f}日"


def _rates(ended: Iterable[Ended]) -> Iterable[Rate]:
    seen: dict[str, list[bool]] = defaultdict(list)
    for one in ended:
        seen[one.limit].append(one.met)
    for limit, met in sorted(seen.items()):
        yield Rate(limit, len(met), sum(met))
