"""A scenario (情景): a case played step by step with a fixed clock, and what must come of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from jiuji_docs.domain.directory import PersonEntry, UnitEntry


@dataclass(frozen=True, slots=True)
class Expectation:
    """What must hold after a step; None and empty expect nothing.

    ``documents`` must be among those the step issued; ``offers`` must equal what the actor may do next;
    ``refused`` is the reason code of a step that must be refused.
    """

    state: str = ""
    refused: str = ""
    documents: tuple[str, ...] = ()
    offers: tuple[str, ...] | None = None
    due: Mapping[str, str] = field(default_factory=dict)
    late: tuple[str, ...] = ()
    payments: tuple[str, ...] | None = None
    open_debts: tuple[str, ...] | None = None
    amount: str = ""


@dataclass(frozen=True, slots=True)
class ScenarioStep:
    """One thing somebody does at a moment: a transition id or an operation such as ``pay.batch``."""

    at: dt.datetime
    actor: str
    do: str
    form: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    values: Mapping[str, Any] = field(default_factory=dict)
    comment: str = ""
    return_target: str = ""
    occurred_at: dt.datetime | None = None
    #: Label of the case this step is about, for scenarios with several.
    case: str = "case"
    #: Label of the case that this one is opened from (上级事项).
    parent: str = ""
    #: Ids of the clauses (条款) that what this step expects makes visible.
    shows: tuple[str, ...] = ()
    expect: Expectation = field(default_factory=Expectation)


@dataclass(frozen=True, slots=True)
class Scenario:
    """The whole play; ``forms`` are values shared by every step that enters the form."""

    id: str
    pack: str
    title: str
    steps: tuple[ScenarioStep, ...]
    people: tuple[PersonEntry, ...] = ()
    units: tuple[UnitEntry, ...] = ()
    office: Mapping[str, Any] = field(default_factory=dict)
    forms: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
