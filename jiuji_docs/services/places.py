"""Find the units that a form names: town, village, and where an item is sent (所属乡镇、村、受转单位)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jiuji_docs.domain.errors import FormInvalid, NotAllowed
from jiuji_docs.domain.forms.known import known

if TYPE_CHECKING:
    from jiuji_docs.services.progress import Progress


@dataclass(frozen=True, slots=True)
class Place:
    """Whose an opened item is: a town, or the unit that opened it, and the village if one is named."""

    unit: str
    village: str | None = None


def place_of(progress: Progress) -> Place:
    """Return the place of the case being opened; an unknown unit is an error at its field.

    Raises NotAllowed where a relief case would belong to no town, and where a village or town opens for
    another one.
    """
    if (parent := _place_of_parent(progress)) is not None:
        return parent
    town, village = _town(progress), _named(progress, "village")
    found = Place(town) if not village else _village(progress, town, village)
    if not village and progress.actor.level == "village":
        found = Place(found.unit, progress.actor.unit)
    if not is_register(progress) and _level(progress, found.unit) != "town":
        raise NotAllowed(
            "no_town", "救助事项须归属一个乡镇（街道），请由乡镇窗口或其村（社区）立件"
        )
    return found


def is_register(progress: Progress) -> bool:
    """Say whether the step opens an item of a register (登记簿)."""
    return progress.transition.routes[:1] in [(name,) for name in progress.pack.workflow.registers]


def _place_of_parent(progress: Progress) -> Place | None:
    """Return the place of the case an item is opened from, where the item names none and stays here."""
    transition, number = progress.transition, progress.command.parent
    named = transition.receiver or _named(progress, "town") or _named(progress, "village")
    if not number or named or not is_register(progress):
        return None
    parent = progress.desk.cases.get(number)
    return Place(str(parent.town_id), parent.village_id)


def receiver_of(progress: Progress) -> str | None:
    """Return the unit a step sends the item to; an unknown one, and the sender's own, is an error."""
    path = progress.transition.receiver
    if not path:
        return None
    name = str(known(progress.entering.items()).get(path) or "").strip()
    unit = _find(progress.desk.accounts.units(), name)
    if unit is None:
        raise _wrong(path, f"没有“{name}”这个单位；请写单位全称")
    if unit.id == progress.actor.unit:
        raise _wrong(path, "不能转给本单位；本单位的件请直接办理")
    return str(unit.id)


def _town(progress: Progress) -> str:
    actor, name = progress.actor, _named(progress, "town")
    own = actor.town or actor.unit
    path = progress.transition.subject.get("town", "")
    if not name:
        if path and actor.level == "county" and not _named(progress, "village"):
            raise _wrong(path, "请写明所属乡镇（街道）")
        return own
    towns = [unit for unit in progress.desk.accounts.units() if unit.level == "town"]
    unit = _find(towns, name)
    if unit is None:
        raise _wrong(path, f"没有“{name}”这个乡镇（街道）；请写单位全称或编号")
    if actor.level != "county" and unit.id != own:
        raise _wrong(path, "外乡镇的请转办，不在本单位登记")
    return str(unit.id)


def _village(progress: Progress, town: str, name: str) -> Place:
    path, actor = progress.transition.subject["village"], progress.actor
    units = progress.desk.accounts.units
    below = units(parent_id=town) if _level(progress, town) == "town" else units()
    found = [unit for unit in below if unit.level == "village" and _is_called(unit, name)]
    if not found:
        where = "本乡镇" if actor.level != "county" else "所写的乡镇"
        raise _wrong(path, f"{where}没有“{name}”这个村（社区）")
    if len(found) > 1:
        raise _wrong(path, f"不止一个乡镇有“{name}”，请写明乡镇（街道）")
    if actor.level == "village" and found[0].id != actor.unit:
        raise _wrong(path, "只能登记本村（社区）的事项")
    return Place(str(found[0].parent_id), str(found[0].id))


def _named(progress: Progress, what: str) -> str:
    path = progress.transition.subject.get(what)
    values = known(progress.entering.items())
    return str(values.get(path) or "").strip() if path else ""


def _level(progress: Progress, unit: str) -> str:
    return str(progress.desk.accounts.unit(unit).level)


def _find(units: Iterable[Any], name: str) -> Any | None:
    return next((unit for unit in units if _is_called(unit, name)), None)


def _is_called(unit: Any, name: str) -> bool:
    return name in (unit.id, unit.name)


def _wrong(path: str, why: str) -> FormInvalid:
    form, _, field = path.partition(".")
    return FormInvalid(form, {field: (why,)})
