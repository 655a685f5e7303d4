"""Fill the forms of a case's step from the minutes, and say what a meeting's page must still ask."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from jiuji_docs.domain.forms.definition import Field, FormDefinition
from jiuji_docs.domain.forms.entry import prefill
from jiuji_docs.domain.forms.known import is_known
from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.domain.workflow.joint_meeting import JointMeeting
from jiuji_docs.domain.workflow.policy import Pack
from jiuji_docs.domain.workflow.rights import hidden_paths, without_hidden, writable

Entries = dict[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Asked:
    """A field of a step's form that the minutes do not fill; ``value`` is what is known already."""

    path: str
    field: Field
    value: Any

    @property
    def missing(self) -> bool:
        """Whether somebody must still say something here."""
        return self.field.required and not is_known(self.value)


@dataclass(frozen=True, slots=True)
class Decided:
    """The step that carries out one decision, as this person may take it."""

    pack: Pack
    meeting: JointMeeting
    decision: str
    actor: Actor

    def forms(self) -> Iterator[FormDefinition]:
        """Yield the step's forms without fields that this person may not write (字段权限)."""
        flow = self.pack.workflow
        for name in flow.transitions[self.meeting.steps[self.decision]].forms:
            yield writable(flow, self.actor, self.meeting.state, self.pack.forms[name])


def entries(
    decided: Decided,
    known: Mapping[str, Any],
    sources: Mapping[str, Any],
    typed: Mapping[str, Any],
) -> Entries:
    """Return raw values by form: known before, typed on the page, filled from the minutes — the later wins."""
    filled: Entries = {}
    fill = decided.meeting.fill
    for form in decided.forms():
        entry = prefill(form, known)
        for field in form.fields:
            path = f"{form.id}.{field.name}"
            if path in typed:
                entry[field.name] = typed[path]
            if path in fill:
                entry[field.name] = fitted(sources[fill[path]], field)
        filled[form.id] = entry
    return filled


def asked(decided: Decided, known: Mapping[str, Any], typed: Mapping[str, Any]) -> Iterator[Asked]:
    """Yield the fields that the minutes do not fill, with what is known; groups of rows are left out."""
    pack, meeting = decided.pack, decided.meeting
    hidden = hidden_paths(pack.workflow, decided.actor, meeting.state, pack.forms)
    known = without_hidden(known, hidden)
    for form in decided.forms():
        before = prefill(form, known)
        for field in form.fields:
            path = f"{form.id}.{field.name}"
            if path not in meeting.fill and not field.columns:
                yield Asked(path, field, typed.get(path, before[field.name]))


def fitted(text: Any, field: Field) -> Any:
    """Return *text* cut to what the field takes; the minutes themselves say the whole."""
    if not isinstance(text, str):
        return text
    most = int(field.maximum) if field.kind in ("text", "lines") and field.maximum else 0
    return text if not most or len(text) <= most else f"{text[: most - 7]}……（见纪要）"
