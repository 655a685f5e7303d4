"""Print the forms that a case's next steps ask for, before they are entered, to be signed by hand (预印签字表).

At night at the window the family signs at once and the entry comes later; on a home visit the printed form
comes along. What is known is on it, the rest is room for the pen. It is no paper of the case yet: it bears no
code, and the paper in force is the one printed when the step is taken.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from jiuji_docs.domain.errors import NotFound, Refused
from jiuji_docs.domain.forms.definition import FormDefinition
from jiuji_docs.domain.forms.known import alternatives, is_known, look_up
from jiuji_docs.domain.forms.layout import lay_out
from jiuji_docs.domain.forms.sheet import FormSheet
from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.domain.workflow.graph import fits
from jiuji_docs.domain.workflow.policy import Pack
from jiuji_docs.domain.workflow.rights import hidden_paths, without_hidden
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.hidden_papers import refuse_hidden
from jiuji_docs.services.known import about_case, entered
from jiuji_docs.services.scope import may_work, seen, workable

#: What is filled in by hand on the day itself, never in advance.
TODAY = "today"
NOTE = "（预印：签字后登记，以登记时印制的为准）"


class SigningSheets:
    """Say which forms of a case can be printed before they are entered, and lay one out."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def titles(self, number: str, actor: Actor) -> tuple[tuple[str, str], ...]:
        """Return (form id, title) of the forms the next steps ask for, that this person may print."""
        case = seen(self._desk, number, actor)
        if not may_work(self._desk, case, actor):
            return ()
        pack = self._desk.pack_of(case)
        return tuple((form.id, form.title) for form in self._forms(case, pack, actor))

    def sheet(self, number: str, form_id: str, actor: Actor) -> FormSheet:
        """Return one of them with what is known; NotFound for any other form, NotAllowed for a hidden one."""
        case = workable(self._desk, number, actor)
        pack = self._desk.pack_of(case)
        refuse_hidden(self._desk, case, form_id, actor)
        form = next((one for one in self._forms(case, pack, actor) if one.id == form_id), None)
        if form is None:
            raise NotFound(form_id)
        known = self._known(case, pack, form, actor)
        sheet = lay_out(form, known, number=case.number, unit=str(known["unit.name"]))
        return replace(sheet, subtitle="　".join(filter(None, (sheet.subtitle, NOTE))))

    def _forms(self, case: Any, pack: Pack, actor: Actor) -> Iterator[FormDefinition]:
        issued = {row.paper for row in self._desk.documents.of_case(case.id)}
        asked = dict.fromkeys(
            form
            for step in pack.workflow.transitions.values()
            if case.state in step.source and fits(step, case.route) and not step.operation
            for form in step.forms
            if form in step.documents
        )
        for name in asked:
            form = pack.forms[name]
            if form.paper is None or form.paper.kind == "official" or name in issued:
                continue
            if self._may_see(case, name, actor):
                yield form

    def _may_see(self, case: Any, form: str, actor: Actor) -> bool:
        try:
            refuse_hidden(self._desk, case, form, actor)
        except Refused:
            return False
        return True

    def _known(self, case: Any, pack: Pack, form: FormDefinition, actor: Actor) -> dict[str, Any]:
        known = {**about_case(self._desk, pack, case), **entered(self._desk, pack, case.id)}
        hidden = hidden_paths(pack.workflow, actor, case.state, pack.forms)
        known = without_hidden({"actor.name": actor.name, **known}, hidden)
        told = ((f.name, look_up(known, _before_today(f.known_from))) for f in form.fields)
        return {**known, **{f"{form.id}.{name}": value for name, value in told if is_known(value)}}


def _before_today(known_from: str) -> str:
    """Return where a field's value may come from, the day of printing left out: that is written by hand."""
    return "|".join(path for path in alternatives(known_from) if path != TODAY)
