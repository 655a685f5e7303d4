"""Make packs, people and facts for tests of the workflow."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache
from typing import Any

from jiuji_docs.definitions.catalog import Catalog
from jiuji_docs.domain.calendar import BEIJING
from jiuji_docs.domain.workflow.facts import Actor, Facts, StepTaken
from jiuji_docs.domain.workflow.policy import Pack

NOW = dt.datetime(2024, 2, 20, 10, 0, tzinfo=BEIJING)


@cache
def catalog() -> Catalog:
    """Return the shipped catalog, read once for all tests."""
    return Catalog.shipped()


def pack(office: Mapping[str, Any] | None = None) -> Pack:
    """Return 朝阳县's pack, with an office's own settings when there are any."""
    if office:
        return catalog().with_office("chaoyang-2021", office)
    return catalog().pack("chaoyang-2021")


def actor(*roles: str, account: str = "yangshan.somebody", name: str = "陈立新") -> Actor:
    """Return a person of 阳山镇 with these roles."""
    return Actor(account, name, "yangshan", "阳山镇人民政府", "town", frozenset(roles))


def taken(
    transition: str, target: str = "", *, by: str = "other", voided: bool = False
) -> StepTaken:
    """Return a step of the past."""
    return StepTaken(1, transition, "", target, by, NOW, voided)


def facts(state: str, route: str = "expenditure", **given: Any) -> Facts:
    """Return facts of a case in a state; what is entered is known too, as the service has it."""
    entering = given.pop("entering", {})
    known = dict(given.pop("known", {}))
    for form, values in entering.items():
        known.update({f"{form}.{name}": value for name, value in values.items()})
    given.setdefault("now", NOW)
    return Facts(route, state, known=known, entering=entering, **given)
