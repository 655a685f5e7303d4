"""Read entered days and moments (日期与时间): a moment without offset is Beijing time."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

from jiuji_docs.domain.calendar import BEIJING
from jiuji_docs.domain.forms.definition import Field
from jiuji_docs.domain.forms.reading import short

EARLIEST, LATEST = dt.date(1900, 1, 1), dt.date(2100, 12, 31)
#: As a field's bound: the day on which the form is checked.
TODAY = "today"
_DAY = re.compile(
    r"(\d{4})(?:(?P<mark>[-/.年])(\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))", re.ASCII
)
#: The hour as people write it after the day: 9:30, 9时30分, 9点30, also with seconds.
_HOUR = re.compile(r"(\d{1,2})[:时点](\d{1,2})(?:[:分](\d{1,2})秒?|分)?", re.ASCII)


def read_day(raw: object, field: Field, today: dt.date | None) -> dt.date:
    """Return a date (日期), from ``2024-02-08``, 2024.2.8, 20240208 or 2024年2月8日, full-width or not."""
    if isinstance(raw, dt.datetime):
        day = _aware(raw).astimezone(BEIJING).date()
    elif isinstance(raw, dt.date):
        day = raw
    else:
        # Digits alone are a day where somebody typed them; a number of a data file is none.
        day = _day(short(raw) if isinstance(raw, str) else "")
    _check_day(day, field, today)
    return day


def read_instant(raw: object, field: Field, today: dt.date | None) -> dt.datetime:
    """Return a moment (时间) as aware UTC; without an offset it is Beijing time."""
    moment = raw if isinstance(raw, dt.datetime) else written_moment(short(raw))
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
    if (found := _DAY.fullmatch(_plain(text))) is None:
        raise ValueError("日期应写成 2024-02-08 的样子")
    year, mark, *rest = found.groups()
    month, day = rest[:2] if mark else rest[2:]
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError as error:
        raise ValueError("没有这一天") from error


def written_moment(text: str) -> dt.datetime:
    """Return the moment somebody wrote, without offset unless one is written; ValueError in Chinese."""
    plain = _plain(text)
    try:
        return dt.datetime.fromisoformat(plain)
    except ValueError:
        pass
    head, hour = _split(plain)
    if hour is None:
        raise ValueError("时间应写成 2024-02-08 09:30 的样子")
    day = _day(head)
    try:
        at = dt.time(int(hour[1]), int(hour[2]), int(hour[3] or 0))
        return dt.datetime.combine(day, at)
    except ValueError as error:
        raise ValueError("没有这个时间") from error


def _split(text: str) -> tuple[str, re.Match[str] | None]:
    """Return the day and the hour of a written moment, parted by a space, a T or 日."""
    head, mark, tail = text.partition("日") if "日" in text else ("", "", "")
    if not mark:
        head, _, tail = text.replace("T", " ").partition(" ")
    return head + mark, _HOUR.fullmatch(tail.strip())


def _plain(text: str) -> str:
    """Return text as the half-width keyboard writes it: a Chinese one writes ：, ０ and a wide space."""
    return unicodedata.normalize("NFKC", text).strip()


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
