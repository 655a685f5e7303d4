"""Move one running case to another edition of its pack (换版): one more row of history.

What was entered is kept as it was; where the new edition calls a field otherwise, the form's values are
written once more under the new names. Clocks are derived anew, and whatever the new edition opens at the
state (branches, panels, automatic steps) is opened.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from jiuji_docs.domain.canonical import canonical
from jiuji_docs.domain.workflow.branches import branch_of, opened_at
from jiuji_docs.domain.workflow.definition import Transition, Workflow
from jiuji_docs.domain.workflow.edition_map import MOVE, MOVE_TITLE, EditionMap
from jiuji_docs.domain.workflow.engine import Taken
from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.domain.workflow.policy import Pack
from jiuji_docs.services.automatic import follow
from jiuji_docs.services.command import Command
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.edition_clocks import move_clocks
from jiuji_docs.services.panels import open_round
from jiuji_docs.services.progress import Progress
from jiuji_docs.services.step_writing import step_values


@dataclass(frozen=True, slots=True)
class Names:
    """An edition by its pack, its checksum, and what people call it in full and in its pack (第 2 版)."""

    pack: Pack
    checksum: str
    title: str
    short: str


@dataclass(frozen=True, slots=True)
class CaseMove:
    """What moving a case does to it, or why it is not moved (``refusals``); everything in Chinese or by id."""

    case: str
    state_before: str
    state_after: str
    offered_before: tuple[str, ...] = ()
    offered_after: tuple[str, ...] = ()
    debts: tuple[str, ...] = ()
    branches: tuple[str, ...] = ()
    panels: tuple[str, ...] = ()
    clocks: tuple[str, ...] = ()
    renamed: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    refusals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mover:
    """Moves cases from *old* to *new* by *names*, on behalf of one person."""

    old: Names
    new: Names
    names: EditionMap
    by: str

    def move(self, desk: Desk, number: str, actor: Actor) -> CaseMove:
        """Move a case in the caller's transaction, or say why it stays where it is."""
        case = desk.cases.lock_with_person(number)
        foretold = self._before(desk, case)
        if refusals := tuple(self._refusals(desk, case, foretold)):
            return replace(foretold, refusals=refusals)
        progress = self._progress(desk, case, actor)
        renamed, lost, digests = self._move_entries(progress)
        for debt in desk.cases.debts(case.id):
            if (name := self.names.debts.get(debt.debt, debt.debt)) != debt.debt:
                desk.cases.rename_debt(case.id, debt.debt, name)
        desk.cases.add_step(**step_values(progress))
        clocks = move_clocks(progress, self.old.pack, self.names)
        self._advance(progress)
        self._open_what_stands_there(progress)
        self._tell_ledger(progress, case, digests)
        follow(progress)
        return replace(foretold, clocks=clocks, renamed=renamed, lost=lost)

    def _before(self, desk: Desk, case: Any) -> CaseMove:
        after, old, new = self.names.state(case.state), self.old.pack, self.new.pack
        words = old.workflow
        standing = {row.branch: row.state for row in desk.cases.branches(case.id)}
        beside = list(standing.values())
        opened = [one.first for one in opened_at(new.workflow, after) if one.id not in standing]
        stands = [after, *map(self.names.state, beside), *opened]
        open_debts = [row.debt for row in desk.cases.debts(case.id) if not row.settled_at]
        seated = dict.fromkeys(row.panel for row in desk.cases.seats(case.id))
        return CaseMove(
            case.number,
            case.state,
            after,
            steps_from(words, [case.state, *beside], case.route),
            steps_from(new.workflow, stands, case.route),
            tuple(words.debts[name].title if name in words.debts else name for name in open_debts),
            tuple(words.states[name].title if name in words.states else name for name in beside),
            tuple(words.panels[name].title if name in words.panels else name for name in seated),
        )

    def _refusals(self, desk: Desk, case: Any, foretold: CaseMove) -> Iterator[str]:
        flow, after = self.new.pack.workflow, foretold.state_after
        if case.closed or case.pack_checksum != self.old.checksum:
            yield f"已不是在办的{self.old.title}事项"
            return
        if after not in flow.states or branch_of(flow, after):
            yield f"新版没有环节“{after}”"
            return
        if flow.states[after].final:
            yield f"“{flow.states[after].title}”是终结环节，换版不能代替办结"
        elif case.route not in flow.routes:
            yield f"新版没有“{case.route}”这一路径"
        elif not foretold.offered_after:
            yield f"新版在“{flow.states[after].title}”没有这一路径可办的步骤"
        if case.assignment_id is not None and after != case.state:
            yield "已转办或委派，收回或办结后才能改变环节"
        for debt in desk.cases.debts(case.id):
            if self.names.debts.get(debt.debt, debt.debt) not in flow.debts:
                yield f"新版没有欠项“{debt.debt}”"
        yield from self._standing_refusals(desk, case, after)

    def _standing_refusals(self, desk: Desk, case: Any, after: str) -> Iterator[str]:
        """Say which open branches and panels the new edition does not hold at the state."""
        flow, before = self.new.pack.workflow, self.old.pack.workflow
        for row in desk.cases.branches(case.id):
            there = flow.branches.get(row.branch)
            if there is None or there.state != after:
                yield f"并行分支“{row.branch}”未办结，新版在此环节没有它"
            elif branch_of(flow, self.names.state(row.state)) != row.branch:
                yield f"并行分支“{row.branch}”现处“{row.state}”，新版没有这个环节"
        for name in dict.fromkeys(row.panel for row in desk.cases.seats(case.id)):
            panel = flow.panels.get(name)
            if panel is None or panel.state != after or panel != before.panels.get(name):
                yield f"“{name}”正在表决，新版的席位或规则不同，结束表决后再换版"

    def _progress(self, desk: Desk, case: Any, actor: Actor) -> Progress:
        target = self.names.state(case.state)
        step = Transition(MOVE, MOVE_TITLE, (case.state,), target)
        why = f"：{self.names.reason}" if self.names.reason else ""
        same = self.old.pack.id == self.new.pack.id
        old, new = ((one.short if same else one.title) for one in (self.old, self.new))
        command = Command(
            MOVE,
            f"edition:{self.new.checksum[:12]}:{case.number}:{case.version + 1}",
            case=case.number,
            comment=f"由{old}换到{new}{why}",
        )
        progress = Progress(desk, command, actor, self.new.pack, step, desk.now(), case)
        progress.taken, progress.seq = Taken(step, case.state, target, target), case.version + 1
        return progress

    def _move_entries(
        self, progress: Progress
    ) -> tuple[tuple[str, ...], tuple[str, ...], dict[str, str]]:
        """Write once more the forms of which a field is called otherwise or dropped."""
        desk, renamed, lost, digests = progress.desk, [], [], {}
        for row in desk.cases.entries(progress.case.id):
            if row.form in self.names.forms:
                lost.append(row.form)
            if row.form not in self.new.pack.forms:
                continue
            before = json.loads(row.body)
            after, gone = self.names.moved(row.form, before)
            if after == before:
                continue
            form, body = self.new.pack.forms[row.form], canonical(after)
            who, now = row.account_id, progress.now
            desk.cases.add_entry(progress.case.id, row.form, form.checksum, body, who, now)
            digests[row.form] = desk.pseudonym(body)
            renamed += [
                f"{path} → {fate.to}"
                for path, fate in self.names.fields.items()
                if fate.to and path.partition(".")[0] == row.form
            ]
            lost += gone
        return tuple(renamed), tuple(lost), digests

    def _advance(self, progress: Progress) -> None:
        desk, case, pack = progress.desk, progress.case, self.new.pack
        desk.editions.add_move(
            case_id=case.id,
            seq=progress.seq,
            old_checksum=self.old.checksum,
            new_checksum=self.new.checksum,
            account_id=progress.actor.account,
            moved_at=progress.now,
        )
        progress.case = desk.cases.advance(
            case,
            state=progress.taken.state,
            pack=pack.id,
            pack_checksum=self.new.checksum,
            workflow_checksum=pack.workflow.checksum,
        )

    def _open_what_stands_there(self, progress: Progress) -> None:
        """Move the branches to their states' new names, and open what the new edition has besides."""
        cases, case, flow = progress.desk.cases, progress.case, self.new.pack.workflow
        standing = {row.branch: row.state for row in cases.branches(case.id)}
        for branch, state in standing.items():
            if (now := self.names.state(state)) != state:
                cases.move_branch(case.id, branch, now, progress.seq)
        for branch in opened_at(flow, case.state):
            if branch.id not in standing:
                cases.open_branch(case.id, branch.id, branch.first, progress.seq)
        seated = {row.panel for row in cases.seats(case.id)}
        for panel in flow.panels.values():
            if panel.state == case.state and panel.id not in seated:
                open_round(progress, panel)

    def _tell_ledger(self, progress: Progress, before: Any, digests: dict[str, str]) -> None:
        progress.desk.ledger.append(
            "edition_moved",
            progress.actor.account,
            case=progress.case.number,
            seq=progress.seq,
            source=before.state,
            target=progress.case.state,
            old=self.old.checksum,
            new=self.new.checksum,
            entries=digests,
            names=progress.desk.pseudonym(_told(self.names)),
            occurred_at=progress.now,
        )


def steps_from(flow: Workflow, states: list[str], route: str) -> tuple[str, ...]:
    """Return the ids of the steps people may take of a case at these states, whoever they are."""
    return tuple(
        step.id
        for step in flow.transitions.values()
        if not step.operation
        and not step.automatic
        and not set(step.source).isdisjoint(states)
        and (not step.routes or route in step.routes)
    )


def _told(names: EditionMap) -> str:
    fates = {path: [fate.to, fate.reason] for path, fate in {**names.fields, **names.forms}.items()}
    return canonical([names.states, names.debts, names.time_limits, fates, names.reason])
