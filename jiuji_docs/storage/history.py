"""Keep what was entered and which steps were taken, newest never over older (填报与办理记录)."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection
from typing import Any

from sqlalchemy import func, select, update

from jiuji_docs.storage.repository import AnyRow, Repository
from jiuji_docs.storage.tables import ENTRY, STEP


class History(Repository):
    """Rows of ``entry`` and ``step``; write only with the case locked."""

    def add_entry(  # noqa: PLR0917 - what one form is, in the order it is told
        self,
        case_id: int,
        form: str,
        form_checksum: str,
        body: str,
        account_id: str,
        at: dt.datetime,
    ) -> int:
        """Add a form as entered (*body* is canonical JSON) and return its edition, from 1."""
        newest = select(func.coalesce(func.max(ENTRY.c.edition), 0) + 1).where(
            ENTRY.c.case_id == case_id, ENTRY.c.form == form
        )
        row = self._insert(
            ENTRY,
            {
                "case_id": case_id,
                "form": form,
                "edition": newest.scalar_subquery(),
                "form_checksum": form_checksum,
                "body": body,
                "account_id": account_id,
                "recorded_at": at,
            },
        )
        return int(row.edition)

    def entries(self, case_id: int) -> list[AnyRow]:
        """Return the newest edition in force of every form, in the order they were recorded."""
        later = ENTRY.alias("later")
        overtaken = (
            select(later.c.id)
            .where(
                later.c.case_id == ENTRY.c.case_id,
                later.c.form == ENTRY.c.form,
                later.c.edition > ENTRY.c.edition,
                later.c.voided.is_(False),
            )
            .exists()
        )
        return self._all(
            select(ENTRY)
            .where(ENTRY.c.case_id == case_id, ENTRY.c.voided.is_(False), ~overtaken)
            .order_by(ENTRY.c.id)
        )

    def latest_values(self, case_id: int, form: str) -> dict[str, Any]:
        """Return the plain values of a form's newest edition in force; empty when there is none."""
        statement = (
            select(ENTRY.c.body)
            .where(ENTRY.c.case_id == case_id, ENTRY.c.form == form, ENTRY.c.voided.is_(False))
            .order_by(ENTRY.c.edition.desc())
            .limit(1)
        )
        body = self._session.execute(statement).scalar_one_or_none()
        values: dict[str, Any] = json.loads(body) if body is not None else {}
        return values

    def void_entries(self, case_id: int, forms: Collection[str]) -> None:
        """Void every edition of *forms* (退回作废); they stay readable as history."""
        if forms:
            self._write(
                update(ENTRY)
                .where(ENTRY.c.case_id == case_id, ENTRY.c.form.in_(forms))
                .values(voided=True)
            )

    def add_step(self, **values: Any) -> AnyRow:
        """Add one step; a key or a sequence number used before breaks a unique constraint."""
        return self._insert(STEP, values)

    def steps(self, case_id: int) -> list[AnyRow]:
        """Return every step of a case, voided ones too, in order."""
        return self._all(select(STEP).where(STEP.c.case_id == case_id).order_by(STEP.c.seq))

    def step_by_key(self, key: str) -> AnyRow | None:
        """Return the step that an idempotency key already made, if any."""
        return self._one_or_none(select(STEP).where(STEP.c.idempotency_key == key))

    def void_steps_after(self, case_id: int, seq: int) -> list[int]:
        """Void the steps in force after *seq* and return their numbers, in order."""
        statement = (
            update(STEP)
            .where(STEP.c.case_id == case_id, STEP.c.seq > seq, STEP.c.voided.is_(False))
            .values(voided=True)
            .returning(STEP.c.seq)
        )
        return sorted(self._session.execute(statement).scalars())
