"""Watch the deadlines of an installation (时限值守): derive them anew after a change, tell what is due."""

from __future__ import annotations

import time

from jiuji_docs.domain.day_table import DayTable
from jiuji_docs.services.duties.watch import DutyWatch
from jiuji_docs.services.funds.missed_instalments import InstalmentWatch
from jiuji_docs.services.house import House
from jiuji_docs.services.public_deeds import forget
from jiuji_docs.services.rederiving import rederive
from jiuji_docs.services.reminders import Reminders

#: Seconds between two looks at what is kept for an hour only.
FORGET_EVERY = 60.0


class DeadlineWatch:
    """What a worker does about clocks between papers."""

    def __init__(self, house: House) -> None:
        self._house, self._reminders = house, Reminders(house)
        self._duties = DutyWatch(house)
        self._instalments = InstalmentWatch(house)
        self._derived_by: DayTable | None = None
        self._forgot_at = 0.0

    def run_one(self) -> bool:
        """Derive due times anew when the calendar is another than before, else say one thing.

        At the start there is no before: a notice may have come while nobody watched.
        """
        if time.monotonic() - self._forgot_at >= FORGET_EVERY:
            self._forgot_at = time.monotonic()
            forget(self._house)
        days = self._house.days
        if days is not self._derived_by:
            rederive(self._house)
            self._derived_by = days
            return True
        return self._reminders.run_one() or self._duties.run_one() or self._instalments.run_one()
