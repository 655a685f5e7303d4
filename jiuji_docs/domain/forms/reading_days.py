"""Read entered days and moments (日期与时间): a moment without offset is Beijing time."""

from __future__ import annotations

import datetime as dt
import re

from jiuji_docs.domain.calendar import BEIJING
from jiuji_docs.domain.forms.definition import Field
from jiuji_docs.domain.forms.reading import short

EARLIEST, LATEST = dt.date(1900, 1, 1), dt.date(2100, 12, 31)
#: As a field's bound: the day on which the form is checked.
TODAY = "today"
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?", re.ASCII)


def read_day(raw: object, field: Field, today: dt.date | None) -> dt.date:
    """Return a date (日期), from ``2024-02-08`` or 2024年2月8日."""
    if isinstance(raw, dt.datetime):
        day = _aware(raw).astimezone(BEIJING).date()
    elif isinstance(raw, dt.date):
        day = raw
    else:
        day = _day(short(raw))
    _check_day(day, field, today)
    return day


def read_instant(raw: object, field: Field, today: dt.date | None) -> dt.datetime:
    """Return a moment (时间) as aware UTC; without an offset it is Beijing time."""
    moment = raw if isinstance(raw, dt.datetime) else _moment(short(raw))
    try:
        moment = _aware(moment)
        local = moment.astimezone(BEIJING)
        kept = moment.astimezone(dt.UTC)
    except OverflowError as error:
        raise ValueError("没有这个时间") from error
    _check_day(local.date(), field, today)
    return kept


def _aware(moment: dt.datetime) -> dt.datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=BEIJING)


def _day(text: str) -> dt.date:
    if (found := _DAY.fullmatch(text)) is None:
        raise ValueError("日期应写成 2024-02-08 的样子")
    try:
        return dt.date(*(int(part) for part in found.groups()))
    except ValueError as error:
        raise ValueError("没有这一天") from error


def _moment(text: str) -> dt.datetime:
    try:
        return dt.datetime.fromisoformat(text)
    except ValueError as error:
        raise ValueError("时间应写成 2024-02-08 09:30 的样子") from error


def _check_day(day: dt.date, field: Field, today: dt.date | None) -> None:
    """Refuse a day out of bounds; ``today`` as a bound holds only when today is known."""
    earliest = _bound(field.minimum, today) or EARLIEST
    latest = _bound(field.maximum, today) or LATEST
    if day < earliest:
        raise ValueError(f"不能早于 {earliest.isoformat()}")
    if day > latest:
        raise ValueError(
            "不能晚于今天" if field.maximum == TODAY else f"不能晚于 {latest.isoformat()}"
        )


def _bound(text: str, today: dt.date | None) -> dt.date | None:
    if text == TODAY:
        return today
    return dt.date.fromisoformat(text) if text else None
