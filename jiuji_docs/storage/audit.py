"""Read what the audit checks look at, in a few set-based statements (监督检查取数)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any

from sqlalchemy import Select, String, and_, cast, func, or_, select

from jiuji_docs.storage.repository import AnyRow, Repository
from jiuji_docs.storage.tables import (
    CASE,
    DEBT,
    DECEASED,
    DOCUMENT,
    ENTRY,
    JOB,
    PAYMENT,
    PAYMENT_BATCH,
    PERSON,
    REPEAT_EXCEPTION,
    SIGNATURE,
    STEP,
)


class AuditRepository(Repository):
    """Cases of a span within the reader's scope, with what belongs to them; and the list of the dead."""

    def cases(self, since: dt.datetime, until: dt.datetime) -> list[AnyRow]:
        """Return the cases accepted or decided in the span, with their person's name and ID number."""
        person = PERSON.c.name.label("person_name"), PERSON.c.id_number
        joined = select(CASE, *person).join(PERSON, PERSON.c.id == CASE.c.person_id)
        return self._all(self._scope.limit(joined.where(_in(since, until)).order_by(CASE.c.id)))

    def entries(
        self, since: dt.datetime, until: dt.datetime, forms: Collection[str]
    ) -> list[AnyRow]:
        """Return case_id, form, body and recorded_at of the entries in force, oldest first."""
        columns = ENTRY.c.case_id, ENTRY.c.form, ENTRY.c.body, ENTRY.c.recorded_at
        wanted = select(*columns).where(ENTRY.c.form.in_(forms), ENTRY.c.voided.is_(False))
        return self._of(wanted, ENTRY, since, until)

    def steps(
        self, since: dt.datetime, until: dt.datetime, transitions: Collection[str]
    ) -> list[AnyRow]:
        """Return the steps that stand of these transitions."""
        wanted = select(STEP).where(STEP.c.transition.in_(transitions), STEP.c.voided.is_(False))
        return self._of(wanted, STEP, since, until)

    def signatures(self, since: dt.datetime, until: dt.datetime) -> list[AnyRow]:
        """Return case_id, step_seq and how many signatures were asked for, applied, and still in the press."""
        asked = func.count().label("asked")
        applied = func.count().filter(SIGNATURE.c.state == "applied").label("applied")
        printing = func.count(JOB.c.id).filter(SIGNATURE.c.state == "ordered").label("printing")
        wanted = (
            select(DOCUMENT.c.case_id, SIGNATURE.c.step_seq, asked, applied, printing)
            .join(SIGNATURE, SIGNATURE.c.document_id == DOCUMENT.c.id)
            .outerjoin(JOB, _in_the_press())
            .where(SIGNATURE.c.state != "void", DOCUMENT.c.state != "void")
            .group_by(DOCUMENT.c.case_id, SIGNATURE.c.step_seq)
        )
        return self._all(wanted.where(DOCUMENT.c.case_id.in_(self._chosen(since, until))))

    def papers(self, since: dt.datetime, until: dt.datetime) -> list[AnyRow]:
        """Return case_id and paper of every paper in force."""
        wanted = select(DOCUMENT.c.case_id, DOCUMENT.c.paper).where(DOCUMENT.c.state != "void")
        return self._of(wanted, DOCUMENT, since, until)

    def payments(self, since: dt.datetime, until: dt.datetime) -> list[AnyRow]:
        """Return every payment of the cases."""
        return self._of(select(PAYMENT), PAYMENT, since, until)

    def debts(self, since: dt.datetime, until: dt.datetime) -> list[AnyRow]:
        """Return every debt of the cases."""
        return self._of(select(DEBT), DEBT, since, until)

    def excepted(self) -> set[int]:
        """Return the keys of the cases that an exception let in."""
        used = REPEAT_EXCEPTION.c.used_by_case_id
        return set(self._session.execute(select(used).where(used.is_not(None))).scalars())

    def batches(self) -> list[AnyRow]:
        """Return the lists that went to the bank and are not closed."""
        return self._all(
            select(PAYMENT_BATCH).where(PAYMENT_BATCH.c.state.in_(("reviewed", "sent")))
        )

    def deceased(self) -> dict[str, dt.date]:
        """Return day of death by the mark of a person."""
        rows = self._all(select(DECEASED.c.mark, DECEASED.c.died_on))
        return {row.mark: row.died_on for row in rows}

    def add_deceased(self, mark: str, died_on: dt.date, account: str, at: dt.datetime) -> bool:
        """Add a person to the list; False for one who is there already."""
        values = {"mark": mark, "died_on": died_on, "account_id": account, "added_at": at}
        return self._insert_unless_there(DECEASED, "mark", values)

    def _of(
        self, wanted: Select[Any], table: Any, since: dt.datetime, until: dt.datetime
    ) -> list[AnyRow]:
        inside = table.c.case_id.in_(self._chosen(since, until))
        return self._all(wanted.where(inside).order_by(table.c.id))

    def _chosen(self, since: dt.datetime, until: dt.datetime) -> Any:
        return self._scope.limit(select(CASE.c.id).where(_in(since, until)))


def _in_the_press() -> Any:
    """Join the outbox's job that will put a signature on its paper, while it is neither done nor given up."""
    step = cast(DOCUMENT.c.id, String) + ":" + cast(SIGNATURE.c.step_seq, String)
    return and_(JOB.c.dedup == "paper:" + step, JOB.c.state.in_(("waiting", "taken")))


def _in(since: dt.datetime, until: dt.datetime) -> Any:
    return or_(
        and_(CASE.c.accepted_at >= since, CASE.c.accepted_at < until),
        and_(CASE.c.decided_at >= since, CASE.c.decided_at < until),
    )
