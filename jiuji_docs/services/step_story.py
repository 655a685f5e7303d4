"""Tell at a step what the case is about, so that nobody decides without seeing it (办理时看得到案情)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from jiuji_docs.domain.money import figures
from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.domain.workflow.policy import Pack
from jiuji_docs.services.case_reader import CaseReader
from jiuji_docs.services.case_views import FormView
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.known import about_case


@dataclass(frozen=True, slots=True)
class StepStory:
    """Who, what and where on one line; ``forms`` is what was entered before, personal data masked."""

    person: str
    facts: tuple[str, ...]
    forms: tuple[FormView, ...]


def story_of(desk: Desk, pack: Pack, case: Any, actor: Actor) -> StepStory:
    """Return the story of a case for the page of one of its steps, as this person may see it."""
    about = about_case(desk, pack, case)
    amount = f"{figures(case.amount)} 元" if case.amount is not None else ""
    told = (
        about["case.route_title"],
        about["case.cause_title"],
        amount,
        f"{about['unit.name']} {about['village.name']}".strip(),
    )
    person = str(desk.cases.person(case.person_id).name)
    forms = CaseReader(desk, pack, case, actor).forms(unmasked=False)
    return StepStory(person, tuple(text for text in told if text), forms)
