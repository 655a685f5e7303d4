"""Give the page of one step its forms, filled from what is known (一次录入)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from jiuji_docs.domain.errors import NotAllowed, NotFound, NotInState
from jiuji_docs.domain.forms.definition import FormDefinition
from jiuji_docs.domain.forms.entry import prefill
from jiuji_docs.domain.forms.known import is_known, look_up
from jiuji_docs.domain.workflow.definition import START, Transition, Workflow
from jiuji_docs.domain.workflow.engine import is_asked, standing_at
from jiuji_docs.domain.workflow.facts import Actor, Facts
from jiuji_docs.domain.workflow.policy import Pack
from jiuji_docs.domain.workflow.rights import (
    READ,
    fields_with,
    hidden_paths,
    without_hidden,
    writable,
)
from jiuji_docs.services.case_lines import line_of
from jiuji_docs.services.case_views import Line
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.facts import of_case
from jiuji_docs.services.known import about_case, about_opening, decided, entered
from jiuji_docs.services.opening import relief_bar
from jiuji_docs.services.relief_standard import standard_lines, tells_standard
from jiuji_docs.services.scope import workable
from jiuji_docs.services.step_story import StepStory, story_of
from jiuji_docs.services.suggestions import seat_names, unit_names


@dataclass(frozen=True, slots=True)
class StepForm:
    """What the page of one step needs: the transition, its forms, and values to begin with."""

    case: str
    version: int | None
    pack: Pack
    transition: Transition
    forms: tuple[FormDefinition, ...]
    initial: Mapping[str, Mapping[str, Any]]
    policy_enumerations: Mapping[str, Mapping[str, str]]
    #: Texts to offer while typing, by dotted path of the field; anything else may still be typed.
    suggestions: Mapping[str, tuple[str, ...]]
    #: What this person may read but not write in these forms (只读字段).
    read_only: tuple[Line, ...] = ()
    #: What the case is about; None where the step opens it.
    story: StepStory | None = None
    #: What the amount table in force says by what is known before anything is entered; empty without one.
    standard: tuple[str, ...] = ()


class StepFormService:
    """Prepare the forms of a step within the reader's row scope and post."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def step_form(
        self, number: str, transition_id: str, actor: Actor, *, posted: bool = False
    ) -> StepForm:
        """Return the forms of a step with values filled from what is known.

        A page that was ``posted`` may be an old one: the kernel judges where the case stands, so that
        a page sent twice is answered again and what was typed is shown again.
        """
        case = workable(self._desk, number, actor)
        pack = self._desk.pack_of(case)
        transition = pack.workflow.transitions.get(transition_id)
        if transition is None or transition.operation:
            raise NotInState("no_such_step", "没有这个办理环节")
        facts = of_case(self._desk, pack, case, {}, self._desk.now())
        if not is_asked(facts, transition, actor):
            raise NotAllowed("role", f"{actor.name}没有办理“{transition.title}”的权限")
        if not posted and standing_at(facts, transition) is None:
            state = pack.workflow.states[case.state].title
            raise NotInState("not_in_state", f"此件现为“{state}”，不能办理“{transition.title}”")
        known = {**about_case(self._desk, pack, case), **entered(self._desk, pack, case.id)}
        return self._step_form(pack, transition, known, case, actor=actor)

    def opening_form(
        self, pack_id: str, transition_id: str, actor: Actor, parent: str = ""
    ) -> StepForm:
        """Return the forms of a step that opens a case, filled from the case it is opened from."""
        if pack_id not in self._desk.house.pack_ids:
            raise NotFound(pack_id)
        pack = self._desk.pack(pack_id)
        transition = pack.workflow.transitions.get(transition_id)
        if transition is None or START not in transition.source:
            raise NotInState("no_such_step", "没有这个办理环节")
        check_role(transition, actor)
        known = about_opening(self._desk, pack, actor)
        if parent:
            opened_from = workable(self._desk, parent, actor)
            register = transition.routes[0] in pack.workflow.registers
            if not register and (bar := relief_bar(self._desk, opened_from)):
                raise NotInState(*bar)
            known |= self._known_of(opened_from, pack, actor)
        return self._step_form(pack, transition, known, None, actor=actor)

    def _known_of(self, case: Any, pack: Pack, actor: Actor) -> dict[str, Any]:
        """Return what is known of the case an item is opened from, where it runs on the same pack."""
        if case.pack != pack.id:
            return {}
        known = entered(self._desk, pack, case.id)
        seen = without_hidden(known, hidden_paths(pack.workflow, actor, case.state, pack.forms))
        lead = pack.policy.lead_departments.get(case.cause or "")
        return {**seen, "lead.department": lead} if lead else seen

    def _continues(self, case: Any | None, transition: Transition) -> bool:
        """Say whether a form may go on from what it held: not where the same step is taken once more."""
        if case is None:
            return False
        return all(s.transition != transition.id for s in self._desk.cases.steps(case.id))

    def _step_form(
        self,
        pack: Pack,
        transition: Transition,
        known: Mapping[str, Any],
        case: Any | None,
        *,
        actor: Actor,
    ) -> StepForm:
        flow, state = pack.workflow, case.state if case is not None else START
        asked = [pack.forms[form] for form in transition.forms]
        known = without_hidden(known, hidden_paths(flow, actor, state, pack.forms))
        known = {
            "actor.name": actor.name,
            "actor.unit": actor.unit_name,
            **decided(pack),
            **known,
        }
        writing = (writable(flow, actor, state, form) for form in asked)
        forms = tuple(_with_stated(form, transition) for form in writing)
        again = self._continues(case, transition)
        initial = {form.id: prefill(form, known, again=again) for form in forms}
        return StepForm(
            case.number if case is not None else "",
            case.version if case is not None else None,
            pack,
            transition,
            forms,
            initial,
            pack.policy.enumerations,
            {
                **unit_names(self._desk, transition, actor),
                **seat_names(self._desk, transition, case),
            },
            tuple(line for form in asked for line in _read_only(flow, actor, state, form, known)),
            story_of(self._desk, pack, case, actor) if case is not None else None,
            self._standard(pack, transition, known, case),
        )

    def _standard(
        self, pack: Pack, transition: Transition, known: Mapping[str, Any], case: Any | None
    ) -> tuple[str, ...]:
        """Return what the amount table says at a step of a case that fixes an amount (救助标准测算)."""
        if case is None or not tells_standard(pack, transition):
            return ()
        return standard_lines(pack, Facts(case.route, case.state, self._desk.now(), known))


