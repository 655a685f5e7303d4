"""Lay a version of a roster out as a sheet for printing (名册、值班表)."""

from __future__ import annotations

from collections.abc import Iterator

from jiuji_docs.domain.documents.official import chinese_date
from jiuji_docs.domain.forms.sheet import Box, FormSheet, SheetBlock
from jiuji_docs.domain.rosters.roster import DUTY, Member, Roster, Version

_COLUMNS, _HEIGHT = 24, 9.0
_PEOPLE = (("序号", 2), ("职责", 4), ("姓名", 3), ("单位", 6), ("职务", 4), ("电话", 5))
_SHIFTS = (("序号", 2), ("值班时间", 7), ("姓名", 3), ("单位", 5), ("职务", 3), ("电话", 4))


def roster_list(roster: Roster, version: Version, unit: str) -> FormSheet:
    """Return the sheet; a duty roster has its shifts in the order of days."""
    heads = _SHIFTS if roster.kind == DUTY else _PEOPLE
    rows = [tuple(Box(head, span, label=True) for head, span in heads)]
    for place, one in enumerate(_ordered(roster, version), start=1):
        texts = (str(place), *(_shift(one) if roster.kind == DUTY else _person(one)))
        rows.append(
            tuple(
                Box(text, span, name=head) for text, (head, span) in zip(texts, heads, strict=True)
            )
        )
    blocks = (
        SheetBlock(
            "paragraph",
            text=f"第 {version.number} 版，自{chinese_date(version.valid_from)}起启用",
            style="plain",
        ),
        SheetBlock("table", tuple(rows), columns=_COLUMNS, height=_HEIGHT),
    )
    return FormSheet("roster_list", roster.title, blocks, unit=unit)


def _ordered(roster: Roster, version: Version) -> Iterator[Member]:
    if roster.kind != DUTY:
        yield from version.members
        return
    yield from sorted(version.members, key=lambda one: (str(one.first_day), str(one.last_day)))


def _person(one: Member) -> tuple[str, ...]:
    return one.position, one.name, one.unit, one.post, one.phone


def _shift(one: Member) -> tuple[str, ...]:
    when = (
        f"{one.first_day} 至 {one.last_day}"
        if one.first_day != one.last_day
        else f"{one.first_day}"
    )
    return when, one.name, one.unit, one.post, one.phone
