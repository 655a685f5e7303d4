"""Draft a circular from a year's figures (通报), as an official document that goes its usual way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from jiuji_docs.definitions.documents import shipped_composition
from jiuji_docs.domain.documents.composition import compose
from jiuji_docs.domain.documents.elements import Block, Paragraph, Table
from jiuji_docs.domain.documents.frozen import freeze
from jiuji_docs.domain.documents.official import OfficialDocument
from jiuji_docs.domain.errors import NotAllowed
from jiuji_docs.domain.money import figures as money
from jiuji_docs.domain.signing.seal import diameter_for
from jiuji_docs.domain.statistics.figures import Figures, Row
from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.dispatch.kernel import DispatchKernel
from jiuji_docs.services.papers import local_date
from jiuji_docs.services.statistics.service import StatisticsService

COMPOSITION = "bulletin"
_HEADS = ("单位", "受理", "批准", "不予", "批准金额（元）", "已发放（元）")
#: The paragraph that the table of towns follows.
_BEFORE = "各乡镇情况见下表。"


class BulletinService:
    """Begin a 通报 with the figures filled in; the drafter reads it over like any other draft."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def begin(self, year: int | None, actor: Actor, key: str) -> str:
        """Open an outgoing dossier with the draft and return its number; drafters of the county only."""
        if actor.level != "county":
            raise NotAllowed("level", "通报由县局拟稿")
        figures = StatisticsService(self._desk).figures(year, actor)
        level = self._desk.accounts.unit(actor.unit).level
        document = bulletin(
            figures, actor.unit_name, local_date(self._desk.now()), diameter_for(level)
        )
        return DispatchKernel(self._desk).open("outgoing", actor, freeze(document), key).number


def bulletin(figures: Figures, issuer: str, day: dt.date, seal: float) -> OfficialDocument:
    """Return the draft: passages from the composition, and the table of towns."""
    document = compose(
        shipped_composition(COMPOSITION),
        _known(figures, day),
        issuer=issuer,
        number="",
        signed_on=day,
        seal_diameter=seal,
    )
    return replace(document, body=tuple(_with_table(document.body, figures)))


def _known(figures: Figures, day: dt.date) -> dict[str, Any]:
    whole = figures.whole
    return {
        "figures.year": str(figures.year),
        "figures.day": day,
        "figures.accepted": str(whole.accepted),
        "figures.granted": str(whole.granted),
        "figures.refused": str(whole.refused),
        "figures.amount": whole.amount,
        "figures.paid": whole.paid,
        "figures.causes": [f"{row.name}{row.accepted}件" for row in figures.by_cause],
        "figures.times": [
            f"{one.name}中位数{one.median}、九成不超过{one.nine_tenths}" for one in figures.times
        ],
        "figures.rates": [
            f"{one.name}{one.met}/{one.ended}，{one.share}%" for one in figures.in_time
        ],
        "figures.refusals": [f"{reason}{count}件" for reason, count in figures.refusals],
        "figures.reserves": [f"{town}{money(balance)}元" for town, balance in figures.reserves],
        "figures.overdue": [f"{title}逾期{count}件" for title, count in figures.overdue],
    }


def _with_table(body: Iterable[Block], figures: Figures) -> Iterable[Block]:
    for block in body:
        yield block
        if isinstance(block, Paragraph) and block.text.endswith(_BEFORE) and figures.by_town:
            rows = tuple(_cells(row) for row in (*figures.by_town, figures.whole))
            yield Table(_HEADS, rows)


def _cells(row: Row) -> tuple[str, ...]:
    counts = (row.accepted, row.granted, row.refused)
    return row.name, *(str(count) for count in counts), money(row.amount), money(row.paid)
