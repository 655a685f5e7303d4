"""Take what anybody reports from a phone (扫码自报): written down for the town, never read back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from jiuji_docs.domain.errors import NotFound, Refused
from jiuji_docs.domain.workflow.definition import Transition
from jiuji_docs.domain.workflow.facts import SYSTEM, Actor
from jiuji_docs.domain.workflow.in_force import held_by
from jiuji_docs.domain.workflow.policy import Pack
from jiuji_docs.services.command import Command
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.packs_in_force import lineage
from jiuji_docs.services.papers import local_date
from jiuji_docs.services.step_forms import StepForm
from jiuji_docs.services.suggestions import unit_names
from jiuji_docs.services.transitions import TransitionService
from jiuji_docs.storage.registers import RegisterRepository

#: Reports one town takes within an hour; more are asked to call.
MOST_PER_HOUR = 30
_HOUR = dt.timedelta(hours=1)


class SelfReportService:
    """Offer and take the public step of the pack in force in a town."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def towns(self) -> tuple[tuple[str, str, str], ...]:
        """Return (id, name, phone) of the towns that take reports; public information."""
        units = [unit for unit in self._desk.accounts.units() if unit.level == "town"]
        taking = [unit for unit in units if self._step(str(unit.id)) is not None]
        return tuple((str(unit.id), str(unit.name), str(unit.phone)) for unit in taking)

    def form(self, town: str) -> StepForm:
        """Return the empty form of a town's public step; NotFound where the town takes none."""
        pack, step = self._of(town)
        forms = tuple(pack.forms[name] for name in step.forms)
        offered = unit_names(self._desk, step, self._actor(town))
        empty: dict[str, dict[str, Any]] = {form.id: {} for form in forms}
        return StepForm("", None, pack, step, forms, empty, pack.policy.enumerations, offered)

    def take(self, town: str, values: Mapping[str, Mapping[str, Any]], key: str) -> None:
        """Write the report down; the same *key* again writes nothing.

        Raises FormInvalid for what is wrong, Refused when the town has had too many within the hour.
        """
        pack, step = self._of(town)
        rows = RegisterRepository(self._desk.work.session)
        since = self._desk.now() - _HOUR
        if rows.opened_since(step.routes[0], step.target, town, since) >= MOST_PER_HOUR:
            raise Refused("too_many_reports", "现在填报的人太多，请直接拨打电话求助")
        command = Command(step.id, f"help:{key}", pack=pack.id, entries=values)
        TransitionService(self._desk).fire(command, self._actor(town))

    def _of(self, town: str) -> tuple[Pack, Transition]:
        found = self._step(town)
        if found is None:
            raise NotFound(town)
        return found

    def _step(self, town: str) -> tuple[Pack, Transition] | None:
        """Return the public step of the one pack that holds in the town today, if it has one."""
        desk = self._desk
        if not desk.accounts.has_unit(town) or desk.accounts.unit(town).level != "town":
            return None
        held = held_by(desk.house.runs, lineage(desk, town), local_date(desk.now()))
        for run in held:
            pack = desk.pack(run.policy.id)
            for step in pack.workflow.transitions.values():
                if step.public:
                    return pack, step
        return None

    def _actor(self, town: str) -> Actor:
        """Return the program as it writes down for a town what somebody reported."""
        name = str(self._desk.accounts.unit(town).name)
        return Actor(SYSTEM.account, "扫码自报", town, name, "town", SYSTEM.roles, town=town)
