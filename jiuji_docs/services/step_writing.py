"""Write a step that was judged: history, clocks, debts, the case row, papers, the ledger (办理落账)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jiuji_docs.domain.canonical import canonical
from jiuji_docs.domain.forms.entry import to_plain
from jiuji_docs.services import effects, opening, papers
from jiuji_docs.services.branches import change_branches
from jiuji_docs.services.handovers import end_assignment
from jiuji_docs.services.panels import change_panels
from jiuji_docs.services.passing_on import tell_passed_on
from jiuji_docs.services.progress import Progress
from jiuji_docs.services.time_limits import run_clocks


def write(progress: Progress) -> None:
    """Write everything a judged step changes; the caller's transaction makes it all or nothing."""
    if progress.case is None:
        opening.open_case(progress)
    progress.seq = progress.case.version + 1
    effects.void_what_a_return_voids(progress)
    digests = _add_entries(progress)
    progress.late = run_clocks(progress)
    _add_step(progress)
    effects.change_debts(progress)
    end_assignment(progress)
    _advance(progress)
    change_branches(progress)
    change_panels(progress)
    effects.make_grant(progress)
    effects.hand_over_cash(progress)
    effects.file_when_final(progress)
    tell_passed_on(progress)
    papers.issue(progress)
    _append_to_ledger(progress, digests)


def _add_entries(progress: Progress) -> dict[str, str]:
    digests = {}
    for form, item in progress.entered.items():
        body = canonical(to_plain(item.values))
        progress.desk.cases.add_entry(
            progress.case.id,
            form,
            progress.pack.forms[form].checksum,
            body,
            progress.actor.account,
            progress.now,
        )
        digests[form] = progress.desk.pseudonym(body)
    return digests


def _add_step(progress: Progress) -> None:
    progress.desk.cases.add_step(**step_values(progress))


def step_values(progress: Progress) -> dict[str, Any]:
    """Return the columns of the step's own row."""
    return {
        "case_id": progress.case.id,
        "seq": progress.seq,
        "idempotency_key": progress.command.key,
        "transition": progress.transition.id,
        "source": progress.taken.source,
        "target": progress.taken.target,
        "account_id": progress.actor.account,
        "on_behalf_of": progress.actor.on_behalf_of or None,
        "comment": progress.command.comment.strip(),
        "amount": effects.amount_of(progress),
        "occurred_at": progress.occurred_at,
        "recorded_at": progress.now,
        "late": ",".join(progress.late),
    }


def _advance(progress: Progress) -> None:
    progress.case = progress.desk.cases.advance(progress.case, **effects.changes(progress))


def _append_to_ledger(progress: Progress, digests: Mapping[str, str]) -> None:
    facts = ledger_facts(progress, digests)
    progress.desk.ledger.append("step", progress.actor.account, **facts)


def ledger_facts(progress: Progress, digests: Mapping[str, str]) -> dict[str, Any]:
    """Return what the ledger keeps of a step: digests, never personal data."""
    for_whom = {"on_behalf_of": progress.actor.on_behalf_of} if progress.actor.on_behalf_of else {}
    return {
        "case": progress.case.number,
        "seq": progress.seq,
        "transition": progress.transition.id,
        "target": progress.taken.target,
        "comment": progress.desk.pseudonym(progress.command.comment),
        "entries": dict(digests),
        "documents": list(progress.documents),
        "pack": progress.pack.checksum,
        "occurred_at": progress.occurred_at,
        **for_whom,
    }
