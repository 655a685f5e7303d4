"""A locality's policy (政策): named parameters, each with its clause and origin."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from jiuji_docs.domain.amounts.use import AmountUse
from jiuji_docs.domain.documents.wording import in_book_marks
from jiuji_docs.domain.duties.duty import Duty
from jiuji_docs.domain.forms.definition import FormDefinition
from jiuji_docs.domain.rosters.roster import Roster
from jiuji_docs.domain.workflow.definition import Workflow

#: What a parameter holds when the document does not say (未规定).
UNSET = "unset"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One thing the locality decides.

    ``value`` is text, number, list or ``UNSET``. ``origin``: ``seed`` (the document says so),
    ``national``, ``office`` (this office set it), ``product`` (the product's own reading).
    """

    id: str
    title: str
    value: Any
    clause: str = ""
    origin: str = "seed"
    note: str = ""
    #: What a value must look like: text, flag, integer, money, share, window, budget, texts or
    #: amount_table.
    kind: str = "text"
    #: Whether the public is told of it on the 政策告知.
    told: bool = False
    #: Why nothing acts on it; empty where something does.
    descriptive: str = ""
    #: Whether anybody decided this; noted once, every condition asks it.
    is_set: bool = field(init=False, compare=False)

    def __post_init__(self) -> None:
        """Note whether it is set."""
        object.__setattr__(self, "is_set", self.value != UNSET)


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause of the source: its id (CY-4.3.2), place (四（三）二) and our summary of it."""

    id: str
    place: str
    summary: str
    #: Where it is carried, or why it needs nothing: "rule", "workflow", "form", "outside" …
    carried_by: tuple[str, ...] = ()
    reason: str = ""
    #: Another document that the clause is of, such as a national regulation.
    document: str = ""


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy pack's rules (政策包)."""

    id: str
    title: str
    issuer: str
    #: 发文字号; empty where the document was seen without one.
    document_number: str
    in_force_from: dt.date
    in_force_to: dt.date | None
    clauses: Mapping[str, Clause]
    parameters: Mapping[str, Parameter]
    #: Enumerations a locality decides, e.g. causes: value → Chinese title.
    enumerations: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    #: What comes back every so often, and lists of people by version (定期任务、名册).
    duties: Mapping[str, Duty] = field(default_factory=dict)
    rosters: Mapping[str, Roster] = field(default_factory=dict)
    #: Which department leads by the cause of hardship (按事由定主办部门): cause → value of ``departments``.
    lead_departments: Mapping[str, str] = field(default_factory=dict)
    checksum: str = ""
    #: What a reader of the source should know: missing dates, odd brackets (说明).
    note: str = ""
    #: What the pack is made of besides its own words; empty for a pack that stands by itself.
    base: str = ""
    adaptations: tuple[str, ...] = ()

    @property
    def cited(self) -> str:
        """Return how the document is cited: its number, or its title where it was seen without one."""
        return self.document_number or in_book_marks(self.title)

    @property
    def called(self) -> str:
        """Return the document's title with its number, if it has one."""
        return f"{self.title}（{self.document_number}）" if self.document_number else self.title

    def place(self, clause: str) -> str:
        """Return document and place of a clause in Chinese; empty when there is no such clause."""
        found = self.clauses.get(clause)
        if found is None:
            return ""
        return f"{found.document or self.cited} {found.place}"

    def value(self, parameter: str) -> Any:
        """Return a parameter's value, or ``UNSET``; an unknown name is a KeyError (lint's case)."""
        return self.parameters[parameter].value


@dataclass(frozen=True, slots=True)
class Pack:
    """Everything a locality's cases run on; ``checksum`` pins it for a case's life."""

    id: str
    policy: Policy
    workflow: Workflow
    forms: Mapping[str, FormDefinition]
    checksum: str = ""
    #: Texts of the templates its papers are made with, by path; empty where nobody kept them (版式).
    templates: Mapping[str, str] = field(default_factory=dict)
    #: The amount tables cases go by, those for some cases first (救助标准); none where nobody chose one.
    amounts: tuple[AmountUse, ...] = ()
    #: Its steps made ready (``compiled.ready``), by id: worked out from the above, so no part of what it is.
    ready: dict[str, Any] = field(init=False, repr=False, compare=False, default_factory=dict)


def other_templates(old: Pack, new: Pack) -> tuple[str, ...]:
    """Return the paths of templates that two editions have differently; none where one kept none."""
    if not (old.templates and new.templates):
        return ()
    paths = {*old.templates, *new.templates}
    return tuple(sorted(one for one in paths if old.templates.get(one) != new.templates.get(one)))
