"""Say whether two requests are about the same matter, and how long a decision bars it (同一事项).

CY-2b: the same urgent matter is as a rule relieved once a year. The document says neither what
makes a matter the same nor from which day the year runs. The product reads it so, and shows it as
its own reading: same person, same cause, same day of the event; the year runs from the day of the
decision to the corresponding day of the next year (民法典 201, 202).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from jiuji_docs.domain.calendar import BEIJING
from jiuji_docs.domain.workflow.windows import last_day

A_YEAR = "1y"


@dataclass(frozen=True, slots=True)
class Matter:
    """What somebody asked relief for: person (ID number), cause, day of the event if known."""

    person: str
    cause: str
    occurred_on: dt.date | None


def same_matter(person: str, cause: str, occurred_on: dt.date | None, earlier: Matter) -> bool:
    """Say whether an earlier matter is this one again.

    A day that is not known may be the same, so it counts as the same: a person then decides. A
    person without a number (身份不明) is nobody in particular and never the same.
    """
    if not person or (person.upper(), cause) != (earlier.person.upper(), earlier.cause):
        return False
    return None in (occurred_on, earlier.occurred_on) or occurred_on == earlier.occurred_on


def within_a_year(decided_at: dt.datetime, asked: dt.date) -> bool:
    """Say whether *asked* lies in the year a decision bars, first and last day included.

    The year begins on the Beijing day of the aware *decided_at* and ends with the corresponding day
    of the next year; from 29 February with 28 February, the last day of that month (民法典 202).
    A last day on a holiday is not moved (203): that rule gives time to who must act, and here it
    would only lengthen a bar. Raises ValueError for a time without zone.
    """
    if decided_at.tzinfo is None:
        raise ValueError("决定时间须注明时区")
    decided_on = decided_at.astimezone(BEIJING).date()
    return decided_on <= asked <= last_day(decided_on, A_YEAR)
