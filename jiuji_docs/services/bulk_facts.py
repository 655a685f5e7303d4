"""Gather the facts of many cases at once, each kind when the first case asks for it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from jiuji_docs.domain.forms.entry import from_plain
from jiuji_docs.domain.forms.known import known
from jiuji_docs.domain.workflow.facts import Facts, FactsOnDemand
from jiuji_docs.domain.workflow.policy import Pack
from jiuji_docs.services import facts
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.progress import Progress


class Gathered:
    """The rows of many cases; what no condition asks about is never read."""

    def __init__(self, desk: Desk, case_ids: Sequence[int]) -> None:
        self._desk, self._ids = desk, case_ids
        self._of_form: dict[str, dict[int, Any]] = {}
        self._relatives: dict[frozenset[str], frozenset[str]] = {}

    @cached_property
    def _steps(self) -> Mapping[int, list[Any]]:
        return self._desk.bulk.steps(self._ids)

    @cached_property
    def _entries(self) -> Mapping[int, list[Any]]:
        return self._desk.bulk.entries(self._ids)

    def facts(self, progress: Progress) -> Facts:
        """Return the facts of one of the cases; rare kinds are still read case by case."""
        case, pack, entering = progress.case, progress.pack, progress.entering

        def alone() -> Facts:
            return facts.of_case(self._desk, pack, case, entering, progress.now)

        many = FactsOnDemand(
            {
                "known": lambda: {**self.entered(pack, case.id), **known(entering.items())},
                "steps": lambda: facts.steps_from(self._steps[case.id]),
                "open_debts": lambda: alone().open_debts,
                "payments": lambda: alone().payments,
                "prior_reliefs": lambda: alone().prior_reliefs,
                "final_papers": lambda: alone().final_papers,
                "files": lambda: alone().files,
                "relatives": lambda: self._related(many.known),
                "branches": lambda: alone().branches,
                "seats": lambda: alone().seats,
                "open_sub_cases": lambda: alone().open_sub_cases,
                "parent_route": lambda: alone().parent_route,
                "units": lambda: alone().units,
                "sub_routes": lambda: alone().sub_routes,
                "reserve": lambda: alone().reserve,
            },
            route=case.route,
            state=case.state,
            now=progress.now,
            barred_until=None,
            ban_exception=False,
            repeat_exception=False,
            amount=case.amount,
            accepted_at=case.accepted_at,
            sealed_papers=frozenset(),
            entering=entering,
            owner=case.town_id,
            receiver=case.receiver_id or "",
        )
        return many

    def entered(self, pack: Pack, case_id: int) -> dict[str, Any]:
        """Return ``form.field`` → value of every entry in force of one case."""
        return known(
            (row.form, from_plain(pack.forms[row.form], json.loads(row.body)))
            for row in self._entries[case_id]
            if row.form in pack.forms
        )

    def values(self, pack: Pack, case_id: int, form: str) -> dict[str, Any]:
        """Return what was entered in one form of one case; nothing when it was not filled in."""
        if form not in self._of_form:
            self._of_form[form] = self._desk.bulk.entries_of_form(self._ids, form)
        row = self._of_form[form].get(case_id)
        return from_plain(pack.forms[form], json.loads(row.body)) if row is not None else {}

    def _related(self, values: Mapping[str, Any]) -> frozenset[str]:
        """Return who must withdraw; people are looked up once per set of names."""
        names = facts.names_of_relatives(values)
        if names not in self._relatives:
            self._relatives[names] = facts.accounts_named(self._desk, names)
        return self._relatives[names]
