"""Check amount tables and time limits: no gap, no overlap, a start and an end (分档与时限)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from jiuji_docs.definitions.finding import WARNING, Finding, in_workflow
from jiuji_docs.definitions.known_paths import known_paths
from jiuji_docs.domain.workflow.definition import TierRow, TierTable, TimeLimit
from jiuji_docs.domain.workflow.policy import UNSET, Pack
from jiuji_docs.domain.workflow.time_limit import ON_MISS

#: Below every amount there is.
NOTHING = Decimal(-1)
_MISSES = "、".join(f"{name}（{text}）" for name, text in (*ON_MISS.items(), (UNSET, "文件没有说")))


def tables(pack: Pack) -> Iterator[Finding]:
    """Find gaps, overlaps and unknown outcomes in every table, and tables no step uses."""
    used = {step.table for step in pack.workflow.transitions.values()}
    for table in pack.workflow.tables.values():
        place = f"table[{table.id}]"
        for message in dict.fromkeys(_gaps_and_overlaps(table)):
            yield in_workflow(pack, place, message)
        for row in table.rows:
            if row.outcome not in pack.workflow.states:
                yield in_workflow(pack, place, f"去往不存在的环节“{row.outcome}”")
        if table.id not in used:
            yield in_workflow(pack, place, "没有任何一步使用这张表", WARNING)


def _gaps_and_overlaps(table: TierTable) -> Iterator[str]:
    """Yield what is wrong for every combination of the choices there are."""
    if not table.rows:
        yield "没有任何一档"
        return
    for choices in table.combinations():
        where = "，".join(f"{path} = {value}" for path, value in choices.items())
        rows = [row for row in table.rows if row.fits(choices)]
        wrong = _borders(rows) if rows else ("缺档：没有去处",)
        yield from (f"{where}：{message}" if where else message for message in wrong)


def _borders(given: Sequence[TierRow]) -> Iterator[str]:
    """Yield what is wrong where one row ends and the next begins; every amount has one row."""
    rows = sorted(given, key=_lower)
    if rows[0].over is not None:
        yield f"缺档：{rows[0].over} 元及以下没有去处"
    for row, following in pairwise(rows):
        if row.at_most is None or following.over is None or following.over < row.at_most:
            yield f"重档：“{row.outcome}”与“{following.outcome}”有相同的金额"
        elif following.over > row.at_most:
            yield f"缺档：大于 {row.at_most} 元、小于等于 {following.over} 元没有去处"
    if rows[-1].at_most is not None:
        yield f"缺档：大于 {rows[-1].at_most} 元没有去处"
    for row in rows:
        if row.over is not None and row.at_most is not None and row.at_most <= row.over:
            yield f"“{row.outcome}”一档上限不大于下限"


def _lower(row: TierRow) -> tuple[Decimal, bool, Decimal]:
    over = NOTHING if row.over is None else row.over
    return over, row.at_most is None, row.at_most or NOTHING


def time_limits(pack: Pack) -> Iterator[Finding]:
    """Find time limits that never start or never end, or name a step there is not."""
    steps, paths = pack.workflow.transitions, known_paths(pack)
    for limit in pack.workflow.time_limits.values():
        place = f"time_limit[{limit.id}]"
        for key, names in _steps_named(limit):
            if not names and key in ("starts", "ends"):
                yield in_workflow(
                    pack, place, f"没有写{'起算' if key == 'starts' else '截止'}的一步"
                )
            for name in names:
                if name not in steps:
                    yield in_workflow(pack, place, f"{key} 里没有“{name}”这一步")
        if not limit.on_miss and _runs(limit):
            yield in_workflow(pack, place, f"没有写逾期怎样处置（on_miss）；可写 {_MISSES}")
        if bool(limit.suspended_by) != bool(limit.resumed_by):
            yield in_workflow(pack, place, "suspended_by 与 resumed_by 须同时写：中止了要能恢复")
        yield from (in_workflow(pack, place, text) for text in _fields_named(pack, limit, paths))
        for name in sorted(set(limit.closes) - set(limit.ends)):
            yield in_workflow(pack, place, f"closes 里的“{name}”也须写在 ends 里")
        if limit.escalate_to and limit.escalate_to not in pack.workflow.roles:
            yield in_workflow(pack, place, f"escalate_to：没有“{limit.escalate_to}”这个岗位")


def _runs(limit: TimeLimit) -> bool:
    """Say whether some case of this limit has a due time."""
    return any(budget != UNSET for budget in (limit.budget, *(one.budget for one in limit.grades)))


def _fields_named(pack: Pack, limit: TimeLimit, paths: frozenset[str]) -> Iterator[str]:
    """Yield what is wrong with the fields a limit reads, and with the clauses of its grades."""
    for path in [*([limit.since] if limit.since else []), *(one.path for one in limit.grades)]:
        if path not in paths:
            yield f"没有“{path}”这个字段"
    for grade in limit.grades:
        if grade.clause and grade.clause not in pack.policy.clauses:
            yield f"grades：没有“{grade.clause}”这一条"
    both = sorted(set(limit.starts) & set(limit.ends))
    if both and limit.grades and not limit.since:
        yield f"“{both[0]}”既起算又截止，须写 since（从所填的哪个时刻起算）"


def _steps_named(limit: TimeLimit) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield "starts", limit.starts
    yield "ends", limit.ends
    yield "suspended_by", limit.suspended_by
    yield "resumed_by", limit.resumed_by
    yield "closes", limit.closes
