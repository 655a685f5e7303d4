"""Write plain steps of many cases together: history, case rows, signatures, printing jobs, ledger."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from jiuji_docs.domain.workflow import deadlines
from jiuji_docs.services import papers
from jiuji_docs.services.bulk_facts import Gathered
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.progress import Progress
from jiuji_docs.services.step_writing import ledger_facts, step_values


def is_plain(progress: Progress) -> bool:
    """Say whether the step only moves the case on and is signed: no form, new paper, clock, debt or grant."""
    step, flow = progress.transition, progress.pack.workflow
    does_more = (
        step.forms,
        step.documents,
        step.owes,
        step.settles,
        step.grants,
        step.returns,
        step.refuses,
        step.panel,
        progress.taken.branch,
        progress.case.assignment_id,
        flow.branches,
        flow.panels,
        flow.states[progress.taken.state].final,
        deadlines.started_by(flow, step.id),
        deadlines.ended_by(flow, step.id),
        deadlines.suspended_by(flow, step.id),
        deadlines.resumed_by(flow, step.id),
    )
    return not any(does_more)


def write_together(desk: Desk, group: Sequence[Progress], gathered: Gathered) -> None:
    """Write steps of one pack that lead to one state; the case rows are locked and judged."""
    live = _papers_at_hand(desk, group)
    owing = desk.bulk.owing([item.case.id for item in group])
    for progress in group:
        progress.seq = progress.case.version + 1
        progress.owing = progress.case.id in owing
    desk.bulk.add_steps([step_values(progress) for progress in group])
    desk.bulk.advance([item.case.id for item in group], group[0].taken.state, closed=False)
    for progress in group:
        progress.case = desk.bulk.moved(progress.case, progress.taken.state)
    signatures = [row for item in group for row in _signatures(item, live, gathered)]
    if signatures:
        desk.bulk.order_signatures(signatures)
        desk.bulk.enqueue("paper", [job for item in group for job in _jobs(item, live)])
    events = [ledger_facts(progress, {}) for progress in group]
    desk.ledger.append_all("step", group[0].actor.account, events)


def _papers_at_hand(desk: Desk, group: Sequence[Progress]) -> dict[tuple[int, str], int]:
    """Return the papers to be signed; one that a return voided is issued again first."""
    wanted = sorted({rule.paper for item in group for rule in item.transition.signs})
    if not wanted:
        return {}
    live = desk.bulk.papers([item.case.id for item in group], wanted)
    for progress in group:
        for paper in wanted:
            if (progress.case.id, paper) not in live:
                progress.seq = progress.case.version + 1
                live[progress.case.id, paper] = papers.issue_again(progress, paper)
    return live


def _signatures(
    progress: Progress, live: Mapping[tuple[int, str], int], gathered: Gathered
) -> Iterator[dict[str, Any]]:
    known = Known(progress, gathered)
    for rule in progress.transition.signs:
        if not papers.signs_here(progress, rule, known):
            continue
        document = live[progress.case.id, rule.paper]
        if rule.paper not in progress.documents:
            progress.documents.append(rule.paper)
        yield papers.signature_values(progress, rule, document, known)


class Known(Mapping[str, Any]):
    """What a signature's lines may name: a form is read, and the rest gathered, when it is asked for."""

    def __init__(self, progress: Progress, gathered: Gathered) -> None:
        self._progress, self._gathered = progress, gathered
        self._forms: dict[str, dict[str, Any]] = {}

    @cached_property
    def _all(self) -> Mapping[str, Any]:
        return papers.known_for_papers(self._progress)

    def __getitem__(self, path: str) -> Any:
        """Return one value; a form's fields are never looked for elsewhere."""
        form, _, name = path.partition(".")
        pack = self._progress.pack
        if not name or form not in pack.forms:
            return self._all[path]
        if form not in self._forms:
            self._forms[form] = self._gathered.values(pack, self._progress.case.id, form)
        return self._forms[form][name]

    def __iter__(self) -> Iterator[str]:
        """Give every path."""
        return iter(self._all)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._all)


def _jobs(progress: Progress, live: Mapping[tuple[int, str], int]) -> Iterator[dict[str, Any]]:
    for paper in progress.documents:
        document = live[progress.case.id, paper]
        dedup = f"paper:{document}:{progress.seq}"
        yield {"payload": {"document": document}, "dedup": dedup, "run_at": progress.now}
