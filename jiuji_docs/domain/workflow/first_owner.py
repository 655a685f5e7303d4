"""Say who answers for an item: who took it first, until somebody gave a receipt (首问负责)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from jiuji_docs.domain.workflow.definition import Workflow
from jiuji_docs.domain.workflow.facts import StepTaken


class Owners(NamedTuple):
    """The first owner (首问责任人) and the present one, by account; the same until a receipt."""

    first: str
    now: str


def owners(workflow: Workflow, steps: Iterable[StepTaken], handed_to: str = "") -> Owners:
    """Return who answers for an item by its history; steps that were voided hand nothing over.

    *handed_to* is who gave the receipt of a handover that is open now (转办签收), if there is one.
    """
    first = now = ""
    for step in steps:
        if not first:
            first = now = step.account
        transition = workflow.transitions.get(step.transition)
        if transition is not None and transition.receipt and not step.voided:
            now = step.account
    return Owners(first, handed_to or now)
