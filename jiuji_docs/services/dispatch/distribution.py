"""Send a finished document to the units that get it, where it becomes incoming (分送、签收)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiuji_docs.domain.errors import GuardRefused

if TYPE_CHECKING:
    from jiuji_docs.services.dispatch.kernel import Walk

#: Nobody sends one document to more units of a county than this.
MOST_UNITS = 200


def choose_units(walk: Walk, name: str) -> list[str]:
    """Return the units ticked under *name*, each of which the directory must know."""
    chosen = list(dict.fromkeys(walk.command.given.get(name, ())))
    if len(chosen) > MOST_UNITS:
        raise GuardRefused("too_many_units", f"最多选择 {MOST_UNITS} 个单位")
    for unit in chosen:
        if unit == walk.row.unit_id or not walk.desk.accounts.has_unit(unit):
            raise GuardRefused("unknown_unit", "所选单位不在通讯录中")
    return chosen


def deliver(walk: Walk) -> None:
    """Open an incoming dossier at every unit that gets the document (核发)."""
    from jiuji_docs.services.dispatch.kernel import open_row  # noqa: PLC0415 - the kernel calls us

    desk = walk.desk
    for one in desk.dossiers.asked(walk.row.id, "deliver"):
        if one.state != "open":
            continue
        row = open_row(
            desk, "incoming", one.unit_id, walk.actor.account, walk.content, source_id=walk.row.id
        )
        desk.dossiers.add_step(
            dossier_id=row.id,
            seq=1,
            idempotency_key=f"deliver:{walk.row.number}:{one.unit_id}",
            step="open",
            source="",
            target=row.state,
            account_id=walk.actor.account,
            unit_id=walk.actor.unit,
            comment="",
            content_hash=row.content_hash,
            voided=False,
            at=walk.now,
        )
        desk.dossiers.answer(walk.row.id, one.unit_id, "deliver", "delivered", walk.now)
        desk.ledger.append(
            "delivered", walk.actor.account, dossier=walk.row.number, incoming=row.number
        )


def receive(walk: Walk) -> None:
    """Tell the sender that the document has arrived (签收)."""
    if walk.row.source_id is not None:
        walk.desk.dossiers.answer(
            walk.row.source_id, walk.row.unit_id, "deliver", "received", walk.now
        )
