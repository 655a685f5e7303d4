"""Take one step of many cases at once, each judged on its own (批量办理).

What every case is asked is the same as for one alone. Plain steps, which is what is signed by the hundred,
are written with as few statements as for one case; steps that do more are written one after the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from jiuji_docs.domain.errors import GuardRefused, NotFound, NotInState, Refused, StalePage
from jiuji_docs.domain.workflow.definition import START
from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.services.automatic import follow
from jiuji_docs.services.bulk_facts import Gathered
from jiuji_docs.services.bulk_writing import is_plain, write_together
from jiuji_docs.services.command import Command, Outcome
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.progress import Progress
from jiuji_docs.services.scope import may_work
from jiuji_docs.services.step_checks import check_time, judged, outcome, refuse_stale, validated
from jiuji_docs.services.step_writing import write
from jiuji_docs.services.transitions import TransitionService

#: Cases of one batch.
MOST = 500


@dataclass(frozen=True, slots=True)
class BulkLine:
    """What came of one case: its outcome, or why not."""

    case: str
    outcome: Outcome | None = None
    refusal: Refused | None = None


class BulkStepService:
    """Take the same step of many cases in one transaction (批量办理)."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def fire(self, commands: Sequence[Command], actor: Actor) -> tuple[BulkLine, ...]:
        """Take every step that may be taken and say of each of the others why not, in the order given.

        Raises GuardRefused for more than 500 cases, for one named twice, and for different steps.
        """
        _check_batch(commands)
        answered = self._answered(commands, actor)
        waiting = [command for command in commands if command.case not in answered]
        lines = {**answered, **self._take(waiting, actor)}
        return tuple(lines[command.case] for command in commands)

    def _answered(self, commands: Sequence[Command], actor: Actor) -> dict[str, BulkLine]:
        """Return the answers of keys that were used before (重复提交)."""
        keys = self._desk.bulk.steps_by_key([command.key for command in commands])
        service, lines = TransitionService(self._desk), {}
        for command in commands:
            if command.key in keys:
                before = service.taken_before(command.key, command.transition, actor)
                lines[command.case] = BulkLine(command.case, before)
        return lines

    def _take(self, commands: Sequence[Command], actor: Actor) -> dict[str, BulkLine]:
        rows = self._desk.bulk.lock([command.case for command in commands]) if commands else {}
        gathered = Gathered(self._desk, [row.id for row in rows.values()])
        taken, lines = [], {}
        for command in commands:
            try:
                taken.append(self._judge(command, rows.get(command.case), actor, gathered))
            except (Refused, NotFound) as error:
                lines[command.case] = BulkLine(command.case, refusal=_refusal(error))
        self._write(taken, gathered)
        for progress in taken:
            last = follow(progress)
            lines[progress.case.number] = BulkLine(progress.case.number, outcome(progress, last))
        return lines

    def _judge(self, command: Command, case: Any, actor: Actor, gathered: Gathered) -> Progress:
        if case is None or not may_work(self._desk, case, actor):
            raise NotFound(command.case)
        pack = self._desk.pack_of(case)
        transition = pack.workflow.transitions.get(command.transition)
        if transition is None or START in transition.source:
            raise NotInState("no_such_step", "没有这个办理环节")
        refuse_stale(self._desk, case, pack, transition, command.version)
        now = self._desk.now()
        progress = Progress(self._desk, command, actor, pack, transition, now, case)
        check_time(progress)
        progress.entered = validated(progress)
        progress.taken = judged(progress, gathered.facts(progress))
        return progress

    def _write(self, taken: Iterable[Progress], gathered: Gathered) -> None:
        """Write plain steps together, by where they lead, and the others one by one."""
        together: defaultdict[tuple[str, str], list[Progress]] = defaultdict(list)
        for progress in taken:
            if is_plain(progress):
                together[progress.pack.checksum, progress.taken.state].append(progress)
            else:
                write(progress)
        for group in together.values():
            write_together(self._desk, group, gathered)


def _check_batch(commands: Sequence[Command]) -> None:
    if len(commands) > MOST:
        raise GuardRefused("too_many", f"一次最多办理 {MOST} 件")
    if len({command.case for command in commands}) < len(commands):
        raise GuardRefused("named_twice", "同一件在一批中出现了两次")
    if len({command.transition for command in commands}) > 1:
        raise GuardRefused("different_steps", "一批只能办理同一个环节")


def _refusal(error: Refused | NotFound) -> Refused:
    if isinstance(error, Refused):
        return error
    return StalePage("not_found", "没有这件，或不在本单位范围内")
