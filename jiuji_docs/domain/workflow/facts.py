"""What the engine and its guards may look at (办理事实): plain values, gathered by the service."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from decimal import Decimal
from typing import Any

from jiuji_docs.domain.workflow.panels import Seat


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts (办理人): an account with its unit and roles."""

    account: str
    name: str
    unit: str
    unit_name: str
    #: village, town or county
    level: str
    roles: frozenset[str]
    post: str = ""
    #: The town the unit belongs to (itself for a town); empty for the county, which sees all.
    town: str = ""
    #: The absent person whose unit and posts these are while a deputy acts (代理); ``account``, ``name`` and
    #: ``post`` are the deputy's own.
    on_behalf_of: str = ""
    principal_name: str = ""
    principal_post: str = ""

    @property
    def accounts(self) -> frozenset[str]:
        """Return who answers for what is done: oneself and, for a deputy, the absent person."""
        return frozenset(filter(None, (self.account, self.on_behalf_of)))

    @property
    def shown_name(self) -> str:
        """Return the name as history and papers show it, with the absent person's where a deputy acts."""
        return f"{self.name}（代{self.principal_name}）" if self.on_behalf_of else self.name


#: The program itself, for steps fired by a bank's return file.
SYSTEM = Actor("system", "系统", "", "", "county", frozenset({"system"}))


@dataclass(frozen=True, slots=True)
class StepTaken:
    """One step of the case's history."""

    seq: int
    transition: str
    source: str
    target: str
    account: str
    occurred_at: dt.datetime
    voided: bool = False
    #: For whom a deputy took it (代理).
    on_behalf_of: str = ""


@dataclass(frozen=True, slots=True)
class PaymentFact:
    """One payment of the case: waiting, batched, paid, failed or replaced."""

    amount: Decimal
    method: str
    state: str


@dataclass(frozen=True, slots=True)
class PriorRelief:
    """An earlier case for the same person (既往救助), decided in their favour."""

    case_number: str
    cause: str
    occurred_on: dt.date | None
    decided_at: dt.datetime
    amount: Decimal | None


@dataclass(slots=True, eq=False)
class Facts:
    """The case as the guards see it. ``known`` maps ``form.field`` to plain Python values.

    Nobody changes facts once they are gathered; only a frozen class would cost more than the engine.
    """

    route: str
    state: str
    now: dt.datetime
    known: Mapping[str, Any]
    steps: tuple[StepTaken, ...] = ()
    open_debts: frozenset[str] = frozenset()
    payments: tuple[PaymentFact, ...] = ()
    prior_reliefs: tuple[PriorRelief, ...] = ()
    #: A county officer's reasoned exception from the repeat rule is at hand for this matter.
    repeat_exception: bool = False
    amount: Decimal | None = None
    accepted_at: dt.datetime | None = None
    #: Papers that are final, by paper id, and seals applied.
    final_papers: frozenset[str] = frozenset()
    sealed_papers: frozenset[str] = frozenset()
    #: Accounts declared as near relatives of the applicant (近亲属).
    relatives: frozenset[str] = frozenset()
    #: Numbers of the cases opened from this one that are not closed (未办结的子事项).
    open_sub_cases: tuple[str, ...] = ()
    #: Files with the case: kind → how many (佐证材料).
    files: Mapping[str, int] = field(default_factory=dict)
    #: What the actor enters with this step, by form id.
    entering: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    #: Where the parallel branches stand: branch id → state id.
    branches: Mapping[str, str] = field(default_factory=dict)
    #: What the town's reserve holds (备用金余额); None where the town has none.
    reserve: Decimal | None = None
    #: Until which day the household is barred after fraud (停止受理期), and whether the county excepted it.
    barred_until: dt.date | None = None
    ban_exception: bool = False
    #: The seats of the panels that are open, by panel id.
    seats: Mapping[str, tuple[Seat, ...]] = field(default_factory=dict)
    #: The unit whose item this is, and the one it was sent to (转办); empty where it was sent to none.
    owner: str = ""
    receiver: str = ""
    #: The units whose people took a step of it so far: id → name.
    units: Mapping[str, str] = field(default_factory=dict)
    #: The route of the case this one was opened from, and those of the cases opened from it (子事项).
    parent_route: str = ""
    sub_routes: frozenset[str] = frozenset()


_NAMES = frozenset(item.name for item in fields(Facts))


class FactsOnDemand(Facts):
    """Facts of which each is looked up when it is first asked for, and then stays.

    Most steps ask little; what no condition asks about costs nothing. ``look_up`` maps the names of
    fields to what finds them; the others are given.
    """

    __slots__ = ("_look_up",)

    def __init__(self, look_up: Mapping[str, Callable[[], Any]], **given: Any) -> None:
        missing = _NAMES.difference(given, look_up)
        if missing:
            raise TypeError(f"neither given nor looked up: {', '.join(sorted(missing))}")
        self._look_up = look_up
        for name, value in given.items():
            setattr(self, name, value)

    def __getattr__(self, name: str) -> Any:
        """Look up a fact; only what is not there yet comes here."""
        if name not in self._look_up:
            raise AttributeError(name)
        value = self._look_up[name]()
        setattr(self, name, value)
        return value
