"""Keep what was entered and which steps were taken, newest never over older (填报与办理记录)."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection
from typing import Any

from sqlalchemy import bindparam, func, insert, select, update

from jiuji_docs.domain.workflow.edition_map import MOVE
from jiuji_docs.storage.prepared import Prepared
from jiuji_docs.storage.repository import AnyRow, Repository
from jiuji_docs.storage.tables import ENTRY, STEP

_STEPS = Prepared(select(STEP).where(STEP.c.case_id == bindparam("case_id")).order_by(STEP.c.seq))
_STEP_BY_KEY = Prepared(select(STEP).where(STEP.c.idempotency_key == bindparam("key")))


def _in_force() -> Prepared:
    """Return the newest edition in force of every form of a case."""
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
    return Prepared(
        select(ENTRY)
        .where(ENTRY.c.case_id == bindparam("case_id"), ENTRY.c.voided.is_(False), ~overtaken)
        .order_by(ENTRY.c.id)
    )


def _next_edition() -> Prepared:
    """Return the INSERT of a form's next edition, from 1."""
    names = ("case_id", "form", "form_checksum", "body", "account_id", "recorded_at")
    bound = {name: bindparam(name, type_=ENTRY.c[name].type) for name in names}
    newest = select(func.coalesce(func.max(ENTRY.c.edition), 0) + 1).where(
        ENTRY.c.case_id == bound["case_id"], ENTRY.c.form == bound["form"]
    )
    values = {**bound, "edition": newest.scalar_subquery()}
    return Prepared(insert(ENTRY).values(values).returning(ENTRY.c.edition))


_ENTRIES, _ADD_ENTRY = _in_force(), _next_edition()


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
        row = self._read_one(
            _ADD_ENTRY,
            form,
            case_id=case_id,
            form=form,
            form_checksum=form_checksum,
            body=body,
            account_id=account_id,
            recorded_at=at,
        )
        return int(row.edition)

    def entries(self, case_id: int) -> list[AnyRow]:
        """Return the newest edition in force of every form, in the order they were recorded."""
        return self._read(_ENTRIES, case_id=case_id)

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

    def editions_of(self, case_id: int, form: str) -> list[dict[str, Any]]:
        """Return the plain values of every edition in force of a form, in order: a step taken several times."""
        statement = (
            select(ENTRY.c.body)
            .where(ENTRY.c.case_id == case_id, ENTRY.c.form == form, ENTRY.c.voided.is_(False))
            .order_by(ENTRY.c.edition)
        )
        return [json.loads(body) for body in self._session.execute(statement).scalars()]

    def void_entries(self, case_id: int, forms: Collection[str]) -> None:
        """Void every edition of *forms* (退回作废); they stay readable as history."""
        if forms:
            self._write(
                update(ENTRY)
                .where(ENTRY.c.case_id == case_id, ENTRY.c.form.in_(forms))
                .values(voided=True)
            )

    def add_step(self, **values: Any) -> None:
        """Add one step; a key or a sequence number used before breaks a unique constraint."""
        self._add(STEP, values)

    def steps(self, case_id: int) -> list[AnyRow]:
        """Return every step of a case, voided ones too, in order."""
        return self._read(_STEPS, case_id=case_id)

    def step_by_key(self, key: str) -> AnyRow | None:
        """Return the step that an idempotency key already made, if any."""
        found = self._read(_STEP_BY_KEY, key=key)
        return found[0] if found else None

    def void_steps_after(self, case_id: int, seq: int) -> list[int]:
        """Void the steps in force after *seq* and return their numbers, in order.

        What moved the case to another edition (换版) stays: no return undoes it.
        """
        statement = (
            update(STEP)
            .where(
                STEP.c.case_id == case_id,
                STEP.c.seq > seq,
                STEP.c.voided.is_(False),
                STEP.c.transition != MOVE,
            )
            .values(voided=True)
            .returning(STEP.c.seq)
        )
        return sorted(self._session.execute(statement).scalars())
