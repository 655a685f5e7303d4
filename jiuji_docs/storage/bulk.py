"""Read and write many cases at once, with as few statements as for one (成批读写)."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Table, insert, select, update

from jiuji_docs.domain.errors import StalePage
from jiuji_docs.storage.prepared import row_type
from jiuji_docs.storage.repository import AnyRow, Repository
from jiuji_docs.storage.tables import CASE, DEBT, DOCUMENT, ENTRY, JOB, PERSON, SIGNATURE, STEP

_case_row = row_type([column.key for column in CASE.c])

Rows = list[dict[str, Any]]


class BulkRepository(Repository):
    """Rows of many cases; lock persons before cases and all in the order of their keys."""

    def lock(self, numbers: Collection[str]) -> dict[str, AnyRow]:
        """Return cases by number, locked until the transaction ends; unknown numbers are left out."""
        if self._dialect != "sqlite":
            people = select(CASE.c.person_id).where(CASE.c.number.in_(numbers))
            held = select(PERSON.c.id).where(PERSON.c.id.in_(people)).order_by(PERSON.c.id)
            self._session.execute(held.with_for_update()).all()
        found = select(CASE).where(CASE.c.number.in_(numbers)).order_by(CASE.c.id)
        return {row.number: _case_row(row) for row in self._all(found.with_for_update())}

    def steps_by_key(self, keys: Collection[str]) -> dict[str, AnyRow]:
        """Return the steps that these idempotency keys already made."""
        found = self._all(select(STEP).where(STEP.c.idempotency_key.in_(keys)))
        return {row.idempotency_key: row for row in found}

    def steps(self, case_ids: Collection[int]) -> Mapping[int, list[AnyRow]]:
        """Return every step of each case, voided ones too, in order."""
        return self._by_case(STEP, case_ids, STEP.c.seq)

    def entries(self, case_ids: Collection[int]) -> Mapping[int, list[AnyRow]]:
        """Return, per case, the newest edition in force of every form, in the order of recording."""
        statement = select(ENTRY).where(ENTRY.c.case_id.in_(case_ids), ENTRY.c.voided.is_(False))
        newest: dict[tuple[int, str], AnyRow] = {}
        for row in self._all(statement.order_by(ENTRY.c.edition)):
            newest[row.case_id, row.form] = row
        found: defaultdict[int, list[AnyRow]] = defaultdict(list)
        for row in sorted(newest.values(), key=lambda item: item.id):
            found[row.case_id].append(row)
        return found

    def entries_of_form(self, case_ids: Collection[int], form: str) -> dict[int, AnyRow]:
        """Return each case's newest edition in force of one form; cases without one are left out."""
        statement = select(ENTRY).where(
            ENTRY.c.case_id.in_(case_ids), ENTRY.c.form == form, ENTRY.c.voided.is_(False)
        )
        return {row.case_id: row for row in self._all(statement.order_by(ENTRY.c.edition))}

    def papers(
        self, case_ids: Collection[int], papers: Collection[str]
    ) -> dict[tuple[int, str], int]:
        """Return the key of the newest edition in force by (case, paper)."""
        statement = select(DOCUMENT.c.id, DOCUMENT.c.case_id, DOCUMENT.c.paper).where(
            DOCUMENT.c.case_id.in_(case_ids),
            DOCUMENT.c.paper.in_(papers),
            DOCUMENT.c.state != "void",
        )
        rows = self._all(statement.order_by(DOCUMENT.c.edition))
        return {(row.case_id, row.paper): row.id for row in rows}

    def owing(self, case_ids: Collection[int]) -> frozenset[int]:
        """Return which cases still owe something (欠项)."""
        owed = select(DEBT.c.case_id).where(
            DEBT.c.case_id.in_(case_ids), DEBT.c.settled_at.is_(None)
        )
        return frozenset(self._session.execute(owed).scalars())

    def add_steps(self, rows: Rows) -> None:
        """Add one step to each of many cases."""
        self._write(insert(STEP), rows)

    def order_signatures(self, rows: Rows) -> None:
        """Order many signatures."""
        self._write(insert(SIGNATURE), rows)

    def enqueue(self, topic: str, jobs: Sequence[Mapping[str, Any]]) -> None:
        """Ask for many jobs (payload, dedup, run_at) that nobody asked for before."""
        rows = [
            {**job, "topic": topic, "state": "waiting", "payload": json.dumps(job["payload"])}
            for job in jobs
        ]
        self._write(insert(JOB), rows)

    def advance(self, case_ids: Collection[int], state: str, *, closed: bool) -> None:
        """Move locked cases on to *state*, one version on; StalePage when one is not there any more."""
        moved = update(CASE).where(CASE.c.id.in_(case_ids))
        values = {"state": state, "closed": closed, "version": CASE.c.version + 1}
        if self._write(moved.values(values)) != len(case_ids):
            raise StalePage("stale_page", "他人已办理其中的事项，请刷新后再办")

    @staticmethod
    def moved(case: Any, state: str) -> AnyRow:
        """Return a case's row as it stands after :meth:`advance`, without reading it again."""
        row: AnyRow = case._replace(state=state, version=case.version + 1)
        return row

    def _by_case(
        self, table: Table, case_ids: Collection[int], order: Any
    ) -> Mapping[int, list[AnyRow]]:
        found: defaultdict[int, list[AnyRow]] = defaultdict(list)
        for row in self._all(select(table).where(table.c.case_id.in_(case_ids)).order_by(order)):
            found[row.case_id].append(row)
        return found