def _with_stated(form: FormDefinition, step: Transition) -> FormDefinition:
    """Return the form with the fields required that the step cannot do without (条件 stated)."""
    paths = {one.parameters["path"] for one in step.guards if one.name == "stated"}
    names = {path.partition(".")[2] for path in paths if path.startswith(f"{form.id}.")}
    if not names:
        return form
    sections = (
        replace(
            section,
            fields=tuple(
                replace(field, required=True) if field.name in names else field
                for field in section.fields
            ),
        )
        for section in form.sections
    )
    return replace(form, sections=tuple(sections))


def _read_only(
    flow: Workflow, actor: Actor, state: str, form: FormDefinition, known: Mapping[str, Any]
) -> Iterator[Line]:
    """Yield what stands in the fields this person may only read, personal data masked."""
    names = fields_with(flow, actor, state, form, READ)
    for field in form.fields if names else ():
        if field.name in names:
            value = known.get(f"{form.id}.{field.name}")
            before = value if is_known(value) else look_up(known, field.known_from)
            yield line_of(field, before, unmasked=False)


def check_role(transition: Transition, actor: Actor) -> None:
    """Refuse the page of a step that is another post's."""
    if not actor.roles.intersection(transition.roles):
        raise NotAllowed("role", f"{actor.name}没有办理“{transition.title}”的权限")
