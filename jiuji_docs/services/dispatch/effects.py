"""Carry out what a step does besides moving the dossier (办理结果)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from jiuji_docs.domain.errors import GuardRefused
from jiuji_docs.services.dispatch.content import agreed_digest, signed_digest
from jiuji_docs.services.dispatch.distribution import choose_units, deliver, receive
from jiuji_docs.services.dispatch.filing import file_dossier
from jiuji_docs.services.dispatch.numbering import take_number, void_number
from jiuji_docs.services.dispatch.orders import order_print, order_seal, reprint, void_papers

if TYPE_CHECKING:
    from jiuji_docs.services.dispatch.kernel import Walk

#: Steps that a voided number takes with it.
AFTER_NUMBER = ("recheck", "number", "print", "reprint", "seal_joint", "seal")
#: Steps that are opinions on the text: a return makes them void.
APPROVALS = ("agree", "submit", "collect", "pass", "sign", "recheck")


def ask_units(walk: Walk) -> None:
    """Ask the chosen units to countersign; those who agreed before are asked again."""
    units = choose_units(walk, "units")
    if not units:
        raise GuardRefused("no_units", "请至少选择一个会签单位")
    for unit in units:
        walk.desk.dossiers.ask(walk.row.id, unit, "countersign", "open", walk.now)


def agree(walk: Walk) -> None:
    """Note the unit's agreement, and the text that it agreed to."""
    walk.desk.dossiers.answer(
        walk.row.id,
        walk.actor.unit,
        "countersign",
        "agreed",
        walk.now,
        agreed_hash=agreed_digest(walk.content),
    )


def void_approvals(walk: Walk) -> None:
    """Make every opinion void: the text goes back and comes again."""
    walk.desk.dossiers.void_steps(walk.row.id, APPROVALS)
    for one in walk.desk.dossiers.asked(walk.row.id, "countersign"):
        walk.desk.dossiers.answer(walk.row.id, one.unit_id, "countersign", "void", walk.now)
    walk.changes["signed_hash"] = ""


def sign(walk: Walk) -> None:
    """Date the document by its signing, name the signer of an upward one, freeze the text (签发)."""
    walk.content["date"] = walk.today.isoformat()
    if walk.content.get("direction") == "up":
        walk.content["signers"] = [walk.actor.name]
    walk.changes["signed_hash"] = signed_digest(walk.content)


def void_signing(walk: Walk) -> None:
    """Make the signing void: what was changed after it goes back to the signer (条例 25)."""
    walk.desk.dossiers.void_steps(walk.row.id, ("sign",))
    walk.changes["signed_hash"] = ""


def void_recheck(walk: Walk) -> None:
    """Make the recheck void: the document comes before the office once more (复核)."""
    walk.desk.dossiers.void_steps(walk.row.id, ("recheck",))


def take_back_number(walk: Walk) -> None:
    """Void the number with everything done under it; what was signed stays signed until it changes."""
    void_number(walk)
    void_papers(walk)
    walk.desk.dossiers.void_steps(walk.row.id, AFTER_NUMBER)
    walk.content.pop("print_date", None)
    for one in walk.desk.dossiers.asked(walk.row.id, "deliver"):
        walk.desk.dossiers.answer(walk.row.id, one.unit_id, "deliver", "void", walk.now)


def deliver_to(walk: Walk) -> None:
    """Note the units that get the finished document (分送)."""
    for unit in choose_units(walk, "deliver"):
        walk.desk.dossiers.ask(walk.row.id, unit, "deliver", "open", walk.now)


def close(walk: Walk) -> None:
    """Close the dossier."""
    walk.changes["closed"] = True


def due(walk: Walk) -> None:
    """Set the day by which an incoming document must be dealt with (办结时限)."""
    text = next(iter(walk.command.given.get("due", ())), "").strip()
    if not text:
        return
    try:
        day = dt.date.fromisoformat(text)
    except ValueError as error:
        raise GuardRefused("due", "办结时限应写作 2024-02-08") from error
    if not walk.today <= day <= walk.today.replace(year=walk.today.year + 1, day=1):
        raise GuardRefused("due", "办结时限应在今天至一年之内")
    walk.changes["due_on"] = day


#: Every effect by name; :data:`jiuji_docs.domain.dispatch.flow.EFFECTS` lists them for the reader.
EFFECTS: Mapping[str, Callable[[Walk], None]] = {
    "ask_units": ask_units,
    "agree": agree,
    "void_approvals": void_approvals,
    "sign": sign,
    "void_signing": void_signing,
    "void_recheck": void_recheck,
    "number": take_number,
    "void_number": take_back_number,
    "deliver_to": deliver_to,
    "print": order_print,
    "reprint": reprint,
    "seal": order_seal,
    "deliver": deliver,
    "close": close,
    "receive": receive,
    "due": due,
    "file": file_dossier,
}
