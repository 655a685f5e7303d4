"""Show where a case stands on its flow chart, how long, what comes next and who does it (事项流程图)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from jiuji_docs.domain.charts.case_chart import chart_of_pack
from jiuji_docs.domain.charts.chart import BEGIN, Chart, Move
from jiuji_docs.domain.charts.sheet_channels import shown_moves
from jiuji_docs.domain.charts.sheet_marks import Marks
from jiuji_docs.domain.charts.sheet_svg import picture
from jiuji_docs.domain.workflow.facts import Actor
from jiuji_docs.domain.workflow.policy import Pack
from jiuji_docs.domain.workflow.stay import arrived_at, stay_words
from jiuji_docs.domain.workflow.worklist import is_shut
from jiuji_docs.services import facts
from jiuji_docs.services.desk import Desk
from jiuji_docs.services.item_next import NextSteps, next_of_item
from jiuji_docs.services.scope import seen

#: Charts kept at hand: one per pack in force and per edition still run by older cases.
CHARTS = 16
#: People named for one role; more are counted.
NAMED = 4


@dataclass(frozen=True, slots=True)
class CasePicture:
    """The picture, and what it says in words: (place, how long) pairs and the next steps."""

    svg: str
    standing: tuple[tuple[str, str], ...]
    following: tuple[NextSteps, ...]


class CasePictureService:
    """Draw one case on its chart, within the reader's row scope."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def of(self, number: str, actor: Actor) -> CasePicture:
        """Return the picture of a case; NotFound outside the reader's scope."""
        case = seen(self._desk, number, actor)
        pack = self._desk.pack_of(case)
        chart = _chart(pack).on(case.route)
        standing = dict(self._standing(pack, case))
        if case.register:
            following = tuple(next_of_item(self._desk, pack, case))
        else:
            following = tuple(self._following(pack, chart, case, standing))
        steps = facts.steps_of(self._desk, case.id)
        taken = frozenset(
            (item.source or BEGIN, item.transition) for item in steps if not item.voided
        )
        told = _told(chart, standing, following)
        svg = picture(
            chart, case.route, Marks(standing, taken), title=f"{number} 办理流程", description=told
        )
        places = tuple((chart.places[name].title, words) for name, words in standing.items())
        return CasePicture(svg, places, following)

    def _standing(self, pack: Pack, case: Any) -> Iterator[tuple[str, str]]:
        """Yield each place the case stands at with how long it has stood there."""
        now = self._desk.now()
        steps = facts.steps_of(self._desk, case.id)
        branches = [row.state for row in self._desk.cases.branches(case.id)]
        for state in (case.state, *branches):
            since = arrived_at(pack.workflow, steps, state) or case.accepted_at
            final = pack.workflow.states[state].final
            stay = stay_words(since, now)
            gap = " " if stay[0].isdigit() else ""
            yield state, "已办结" if final else f"已停{gap}{stay}"

    def _following(
        self, pack: Pack, chart: Chart, case: Any, standing: dict[str, str]
    ) -> Iterator[NextSteps]:
        """Yield what may come next, the steps of the same posts together; what is shut for all does not."""
        steps = pack.workflow.transitions
        by_posts: dict[tuple[str, ...], list[Move]] = {}
        for move in (move for place in standing for move in shown_moves(chart, place)):
            if move.id in steps and is_shut(pack, steps[move.id]):
                continue
            by_posts.setdefault(move.roles, []).append(move)
        for roles, moves in by_posts.items():
            posts = "、".join(chart.roles.get(role, role) for role in roles)
            if all(move.automatic for move in moves):
                posts = "系统在条件具备时自动"
            titles = tuple(f"{m.title}（退回）" if m.returns else m.title for m in moves)
            yield NextSteps(posts, tuple(self._people(case, roles)), titles)

    def _people(self, case: Any, roles: tuple[str, ...]) -> Iterator[str]:
        """Yield the names of who holds a post for this case: of its village, its town or the county."""
        units = [unit for unit in (case.town_id, case.village_id) if unit]
        holders = [one for role in roles for one in self._desk.accounts.holders(role, units)]
        accounts = list(dict.fromkeys(holders))
        for account in accounts[:NAMED]:
            yield str(self._desk.accounts.account(account).name)
        if len(accounts) > NAMED:
            yield f"等 {len(accounts)} 人"


_charts: dict[str, Chart] = {}


def _chart(pack: Pack) -> Chart:
    """Return a pack's chart, drawn up once for each edition."""
    if pack.checksum not in _charts:
        if len(_charts) >= CHARTS:
            _charts.clear()
        _charts[pack.checksum] = chart_of_pack(pack)
    return _charts[pack.checksum]


def _told(chart: Chart, standing: dict[str, str], following: tuple[NextSteps, ...]) -> str:
    """Return what the picture shows, for who does not see it."""
    places = "；".join(f"“{chart.places[name].title}”{words}" for name, words in standing.items())
    steps = "；".join(f"{one.posts}：{'、'.join(one.titles)}" for one in following)
    return f"现在{places}。" + (f"接下来可以办理：{steps}。" if steps else "没有以后的环节。")
