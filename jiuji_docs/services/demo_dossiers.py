"""Fill the demo county with documents at several stages (示范公文), taken through the real kernel."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from jiuji_docs.definitions.demo import DemoDossier, demo_dossiers
from jiuji_docs.domain.documents.entry_values import to_content
from jiuji_docs.domain.documents.kinds import KINDS, blank_content
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.dispatch.command import StepCommand
from jiuji_docs.services.dispatch.kernel import DispatchKernel
from jiuji_docs.services.house import House

Say = Callable[[str], None]
DRAFTER = "county.drafter"
#: Where a document stands → the step that leads on, and who takes it.
WAY = {
    "draft": ("submit", DRAFTER),
    "review": ("pass", "county.office"),
    "issue": ("sign", "county.director"),
    "recheck": ("recheck", "county.office"),
    "register": ("number", "county.registrar"),
}
OPINIONS = {"pass": "格式、内容已核。", "sign": "同意印发。"}


def play_demo_dossiers(house: House, say: Say) -> int:
    """Take every demo document to its stage; one that is there already is left as it is."""
    made = demo_dossiers()
    for at, one in enumerate(made, start=1):
        house.run(partial(_play, at, one))
    say(f"已有示范公文 {len(made)} 件")
    return len(made)


def _play(at: int, one: DemoDossier, desk: Desk) -> None:
    kernel, key = DispatchKernel(desk), f"demo-dossier:{at}"
    drafter = desk.actor(DRAFTER)
    opened = kernel.open("outgoing", drafter, _content(one, drafter.unit_name), f"{key}:open")
    if opened.repeated:
        return
    state = opened.state
    if one.until == "countersign":
        units = [unit.id for unit in desk.accounts.units() if unit.name in one.joint]
        command = StepCommand(
            opened.number, "circulate", f"{key}:circulate", None, given={"units": units}
        )
        kernel.submit(command, drafter)
        return
    while state != one.until:
        step, who = WAY[state]
        given = {"code": [one.series]} if step == "number" else {}
        words = OPINIONS.get(step, "")
        command = StepCommand(opened.number, step, f"{key}:{step}", None, words, given)
        state = kernel.submit(command, desk.actor(who)).state


def _content(one: DemoDossier, unit: str) -> dict[str, Any]:
    """Return the content as the editor's boxes would give it."""
    blank = blank_content(KINDS[one.kind], unit)
    entry = {
        "kind": one.kind,
        "title": one.title,
        "addressees": one.addressees,
        "body": one.body.strip(),
        "note": one.note,
        "cc": one.cc,
        "urgency": one.urgency,
        "mark": blank["mark"],
        "joint_issuers": "\n".join(one.joint),
        "signatories": "\n".join((unit, *one.joint)),
        "printer": blank.get("printer", ""),
    }
    return to_content(entry)
