"""What is asked of the kernel, and what it answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Command:
    """One step somebody asks for (办理请求).

    ``key`` is the idempotency key: the same key again gives the same outcome and no second step.
    ``case`` is the public number; empty opens a case under ``pack``, from the case ``parent`` if one is named
    (子事项). ``version`` is what the page showed; None for callers that saw no page. ``entries`` holds raw form
    values by form id. ``occurred_at`` is when it happened, if that was before now (先行救助补录).
    ``on_behalf_of`` is for whom the page said that a deputy acts; None for callers that saw no page.
    """

    transition: str
    key: str
    case: str = ""
    pack: str = ""
    version: int | None = None
    entries: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    comment: str = ""
    return_target: str = ""
    occurred_at: dt.datetime | None = None
    on_behalf_of: str | None = None
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a step did (办理结果); ``repeated`` when the same key had already done it."""

    case: str
    seq: int
    state: str
    documents: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    late: tuple[str, ...] = ()
    repeated: bool = False
