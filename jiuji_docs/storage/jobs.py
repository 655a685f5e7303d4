"""Keep the work for the press beside the rows it is about (发件箱)."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, select, update

from jiuji_docs.storage.repository import AnyRow, Repository
from jiuji_docs.storage.tables import JOB as T

#: How long a worker may keep a job; after that its process counts as dead and another takes over.
LEASE = dt.timedelta(minutes=5)


class JobRepository(Repository):
    """Rows of ``job``. ``state``: waiting, taken, done, failed."""

    def enqueue(
        self, topic: str, payload: Mapping[str, Any], dedup: str, run_at: dt.datetime
    ) -> bool:
        """Ask for a job; False when the same *dedup* was asked for before, done or not."""
        return self._insert_unless_there(
            T,
            "dedup",
            {
                "topic": topic,
                "payload": json.dumps(payload, ensure_ascii=False, sort_keys=True),
                "dedup": dedup,
                "state": "waiting",
                "run_at": run_at,
            },
        )

    def take(
        self, now: dt.datetime, lease: dt.timedelta = LEASE, *, but: str = ""
    ) -> AnyRow | None:
        """Take the job that is due longest; None when none is. ``attempts`` counts this one.

        *but* names a topic that is passed over.

        Take in a transaction of its own and commit before working, so that nobody waits. Two
        workers never take the same job: PostgreSQL skips locked rows, SQLite has one writer at a
        time. A job that is neither finished nor failed within *lease* may be taken again.
        """
        due = (
            select(T.c.id)
            .where(T.c.state.in_(("waiting", "taken")), T.c.run_at <= now, T.c.topic != but)
            .order_by(T.c.run_at, T.c.id)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        job_id = self._session.execute(due).scalar_one_or_none()
        if job_id is None:
            return None
        taken = {"state": "taken", "run_at": now + lease, "attempts": T.c.attempts + 1}
        statement = update(T).where(T.c.id == job_id).values(taken).returning(*T.c)
        return self._session.execute(statement).one()

    def finish(self, job_id: int) -> None:
        """Mark a job as done; its row stays, so that asking again changes nothing."""
        self._write(update(T).where(T.c.id == job_id).values(state="done", error=""))

    def put_back(self, job_id: int, run_at: dt.datetime) -> None:
        """Let a job that is not done yet wait behind what is due before *run_at*; no attempt is counted."""
        again = {"state": "waiting", "run_at": run_at, "attempts": 0}
        self._write(update(T).where(T.c.id == job_id).values(again))

    def fail(self, job_id: int, error: str, retry_at: dt.datetime, attempts: int) -> bool:
        """Note a failure and wait until *retry_at*; True when *attempts* are used up for good."""
        tried = self._session.execute(select(T.c.attempts).where(T.c.id == job_id)).scalar_one()
        given_up = bool(tried >= attempts)
        state = "failed" if given_up else "waiting"
        changes = {"state": state, "run_at": retry_at, "error": error}
        self._write(update(T).where(T.c.id == job_id).values(changes))
        return given_up

    def reclaim(self, now: dt.datetime) -> int:
        """Give back every taken job at once and return how many.

        For the start of the only worker of an installation: whoever had taken them is dead.
        """
        return self._write(
            update(T).where(T.c.state == "taken").values(state="waiting", run_at=now)
        )

    def by_dedup(self, dedup: str) -> AnyRow | None:
        """Return the job that was asked for under this name."""
        return self._one_or_none(select(T).where(T.c.dedup == dedup))

    def waiting(self) -> int:
        """Return how many jobs are not yet done or given up."""
        open_jobs = select(func.count()).where(T.c.state.in_(("waiting", "taken")))
        return int(self._session.execute(open_jobs).scalar_one())
