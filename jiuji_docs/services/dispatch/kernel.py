"""Take one step of a dossier: the one place where official documents move (公文流转).

In one transaction: answer a repeated key, lock, ask for the key again, compare the version, judge, carry
out the effects, write the history, append to the ledger. Raising rolls everything back.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from jiuji_docs.definitions.read_dispatch import shipped_flows
from jiuji_docs.domain.dispatch.facts import DossierFacts
from jiuji_docs.domain.dispatch.flow import SAME, FlowStep
from jiuji_docs.domain.dispatch.judge import judge
from jiuji_docs.domain.errors import GuardRefused, NotAllowed, StalePage
from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.dispatch import effects
from jiuji_docs.services.dispatch.command import StepCommand, StepOutcome
from jiuji_docs.services.dispatch.content import content_of, stored
from jiuji_docs.services.dispatch.gathering import facts_of, flow_of
from jiuji_docs.services.papers import local_date

#: Who may begin an outgoing document, and who may take an incoming one in.
OPENERS = {"outgoing": "doc.drafter", "incoming": "doc.registrar"}


@dataclass(slots=True)
class Walk:
    """A step while it is taken; ``content`` and ``changes`` are what it will write."""

    desk: Desk
    actor: Actor
    command: StepCommand
    row: Any
    step: FlowStep
    facts: DossierFacts
    now: dt.datetime
    content: dict[str, Any]
    changes: dict[str, Any] = field(default_factory=dict)

    @property
    def today(self) -> dt.date:
        """The day in Beijing."""
        return local_date(self.now)


class DispatchKernel:
    """Open dossiers and walk them through their flow."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def open(
        self, flow: str, actor: Actor, content: Mapping[str, Any], key: str, state: str = ""
    ) -> StepOutcome:
        """Open a dossier with *content* and return it; the same *key* opens no second one."""
        if OPENERS[flow] not in actor.roles:
            raise NotAllowed("role", f"{actor.name}没有开始办理公文的权限")
        if (before := self._taken(key, "open", actor)) is not None:
            return before
        row = open_row(self._desk, flow, actor.unit, actor.account, content, state=state)
        return self._write_step(row, actor, key, step="open", source="")

    def submit(self, command: StepCommand, actor: Actor) -> StepOutcome:
        """Take the step, or raise a Refused that says in Chinese why not."""
        if (before := self._taken(command.key, command.step, actor)) is not None:
            return before
        desk = self._desk
        row = desk.dossiers.lock(desk.dossiers.seen(command.number, actor.unit).id)
        # Somebody's second click may have waited for the lock while the first was taken.
        if (before := self._taken(command.key, command.step, actor)) is not None:
            return before
        if command.version not in (None, row.version):
            raise StalePage("stale_page", "他人已办理或修改此件，页面内容已过时，请核对后再办")
        facts = facts_of(desk, row, actor)
        step = judge(flow_of(row), facts, actor, command.step)
        if step.comment == "required" and not command.comment.strip():
            raise GuardRefused("comment_required", "请填写意见或理由", clause=step.clause)
        walk = Walk(desk, actor, command, row, step, facts, desk.now(), content_of(row))
        for name in step.effects:
            effects.EFFECTS[name](walk)
        return self._move(walk)

    def _move(self, walk: Walk) -> StepOutcome:
        target = walk.row.state if walk.step.target == SAME else walk.step.target
        values = {**stored(walk.content), **walk.changes, "state": target, "moved_at": walk.now}
        row = self._desk.dossiers.change(walk.row.id, walk.row.version, **values)
        key, words = walk.command.key, walk.command.comment.strip()
        comment = words if walk.step.comment != "none" else ""
        step, source = walk.step.id, walk.row.state
        return self._write_step(row, walk.actor, key, step=step, source=source, comment=comment)

    def _write_step(
        self, row: Any, actor: Actor, key: str, *, step: str, source: str, comment: str = ""
    ) -> StepOutcome:
        desk = self._desk
        seq = len(desk.dossiers.steps(row.id)) + 1
        desk.dossiers.add_step(
            dossier_id=row.id,
            seq=seq,
            idempotency_key=key,
            step=step,
            source=source,
            target=row.state,
            account_id=actor.account,
            unit_id=actor.unit,
            comment=comment,
            content_hash=row.content_hash,
            voided=False,
            at=desk.now(),
        )
        desk.ledger.append(
            "dossier",
            actor.account,
            dossier=row.number,
            seq=seq,
            step=step,
            target=row.state,
            content=row.content_hash,
            comment=desk.pseudonym(comment),
        )
        return StepOutcome(row.number, seq, row.state)

    def _taken(self, key: str, step: str, actor: Actor) -> StepOutcome | None:
        row = self._desk.dossiers.step_by_key(key)
        if row is None:
            return None
        if row.account_id != actor.account or row.step != step:
            raise StalePage("key_reused", "本页已提交过其他操作，请刷新后重试")
        dossier = self._desk.dossiers.get(row.dossier_id)
        return StepOutcome(dossier.number, row.seq, row.target, repeated=True)


def open_row(
    desk: Desk,
    flow_id: str,
    unit: str,
    account: str,
    content: Mapping[str, Any],
    *,
    state: str = "",
    source_id: int | None = None,
) -> Any:
    """Add a dossier at the start of its flow, or at *state*, with the unit's next number."""
    flow, now = shipped_flows()[flow_id], desk.now()
    year = local_date(now).year
    serial = desk.numbers.next(f"dossier:{flow.prefix}:{unit}", year)
    return desk.dossiers.open(
        number=f"{flow.prefix}-{unit.upper()}-{year}-{serial:04d}",
        flow=flow_id,
        unit_id=unit,
        drafter_id=account,
        state=state or flow.start,
        version=1,
        signed_hash="",
        due_on=None,
        source_id=source_id,
        closed=False,
        opened_at=now,
        moved_at=now,
        **stored(content),
    )
