"""Walk an official document through its flow, without pages."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

from jiuji_docs.domain.documents.kinds import KINDS, blank_content
from jiuji_docs.services.dispatch.command import StepCommand, StepOutcome
from jiuji_docs.services.dispatch.drafting import DraftingService
from jiuji_docs.services.dispatch.kernel import DispatchKernel
from jiuji_docs.services.house import House

_KEYS = itertools.count()
DRAFTER = "county.drafter"
#: Where a dossier stands → the usual step and who takes it.
OUTGOING = {
    "draft": ("submit", "county.drafter"),
    "review": ("pass", "county.office"),
    "issue": ("sign", "county.deputy"),
    "recheck": ("recheck", "county.office"),
    "register": ("number", "county.registrar"),
    "print": ("print", "county.registrar"),
    "seal": ("seal", "county.sealkeeper"),
    "release": ("release", "county.registrar"),
    "archive": ("file", "county.archivist"),
}

#: What the usual steps ask for.
GIVEN: dict[str, dict[str, Sequence[str]]] = {
    "number": {"code": ["示民发"]},
    "file": {"fonds": ["0012"], "retention": ["D30"], "office": ["办公室"]},
}


def text(kind: str = "通知", **changes: Any) -> dict[str, Any]:
    """Return the content of a document that can be issued."""
    content = blank_content(KINDS[kind], "示范县民政局")
    content["title"] = [f"示范县民政局关于做好急难救助工作的{KINDS[kind].word}"]
    content["addressees"] = "各乡镇民政办" if kind == "通知" else "示范县人民政府"
    content["body"] = [{"heading": "一、总体要求", "level": 1}, {"paragraph": "请认真贯彻执行。"}]
    return content | changes


def new_dossier(house: House, kind: str = "通知", **changes: Any) -> str:
    """Begin a document of *kind* and write it; return the dossier's number."""

    def begin(desk: Any) -> str:
        drafter, service = desk.actor(DRAFTER), DraftingService(desk)
        number = service.begin(kind, drafter, f"new-{next(_KEYS)}")
        service.save(number, drafter, text(kind, **changes), 1)
        return number

    return str(house.run(begin))


def take(
    house: House,
    number: str,
    step: str,
    who: str,
    *,
    comment: str = "同意。",
    key: str = "",
    version: int | None = None,
    **given: Sequence[str],
) -> StepOutcome:
    """Take one step as somebody."""
    command = StepCommand(number, step, key or f"key-{next(_KEYS)}", version, comment, given)
    return house.run(lambda desk: DispatchKernel(desk).submit(command, desk.actor(who)))


def walk_to(
    house: House, number: str, state: str, press: Any = None, **numbering: Sequence[str]
) -> None:
    """Take the usual steps until the dossier stands at *state*; *press* prints what is due."""
    while (at := state_of(house, number)) != state:
        step, who = OUTGOING[at]
        given = {**GIVEN.get(step, {}), **(numbering if step == "number" else {})}
        take(house, number, step, who, **given)
        if press is not None:
            press.run_all()


def state_of(house: House, number: str, unit: str = "county") -> str:
    """Return where a dossier stands."""
    with house.desk(write=False) as desk:
        return str(desk.dossiers.seen(number, unit).state)
