"""Say which dotted paths a form, a paper or a guard may read (已知项)."""

from __future__ import annotations

from collections.abc import Iterator

from jiuji_docs.domain.forms.definition import FormDefinition
from jiuji_docs.domain.forms.known import alternatives
from jiuji_docs.domain.forms.layout import printed_paths
from jiuji_docs.domain.workflow.policy import Pack

#: What services lay beside the entries when they pre-fill forms and print papers.
SERVICE_PATHS = frozenset(
    {
        "case.number",
        "case.route",
        "case.route_title",
        "case.accepted_at",
        "case.accepted_on",
        "relief.on",
        "household.adults",
        "case.cause_title",
        "case.amount",
        "case.amount_capitals",
        "unit.name",
        "unit.phone",
        "village.name",
        "county.name",
        "county.phone",
        "actor.name",
        "actor.post",
        "actor.unit",
        "today",
        "comment",
        "lead.department",
        "opinion.village",
        "opinion.town",
        "opinion.county",
        "document.number",
        "policy.title",
        "policy.number",
        "policy.named",
        "policy.reference",
        "debts",
        "contents",
        "panels",
        "batch_rows",
        "passed_on.told",
        "relief_standard.named",
        "relief_standard.told",
    }
)
#: Groups that hold a pack's parameters: as printed, 未规定 included, and only what somebody decided.
SETTINGS = ("office", "decided")
#: Groups whose members come from rows of their own: filings and payment batches.
SERVICE_GROUPS = frozenset({"filing", "batch"})
#: Paths in which a service tells everything entered on a form, however often.
TELLS_ALL_OF = {"passed_on.told": "referral_onward"}
#: Columns of the groups of rows that services provide.
SERVICE_COLUMNS = frozenset({"debts", "contents", "panels", "batch_rows"})


def known_paths(pack: Pack) -> frozenset[str]:
    """Return every path that is sure to mean something in this pack."""
    entered = {
        path
        for form in pack.forms.values()
        for field in form.fields
        for path in (
            f"{form.id}.{field.name}",
            *(f"{form.id}.{field.name}.{column.name}" for column in field.columns),
        )
    }
    settings = {f"{group}.{name}" for group in SETTINGS for name in pack.policy.parameters}
    due = {f"due.{name}" for name in pack.workflow.time_limits}
    return frozenset(entered | settings | due | SERVICE_PATHS | set(_of_other_packs(pack)))


def forms_used(pack: Pack) -> tuple[FormDefinition, ...]:
    """Return the forms that some step of the pack enters or issues."""
    steps = pack.workflow.transitions.values()
    used = {name for step in steps for name in (*step.forms, *step.documents)}
    return tuple(form for name, form in pack.forms.items() if name in used)


def _of_other_packs(pack: Pack) -> Iterator[str]:
    """Yield the settings that forms ask for which this pack does not use: another pack has them."""
    used = {form.id for form in forms_used(pack)}
    for form in pack.forms.values():
        if form.id not in used:
            filled = (path for field in form.fields for path in alternatives(field.known_from))
            paths = (*filled, *printed_paths(form))
            yield from (path for path in paths if path.partition(".")[0] in SETTINGS)


def is_path(path: str, known: frozenset[str]) -> bool:
    """Say whether *path* is known, or belongs to a group that services fill."""
    group = path.partition(".")[0]
    return path in known or group in SERVICE_GROUPS or group in SERVICE_COLUMNS
